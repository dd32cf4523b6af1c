"""Ending tickets, and opening them again."""

from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.ownership import need_own_or_desk
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.states import Kind, State


@needs("desk.work")
def resolve_ticket(
    ticket: Ticket, *, by: User, at: datetime, resolution: str, closure_code: str = ""
) -> Ticket:
    """Say that service is back, or that the request is met, and what was done.

    Raises:
        Refusal: nothing is said about what was done.
        ForbiddenMove: its state does not lead there.
    """
    if not resolution.strip():
        raise Refusal(f"Say in a few words what ended {ticket}; the next person will need it.")
    done = State.RESOLVED if ticket.kind == Kind.INCIDENT else State.FULFILLED
    with trail.change(ticket, f"{ticket.kind}.{done}", by=by, at=at) as fresh:
        fresh.move_to(done)
        fresh.hold_reason = ""
        fresh.resolved_at = at
        fresh.resolution = resolution
        fresh.closure_code = closure_code
        fresh.assignee = fresh.assignee or by
    return fresh


@needs("desk.work")
def close_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Agree that it is finished.

    Raises:
        ForbiddenMove: service is not back yet.
    """
    with trail.change(ticket, f"{ticket.kind}.closed", by=by, at=at) as fresh:
        fresh.move_to(State.CLOSED)
        fresh.closed_at = at
    return fresh


def cancel_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Call it off; agents any ticket, callers their own.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is finished already.
    """
    need_own_or_desk(ticket, by)
    with trail.change(ticket, f"{ticket.kind}.cancelled", by=by, at=at) as fresh:
        fresh.move_to(State.CANCELLED)
        fresh.closed_at = at
    return fresh


def reopen_ticket(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Say that it came back; agents any ticket, callers their own.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is not finished.
    """
    need_own_or_desk(ticket, by)
    with trail.change(ticket, f"{ticket.kind}.reopened", by=by, at=at) as fresh:
        fresh.move_to(State.IN_PROGRESS if fresh.kind == Kind.INCIDENT else State.FULFILLING)
        fresh.resolved_at = fresh.closed_at = None
        fresh.reopens += 1
        if reason.strip():
            Message.objects.create(
                ticket=fresh, author=by, written_at=at, private=False, text=reason
            )
    return fresh
