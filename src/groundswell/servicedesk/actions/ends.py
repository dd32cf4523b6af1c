"""What an end writes on a ticket, whoever ends it: an agent, its caller, or time."""

from datetime import datetime

from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.ownership import need_no_major
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import Kind, State

#: in which state each kind is over, before it is closed
DONE = {Kind.INCIDENT: State.RESOLVED, Kind.REQUEST: State.FULFILLED}


def set_over(
    fresh: Ticket, *, at: datetime, resolution: str, closure_code: str = "", proof: str = ""
) -> None:
    """Let a ticket that is being changed be over, with nothing left of an end before.

    Raises:
        Refusal: its tasks are to do, or it heads a major incident that goes on.
        ForbiddenMove: its state does not lead there.
    """
    fresh.move_to(DONE[Kind(fresh.kind)])
    need_no_major(fresh)
    _need_tasks_ended(fresh)
    fresh.hold_reason = ""
    fresh.resolved_at = at
    fresh.resolution = resolution
    fresh.closure_code, fresh.proof = closure_code, proof.strip() or None


def set_closed(fresh: Ticket, *, at: datetime) -> None:
    """Close a ticket that is being changed.

    Raises:
        ForbiddenMove: its state does not lead there.
    """
    fresh.move_to(State.CLOSED)
    fresh.closed_at = at


def set_called_off(fresh: Ticket, *, at: datetime) -> None:
    """Call off a ticket that is being changed.

    Raises:
        Refusal: others are joined to it that are still open, or it heads a major incident.
        ForbiddenMove: its state does not lead there.
    """
    waiting = Ticket.objects.open().filter(parent=fresh).count()
    if waiting:
        raise Refusal(
            f"{fresh} stands for others that are open ({waiting}); "
            "an agent can resolve it for all or take them out first."
        )
    fresh.move_to(State.CANCELLED)
    need_no_major(fresh)
    fresh.closed_at = at


def _need_tasks_ended(ticket: Ticket) -> None:
    """Pass an incident, and a request whose tasks are done or left out.

    Raises:
        Refusal: naming the tasks that are to do.
    """
    if ticket.kind == Kind.INCIDENT:
        return
    waiting = list(ticket.tasks.filter(ended_at__isnull=True).values_list("title", flat=True)[:4])
    if waiting:
        named = ", ".join(f"“{title}”" for title in waiting[:3])
        more = " and more" if len(waiting) > 3 else ""
        raise Refusal(
            f"{ticket} is not fulfilled yet: {named}{more} {'is' if len(waiting) == 1 else 'are'} "
            "to do. Finish what is open, or leave it out with a reason."
        )
