"""The part of a ticket's page that says what happens while it waits."""

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.web import PageRequest, for_right
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.queries import need_unchanged, version_of
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.waiting import actions, queries
from groundswell.servicedesk.waiting.defaults import plan_for
from groundswell.servicedesk.waiting.forms import PlanForm, show_plan


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show what happens by itself while a ticket waits."""
    return _show(request, get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    waiting = queries.find_waiting(ticket)
    context = {
        "ticket": ticket,
        "waiting": waiting,
        "form": failed or show_plan(waiting, plan_for(ticket.hold_reason)),
        "failed": failed,
        "version": version_of(ticket),
        "may_work": may(request.user, "desk.work"),
    }
    status = 422 if failed is not None else 200
    return render(request, "waiting/of_ticket.html", context, status=status)


@require_POST
@for_right("desk.work")
def plan(request: PageRequest, number: str) -> HttpResponse:
    """Say what happens while a ticket waits."""
    ticket, form = get_ticket(number, seen_by=request.user), PlanForm(request.POST)
    if not form.is_valid():
        return _show(request, ticket, form)
    try:
        with transaction.atomic():  # what was looked at holds until it is planned
            need_unchanged(ticket, form.cleaned_data["version"], by=request.user)
            actions.alter_waiting(ticket, by=request.user, at=timezone.now(), plan=form.plan())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show(request, get_ticket(number, seen_by=request.user), form)
    if request.htmx:
        return _show(request, ticket)
    return redirect("servicedesk:ticket", number)
