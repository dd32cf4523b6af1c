"""The part of a ticket's page where people write down how long they worked."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.effort import actions, queries
from groundswell.servicedesk.effort.forms import TAPS, CorrectionForm, EffortForm, StopForm
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import get_ticket


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, who worked on it how long."""
    return _show(request, get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    worked = queries.read_effort(ticket, seen_by=request.user)
    context = {
        "ticket": ticket,
        "worked": worked,
        "taps": TAPS,
        "form": EffortForm(auto_id="effort_%s"),
        "stop_form": StopForm(auto_id="stop_%s"),
        "may_work": may(request.user, "desk.work"),
    }
    return show_forms(request, "effort/of_ticket.html", context, failed)


_doors = Doors("desk.work", get_ticket, _show, "servicedesk:ticket")

logged = _doors(EffortForm, actions.log_effort)
started = _doors(forms.Form, actions.start_clock)
stopped = _doors(StopForm, actions.stop_clock)


@require_POST
@for_right("desk.work")
def corrected(request: PageRequest, pk: int) -> HttpResponse:
    """Say that it was longer or shorter."""
    entry = queries.get_effort(pk, seen_by=request.user)
    ticket, form = (
        get_ticket(entry.ticket.number, seen_by=request.user),
        CorrectionForm(request.POST),
    )
    return _doors.answer(
        request,
        ticket,
        form,
        lambda: actions.correct_effort(
            entry, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
    )
