"""The part of a ticket's page that says what was spent on it."""

from functools import partial

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.costs import actions, queries
from groundswell.servicedesk.costs.forms import CostForm
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import get_ticket


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, what was spent on it."""
    return _show(request, get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    lines = list(queries.list_costs(ticket, seen_by=request.user))
    context = {
        "ticket": ticket,
        "lines": lines,
        "sums": queries.sum_up(lines),
        "budgets": queries.list_budgets(),
        "currency": settings.CURRENCY,
        "form": CostForm(auto_id="cost_%s"),
        "may_work": may(request.user, "desk.work"),
        "may_keep": may(request.user, "desk.keep"),
    }
    return show_forms(request, "costs/of_ticket.html", context, failed)


_doors = Doors("desk.work", get_ticket, _show, "servicedesk:ticket")

booked = _doors(partial(CostForm, auto_id="cost_%s"), actions.book_cost)


@require_POST
@for_right("desk.work")
def removed(request: PageRequest, pk: int) -> HttpResponse:
    """Take a line out."""
    line = queries.get_cost(pk, seen_by=request.user)
    return _doors.answer(
        request,
        get_ticket(line.ticket.number, seen_by=request.user),
        forms.Form(request.POST),
        lambda: actions.remove_cost(line, by=request.user, at=timezone.now()),
    )
