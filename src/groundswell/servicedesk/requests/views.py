"""What requests show on the page of a ticket: what was asked, and who has to agree."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.fields.forms import AnswersForm, keys_given
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.facts import queries as facts
from groundswell.servicedesk.facts.actions import answer_fields
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.forms import OnVersionForm
from groundswell.servicedesk.presence.queries import need_unchanged, version_of
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.requests import queries


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, what it tells beside its words and who has to agree."""
    return _show(request, get_ticket(number, seen_by=request.user))


@require_POST
@for_right("desk.work")
def answers(request: PageRequest, number: str) -> HttpResponse:
    """Write down anew what a ticket tells."""
    ticket = get_ticket(number, seen_by=request.user)
    gone = facts.list_gone_fields(keys_given(request.POST, request.FILES))
    form = AnswersForm(
        facts.list_answered_fields(ticket, gone),
        request.POST,
        request.FILES,
        services=list_services(),
        known={fact.key: facts.as_initial(fact) for fact in facts.list_facts(ticket)},
    )

    def act() -> Ticket:
        need_unchanged(ticket, _version(request), by=request.user, act="ticket.facts")
        at, values = timezone.now(), form.values()
        return answer_fields(ticket, by=request.user, at=at, values=values, gone=gone)

    return _doors.answer(request, ticket, form, act)


def _version(request: PageRequest) -> int | None:
    seen = OnVersionForm(request.POST)
    return seen.cleaned_data["version"] if seen.is_valid() else None


def _show(request: PageRequest, ticket: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    told = list(facts.list_facts(ticket))
    asked = facts.list_answered_fields(ticket, ())
    known = {fact.key: facts.as_initial(fact) for fact in told}
    form: forms.Form = failed or AnswersForm(asked, services=list_services(), known=known)
    approvals = queries.list_approvals(ticket)
    waiting = next((one for one in approvals if one.state == "open"), None)
    context = {
        "ticket": ticket,
        "facts": told,
        "asked_for": queries.find_asked_for(ticket),
        "approvals": approvals,
        "waiting": waiting if waiting and queries.is_asked(waiting, of=request.user) else None,
        "form": form,
        "version": version_of(ticket),
        "may_work": may(request.user, "desk.work"),
    }
    return show_forms(request, "requests/of_ticket.html", context, failed)


_doors = Doors("desk.work", get_ticket, _show, "servicedesk:ticket")
