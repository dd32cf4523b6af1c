"""What problem management shows on the pages of others: on a ticket, and while one is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right, go_to
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.problems import actions, queries
from groundswell.problems.forms import HelpedForm, UseForm
from groundswell.servicedesk.major.queries import fit_open_troubles
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import get_ticket, offer_taking
from groundswell.servicedesk.satisfaction.queries import find_verdict
from groundswell.servicedesk.states import Kind

PART = "problems/of_ticket.html"


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, its problem, what was tried, and known errors that may fit."""
    return _show(request, get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, refusal: str = "") -> HttpResponse:
    uses = list(queries.list_uses(ticket))
    tried = {use.workaround_id for use in uses}
    told = queries.Told(
        summary=ticket.summary,
        description=ticket.description,
        service=ticket.service,
        ci=ticket.ci,
    )
    offers = queries.offer_known_errors(told, seen_by=request.user)
    context = {
        "ticket": ticket,
        "verdict": find_verdict(ticket),
        "links": queries.list_of_ticket(ticket, seen_by=request.user),
        "uses": uses,
        "offers": [
            offer
            for offer in offers
            if offer.workaround is None or offer.workaround.pk not in tried
        ],
        "fitting": fit_open_troubles(
            ticket.summary,
            ticket.description,
            service=ticket.service.name if ticket.service else None,
            ci=ticket.ci.name if ticket.ci else None,
            seen_by=request.user,
            besides=ticket,
        )
        if ticket.is_open and ticket.kind == Kind.INCIDENT and not ticket.parent_id
        else [],
        "may_work": may(request.user, "problems.work"),
        "taking": offer_taking(ticket, by=request.user),
        "refusal": refusal,
    }
    return render(request, PART, context, status=422 if refusal else 200)


@require_POST
@for_right("problems.work")
def uses(request: PageRequest, number: str) -> HttpResponse:
    """Try a workaround on a ticket, and tell the caller where that is wanted."""
    ticket = get_ticket(number, seen_by=request.user)
    form = UseForm(request.POST)
    refusal = "" if form.is_valid() else "Choose the workaround that was tried."
    if not refusal:
        said = form.cleaned_data
        workaround = queries.get_workaround(said.pop("workaround"), seen_by=request.user)
        try:
            actions.use_workaround(
                workaround, by=request.user, at=timezone.now(), ticket=ticket, **said
            )
        except (Refusal, NotAllowed) as told:
            refusal = str(told)
    return _answer(request, ticket, refusal, whole=bool(form.cleaned_data.get("tell")))


@require_POST
@for_right("desk.work")
def verdicts(request: PageRequest, number: str) -> HttpResponse:
    """Say whether a workaround helped on a ticket."""
    ticket = get_ticket(number, seen_by=request.user)
    form = HelpedForm(request.POST)
    refusal = "" if form.is_valid() else "Say whether it helped: yes or no."
    if not refusal:
        said = form.cleaned_data
        use = queries.get_use(said["use"], ticket=ticket)
        actions.say_whether_helped(use, by=request.user, at=timezone.now(), helped=said["helped"])
    return _answer(request, ticket, refusal)


def _answer(
    request: PageRequest, ticket: Ticket, refusal: str, *, whole: bool = False
) -> HttpResponse:
    """Show the part of the page again, or the `whole` of it where more changed."""
    if refusal or (request.htmx and not whole):
        return _show(request, ticket, refusal)
    return go_to(request, reverse("servicedesk:ticket", args=[ticket.number]))


@require_GET
@for_right("desk.work")
def offers(request: PageRequest) -> HttpResponse:
    """Show, while a ticket is typed, the known errors that fit it."""
    service = _service(request.GET.get("service", ""))
    told = queries.Told(
        summary=request.GET.get("summary", "")[:250],
        description=request.GET.get("description", "")[:2000],
        service=service,
    )
    context = {
        "offers": queries.offer_known_errors(told, seen_by=request.user),
        "fitting": fit_open_troubles(
            told.summary,
            told.description,
            service=service.name if service else None,
            seen_by=request.user,
        ),
    }
    return render(request, "problems/offers.html", context)


def _service(key: str) -> Service | None:
    if not key.isdecimal() or len(key) > 9:
        return None
    return list_services().filter(pk=int(key)).first()
