"""The page of a ticket, and what can be done with it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.callers import say_left
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Asks, Doors, show_forms
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.forms import (
    AssignmentForm,
    CallerForm,
    FillingForm,
    HoldForm,
    KindForm,
    MessageForm,
    NumbersForm,
    OneNumberForm,
    PlacementForm,
    RatingForm,
    ResolutionForm,
    TellingForm,
    TicketReasonForm,
)
from groundswell.servicedesk.major import queries as majors
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.forms import OnVersionForm
from groundswell.servicedesk.presence.queries import keep_unaltered, need_unchanged, version_of
from groundswell.servicedesk.promises import queries as promises
from groundswell.servicedesk.views.kept import forms_after
from groundswell.servicedesk.waiting.actions import hold_and_follow

TICKET = "servicedesk/ticket.html"


@require_GET
@for_right("desk.see")
def ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show one ticket with its story."""
    found = queries.get_ticket(number, seen_by=request.user)
    return _show(request, found)


@require_GET
@for_right("desk.see")
def cost(request: PageRequest, number: str) -> HttpResponse:
    """Show what the trouble of many has cost up to now: the part that its page asks for."""
    found = queries.get_ticket(number, seen_by=request.user)
    running = queries.cost_of_ticket(found, at=timezone.now())
    context = {"running": running, "address": request.path}
    return render(request, "servicedesk/cost_part.html", context)


def _show(request: PageRequest, found: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    matrix = current_matrix()
    around = queries.look_around(found)
    people = around.affected.besides(found.caller_id)
    joined = [] if around.affected.is_alone else queries.list_joined(found, seen_by=request.user)
    major = majors.major_of(found, seen_by=request.user) if around.has_major else None
    tells = (
        bool(joined) and not found.parent_id and found.is_open and not (major and major.is_running)
    )
    trail = queries.read_trail(found)
    story = queries.tell_story(found, seen_by=request.user, trail=trail, merged=around.merged)
    context: dict[str, object] = {
        "ticket": found,
        "story": story,
        "reported": queries.files_of_report(story),
        "promises": promises.read_promises(found, at=timezone.now()),
        "may_work": may(request.user, "desk.work"),
        "next_states": [str(state) for state in found.next_states],
        "impact": matrix.impacts.get(found.impact, ""),
        "urgency": matrix.urgencies.get(found.urgency, ""),
        "priority": matrix.priorities.get(found.priority, ""),
        **forms_after(found, failed, tells=tells),
        "taking": queries.offer_taking(found, by=request.user),
        "joined": joined,
        "reach": queries.reach_of_all(found) if tells else None,
        "head": queries.head_of(found, seen_by=request.user),
        "major": major,
        "running": queries.cost_of_ticket(found, at=timezone.now()) if joined else None,
        "affected": people,
        "raising": queries.propose_raising(found, people),
        "refused_at": request.path if failed is not None else "",
        "version": version_of(found, trail=trail),
        "left": say_left(found.caller) if found.caller and not found.caller.is_active else "",
    }
    return show_forms(request, TICKET, context, failed, part="record")


def _as_seen(ticket: Any, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    given = OnVersionForm.answer(said)
    need_unchanged(ticket, said["version"], by=by, has_words=bool(given))
    return given


def _as_altered(ticket: Any, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    return keep_unaltered(ticket, said, by=by)


def _as_children(ticket: Any, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    given = _as_seen(ticket, said, by)
    return {"tickets": queries.find_tickets(given["numbers"], seen_by=by)}


def _as_parent(ticket: Any, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    given = _as_seen(ticket, said, by)
    return {"parent": queries.find_tickets([given["number"]], seen_by=by)[0]}


def _as_message(ticket: Any, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    given = dict(_as_seen(ticket, said, by))
    return {"files": given.pop("attached"), **given}


def _seen(ticket: Any) -> dict[str, Any]:
    return {"version": version_of(ticket)}


_door = Doors(right="desk.work", get=queries.get_ticket, show=_show, page="servicedesk:ticket")

message = _door(MessageForm, actions.answer_ticket, translate=_as_message, takes_files=True)
assignment = _door(
    AssignmentForm,
    actions.assign_ticket,
    translate=_as_altered,
    asks=Asks(
        "Pass it on", lambda ticket: {"assignee": ticket.assignee_id, "group": ticket.group_id}
    ),
)
caller = _door(
    CallerForm,
    actions.change_caller,
    translate=_as_seen,
    asks=Asks("Say who is answered now", _seen),
)
work = _door(forms.Form, actions.start_ticket)
hold = _door(HoldForm, hold_and_follow, translate=_as_seen)
resolution = _door(ResolutionForm, actions.resolve_and_keep, translate=_as_seen)
closure = _door(OnVersionForm, actions.close_ticket, translate=_as_seen)
cancellation = _door(OnVersionForm, actions.cancel_ticket, translate=_as_seen)
reopening = _door(TicketReasonForm, actions.reopen_ticket, translate=_as_seen)
approval = _door(OnVersionForm, actions.approve_request, translate=_as_seen)
rejection = _door(TicketReasonForm, actions.reject_request, translate=_as_seen)
rating = _door(
    RatingForm,
    actions.rate_ticket,
    translate=_as_altered,
    asks=Asks(
        "Say how bad it is", lambda ticket: {"impact": ticket.impact, "urgency": ticket.urgency}
    ),
)
kind = _door(
    KindForm,
    actions.change_kind,
    translate=_as_altered,
    asks=Asks("Make it an incident or a request", lambda ticket: {"kind": ticket.kind}),
)
placement = _door(
    PlacementForm,
    actions.place_ticket,
    translate=_as_altered,
    asks=Asks(
        "Say what it is about",
        lambda ticket: {
            "service": ticket.service_id,
            "ci": ticket.ci_id,
            "category": ticket.category,
        },
    ),
)
filling = _door(FillingForm, actions.fill_place)
raising = _door(forms.Form, actions.raise_impact)
joining = _door(
    NumbersForm,
    actions.join_tickets,
    translate=_as_children,
    asks=Asks("Join others to it", _seen),
)
parent = _door(
    OneNumberForm,
    actions.join_ticket,
    translate=_as_parent,
    asks=Asks("Join it to another", _seen),
)
telling = _door(
    TellingForm, actions.tell_joined, translate=_as_seen, asks=Asks("Tell them all", _seen)
)
parting = _door(OnVersionForm, actions.part_ticket, translate=_as_seen)
