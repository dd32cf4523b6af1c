"""The pages of surges: what came in more than usual, and what is made of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.forms import JoiningForm, ReasonForm
from groundswell.servicedesk.major import queries as majors
from groundswell.servicedesk.models import Surge
from groundswell.servicedesk.rules.queries.pressing import list_pressing

PAGE = "servicedesk/surge.html"


@require_GET
@for_right("desk.see")
def surges(request: PageRequest) -> HttpResponse:
    """Show what came in more than usual, the newest first."""
    context = {"surges": queries.list_surges(seen_by=request.user)[: queries.PAGE]}
    return render(request, "servicedesk/surges.html", context)


@require_GET
@for_right("desk.see")
def banners(request: PageRequest) -> HttpResponse:
    """Show what can be joined now: the part that lists ask for from time to time."""
    pressing = list_pressing(at=timezone.now(), seen_by=request.user)
    context = pressing | {"may_work": may(request.user, "desk.work")}
    return render(request, "servicedesk/banners.html", context)


@require_GET
@for_right("desk.see")
def surge(request: PageRequest, number: str) -> HttpResponse:
    """Show one surge with its tickets, why it is one, and what can be made of it."""
    return _show(request, queries.get_surge(number, seen_by=request.user))


@require_GET
@for_right("desk.see")
def cost(request: PageRequest, number: str) -> HttpResponse:
    """Show what a surge has cost up to now: the part that its page asks for every minute."""
    found = queries.get_surge(number, seen_by=request.user)
    proposal = queries.propose_joining(found)
    running = queries.cost_of_surge(found, proposal, at=timezone.now())
    context = {"running": running, "address": request.path}
    return render(request, "servicedesk/cost_part.html", context)


def _show(request: PageRequest, found: Surge, failed: forms.Form | None = None) -> HttpResponse:
    proposal = queries.propose_joining(found)
    context = {
        "surge": found,
        "proposal": proposal,
        "running": queries.cost_of_surge(found, proposal, at=timezone.now()),
        "major": majors.major_of(found.parent, seen_by=request.user) if found.parent else None,
        "tickets": queries.list_of_surge(found, seen_by=request.user),
        "may_work": may(request.user, "desk.work"),
        "reason_form": ReasonForm(),
    }
    return show_forms(request, PAGE, context, failed, part="record")


def _as_joining(surge: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    found = queries.get_surge(surge.number, seen_by=by)
    chosen = queries.read_joining(found, said["parent"], said["tickets"], seen_by=by)
    return {**chosen, "raises": said["raises"]}


_door = Doors(right="desk.work", get=queries.get_surge, show=_show, page="servicedesk:surge")

joining = _door(JoiningForm, actions.join_surge, translate=_as_joining)
dismissal = _door(ReasonForm, actions.dismiss_surge)
