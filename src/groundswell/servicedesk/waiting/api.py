"""The REST door of tickets that wait."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.waiting import actions, queries
from groundswell.servicedesk.waiting.defaults import Plan

router = Router(tags=["tickets"])


class HoldIn(Schema):
    """For whom it waits, and whether what is usual for the reason happens by itself.

    What begins with “Waiting for the caller”, or names the caller alone, stops the clocks towards
    the caller, with “Waiting for the supplier” or “Waiting for a part” that of the group; any other
    reason stops nothing.
    """

    reason: str = Field(max_length=120)
    follow: bool = True


class PlanIn(Schema):
    """After how many days what happens, from when it began to wait; nothing: never."""

    remind_after: int | None = Field(None, ge=1, le=90)
    ask_after: int | None = Field(None, ge=1, le=90)
    ask_text: str = Field("", max_length=5_000)
    close_after: int | None = Field(None, ge=1, le=90)
    close_text: str = Field("", max_length=5_000)


class WaitingOut(Schema):
    """What happens next to a ticket that waits."""

    ticket: str
    reason: str
    remind_at: datetime | None
    ask_at: datetime | None
    ask_text: str
    close_at: datetime | None
    close_text: str


@router.post("/tickets/{number}/hold", response=WaitingOut)
def post_hold(request: ApiRequest, number: str, given: HoldIn) -> WaitingOut:
    """Put a ticket on hold."""
    by = require(request, "desk.work")
    ticket = get_ticket(number, seen_by=by)
    held = actions.hold_and_follow(ticket, by=by, at=timezone.now(), **given.dict())
    return _out(held)


@router.put("/tickets/{number}/waiting", response=WaitingOut)
def put_waiting(request: ApiRequest, number: str, given: PlanIn) -> WaitingOut:
    """Say what happens while a ticket waits."""
    by = require(request, "desk.work")
    ticket = get_ticket(number, seen_by=by)
    actions.alter_waiting(ticket, by=by, at=timezone.now(), plan=Plan(**given.dict()))
    return _out(ticket)


def _out(ticket: Ticket) -> WaitingOut:
    waiting = queries.find_waiting(ticket)
    return WaitingOut(
        ticket=ticket.number,
        reason=ticket.hold_reason,
        remind_at=waiting.remind_at if waiting else None,
        ask_at=waiting.ask_at if waiting else None,
        ask_text=waiting.ask_text if waiting else "",
        close_at=waiting.close_at if waiting else None,
        close_text=waiting.close_text if waiting else "",
    )
