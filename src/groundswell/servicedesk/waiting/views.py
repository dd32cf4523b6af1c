"""The part of a ticket's page that says what happens while it waits."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.queries import need_unchanged, version_of
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.waiting import actions, queries
from groundswell.servicedesk.waiting.defaults import Plan, plan_for
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
        "is_left": queries.has_nobody_to_answer(ticket),
        "form": failed or show_plan(waiting, plan_for(ticket.hold_reason)),
        "failed": failed,
        "version": version_of(ticket),
        "may_work": may(request.user, "desk.work"),
    }
    status = 422 if failed is not None else 200
    return render(request, "waiting/of_ticket.html", context, status=status)


def _as_seen(ticket: Any, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    need_unchanged(ticket, said["version"], by=by)
    return {"plan": Plan(**PlanForm.answer(said))}


_door = Doors("desk.work", get_ticket, _show, "servicedesk:ticket")

plan = _door(PlanForm, actions.alter_waiting, translate=_as_seen)
