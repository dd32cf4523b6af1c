"""Ending tickets, and opening them again."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.knowledge.actions import judge_uses
from groundswell.servicedesk.actions.ends import DONE, set_called_off, set_closed, set_over
from groundswell.servicedesk.actions.ownership import need_own_or_desk
from groundswell.servicedesk.actions.writing import need_room, write_message
from groundswell.servicedesk.blame import need_proof
from groundswell.servicedesk.links.queries import list_merged
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.states import WORK, Kind


@needs("desk.work")
def resolve_ticket(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    resolution: str,
    closure_code: str = "",
    proof: str = "",
) -> Ticket:
    """Say that service is back, or that the request is met, and what was done.

    The tickets for which it stands and that are still open end with it, each with its own entry
    and a word to its caller.

    Raises:
        Refusal: nothing is said about what was done, or too much, the caller is blamed without
            proof or with too much of it, or it heads a major incident that goes on.
        ForbiddenMove: its state does not lead there.
    """
    need_proof(closure_code, proof)
    if not resolution.strip():
        raise Refusal(f"Say in a few words what ended {ticket}; the next person will need it.")
    need_room(resolution, what="What ended it")
    need_room(proof, what="What shows it")
    with transaction.atomic():
        fresh = resolve_unasked(
            ticket, by=by, at=at, resolution=resolution, closure_code=closure_code, proof=proof
        )
        judge_uses(by=by, at=at, record=fresh.number, worked=True)
        for child in Ticket.objects.open().filter(parent=fresh).order_by("id"):
            _pass_on(child, fresh, by=by, at=at)
        _tell_merged(fresh, by=by, at=at)
    return fresh


def resolve_unasked(
    ticket: Ticket,
    *,
    by: User | None,
    at: datetime,
    resolution: str,
    closure_code: str = "",
    proof: str = "",
) -> Ticket:
    """Say that one ticket is over without asking for a right; the part of the verb, and of time.

    Nobody is told, and nothing is said of whether what was used on it worked.

    Raises:
        Refusal: its tasks are to do, or it heads a major incident that goes on.
        ForbiddenMove: its state does not lead there.
    """
    done = DONE[Kind(ticket.kind)]
    with trail.change(ticket, f"{ticket.kind}.{done}", by=by, at=at) as fresh:
        set_over(fresh, at=at, resolution=resolution, closure_code=closure_code, proof=proof)
        fresh.assignee = fresh.assignee or by
    return fresh


def _pass_on(child: Ticket, parent: Ticket, *, by: User, at: datetime) -> None:
    """End a joined ticket with what ended the one that stands for it, and tell its caller."""
    resolve_ticket(
        child,
        by=by,
        at=at,
        resolution=parent.resolution,
        closure_code=parent.closure_code,
        proof=parent.proof or "",
    )
    text = f"This was the same trouble as others had, and it is over. {parent.resolution}"
    write_message(child, by=by, at=at, text=text, is_quoted=True)


def stands_for_others(ticket: Ticket) -> bool:
    """Tell whether others wait for its end: joined or merged, or of a major incident."""
    merged = any(one.caller_id != ticket.caller_id for one in list_merged(ticket))
    major = MajorIncident.objects.running().filter(parent=ticket)
    joined = Ticket.objects.open().filter(parent=ticket)
    return merged or joined.exists() or major.exists()


def _tell_merged(ticket: Ticket, *, by: User, at: datetime) -> None:
    """Tell the callers of tickets that went on in this one, on their own tickets, how it ended."""
    text = f"It is over. {ticket.resolution}"
    for merged in list_merged(ticket):
        if merged.caller_id != ticket.caller_id:
            write_message(merged, by=by, at=at, text=text, is_quoted=True)


@needs("desk.work")
def close_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Agree that it is finished.

    Raises:
        ForbiddenMove: service is not back yet.
    """
    return close_unasked(ticket, by=by, at=at)


def close_unasked(ticket: Ticket, *, by: User | None, at: datetime) -> Ticket:
    """Close a ticket without asking for a right; the part of the verb, and of time that passed.

    Raises:
        ForbiddenMove: service is not back yet, or it is closed.
    """
    with trail.change(ticket, f"{ticket.kind}.closed", by=by, at=at) as fresh:
        set_closed(fresh, at=at)
    return fresh


def cancel_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Call it off; agents any ticket, callers their own.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is finished already.
        Refusal: others are joined to it that are still open, or it heads a major incident.
    """
    need_own_or_desk(ticket, by)
    with trail.change(ticket, f"{ticket.kind}.cancelled", by=by, at=at) as fresh:
        set_called_off(fresh, at=at)
    return fresh


def end_own_ticket(ticket: Ticket, *, by: User, at: datetime, words: str = "") -> Ticket:
    """Say of one's own ticket that it works again, or that one has or no longer needs it.

    An incident is over and closed with that, whoever solved it; a request that is not met yet is
    called off, one that is met is closed.

    Args:
        ticket: the ticket.
        by: its caller.
        at: when.
        words: what the caller adds for the desk.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is closed already.
        Refusal: others have it too.
    """
    if ticket.caller_id != by.pk:
        raise NotAllowed(f"Only whoever reported {ticket} can say that it works again.")
    need_room(words, what="What you add")
    with trail.change(ticket, f"{ticket.kind}.works_again", by=by, at=at) as fresh:
        if fresh.kind == Kind.INCIDENT and fresh.is_open:
            if stands_for_others(fresh):
                raise Refusal(
                    f"Others have {fresh} too, so an agent ends it. Write it to the desk."
                )
            set_over(fresh, at=at, resolution="Its caller says that it works again.")
        if fresh.is_open:
            set_called_off(fresh, at=at)
        else:
            set_closed(fresh, at=at)
        if words.strip():
            Message.objects.create(
                ticket=fresh, author=by, written_at=at, private=False, text=words
            )
    return fresh


def reopen_ticket(ticket: Ticket, *, by: User, at: datetime, reason: str) -> Ticket:
    """Say that it came back; agents any ticket, callers their own.

    Raises:
        NotAllowed: it is somebody else's.
        ForbiddenMove: it is not over, or was called off or turned down.
        Refusal: the reason is longer than can be read in one piece.
    """
    need_own_or_desk(ticket, by)
    need_room(reason, what="The reason")
    with trail.change(ticket, f"{ticket.kind}.reopened", by=by, at=at) as fresh:
        if fresh.is_open:
            raise ForbiddenMove(
                f"{fresh} is not over, so it cannot come back; it is "
                f"{fresh.get_state_display().lower()}. Write what is wrong as a message."
            )
        fresh.move_to(WORK[Kind(fresh.kind)])
        fresh.hold_reason = ""
        fresh.resolved_at = fresh.closed_at = None
        fresh.reopens += 1
        fresh.unanswered_since = at if by.pk == fresh.caller_id else None
        judge_uses(by=by, at=at, record=fresh.number, worked=False)
        if reason.strip():
            Message.objects.create(
                ticket=fresh, author=by, written_at=at, private=False, text=reason
            )
    return fresh
