"""Moving a ticket on the board: each column is reached by the verb that leads there."""

from datetime import datetime

from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.actions import ending, working
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.states import State
from groundswell.servicedesk.waiting.actions import hold_and_follow


@needs("desk.work")
def move_ticket(
    ticket: Ticket, *, by: User, at: datetime, way: str, to: str, reason: str = ""
) -> Ticket:
    """Bring a ticket into a column of the board, by the act that leads there.

    Args:
        ticket: which.
        by: who moves it.
        at: when.
        way: "state", "group" or "assignee".
        to: a state, or the key of a group or a person.
        reason: what it waits for, or what ended it, where the column asks for that.

    Raises:
        Refusal: what the column asks for is missing, or nothing leads there.
        ForbiddenMove: its lifecycle does not lead there.
        BadInput: there is no such column.
    """
    if way == "state":
        return _to_state(ticket, by=by, at=at, to=to, reason=reason)
    if way not in {"group", "assignee"} or not (to.isdecimal() and len(to) < 10):
        raise BadInput(f"{ticket} cannot be moved there; choose a state, a group or a person.")
    if way == "group":
        group = get_object_or_404(SupportGroup, pk=to)
        return working.assign_ticket(ticket, by=by, at=at, group=group)
    person = get_object_or_404(User, pk=to)
    return working.assign_ticket(ticket, by=by, at=at, assignee=person)


def _to_state(ticket: Ticket, *, by: User, at: datetime, to: str, reason: str) -> Ticket:
    match to:
        case State.IN_PROGRESS | State.FULFILLING if not ticket.is_open:
            return ending.reopen_ticket(ticket, by=by, at=at, reason=reason)
        case State.IN_PROGRESS | State.FULFILLING:
            return working.start_ticket(ticket, by=by, at=at)
        case State.ASSIGNED:
            person = ticket.assignee or by
            return working.assign_ticket(ticket, by=by, at=at, assignee=person)
        case State.ON_HOLD:
            return hold_and_follow(ticket, by=by, at=at, reason=reason, follow=True)
        case State.RESOLVED | State.FULFILLED:
            return ending.resolve_ticket(ticket, by=by, at=at, resolution=reason)
        case State.APPROVED:
            return working.approve_request(ticket, by=by, at=at)
        case State.CLOSED:
            return ending.close_ticket(ticket, by=by, at=at)
        case State.NEW | State.SUBMITTED:
            raise Refusal(f"{ticket} is not new any more; it can go on to another column.")
        case _:
            raise BadInput(f"{ticket} cannot be moved there; choose a column of the board.")
