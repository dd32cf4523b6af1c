"""The same trouble, joined: one ticket stands for the others, and what ends it ends them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django_q.tasks import async_task

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.noticing import tell_surges
from groundswell.servicedesk.actions.ownership import need_no_major, need_own_or_desk
from groundswell.servicedesk.actions.writing import write_message
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import Kind

#: what everybody with the trouble was told reaches those who are joined to it later
_TELL = "groundswell.servicedesk.major.tasks.tell_newcomers"
#: tickets that an entry of the trail names
_NAMED = 5


@needs("desk.work")
def join_tickets(
    parent: Ticket, *, by: User, at: datetime, tickets: Sequence[Ticket]
) -> list[Ticket]:
    """Let one incident stand for others; one act, an entry in the trail of each.

    Those that are joined to it already stay so.

    Returns:
        Those that are new.

    Raises:
        Refusal: one of them cannot be joined, with the reason; then none is.
    """
    return _join(parent, tickets, by=by, at=at)


def join_own(ticket: Ticket, *, by: User, at: datetime, parent: Ticket) -> Ticket:
    """Say that one's own ticket is a trouble that is known already; see `join_tickets`.

    Raises:
        NotAllowed: the ticket is somebody else's.
        Refusal: it cannot be joined.
    """
    need_own_or_desk(ticket, by)
    _join(parent, [ticket], by=by, at=at)
    return ticket


def _join(parent: Ticket, tickets: Sequence[Ticket], *, by: User, at: datetime) -> list[Ticket]:
    if not tickets:
        raise Refusal(f"Say which tickets are the same trouble as {parent}.")
    with transaction.atomic():
        locked = _lock(parent, *tickets)
        head = locked.pop(parent.pk, parent)
        if any(ticket.pk == parent.pk for ticket in tickets):
            raise Refusal(f"{parent} cannot be joined to itself; choose another ticket.")
        _check_head(head)
        new = [ticket for ticket in locked.values() if ticket.parent_id != head.pk]
        leading = _leading(new)
        for ticket in new:
            _check_joining(ticket, head, leading)
        for ticket in new:
            with trail.change(ticket, "incident.joined_parent", by=by, at=at) as fresh:
                fresh.parent = head
        if new:
            told = {"tickets": ["", _name_some(new)]}
            trail.note(head.number, "incident.took_others", by=by, at=at, changes=told)
            transaction.on_commit(partial(async_task, _TELL, head.pk), robust=True)
            transaction.on_commit(partial(tell_surges, head, by=by, at=at), robust=True)
    return new


@needs("desk.work")
def join_ticket(ticket: Ticket, *, by: User, at: datetime, parent: Ticket) -> Ticket:
    """Join one ticket to the one that stands for it; see `join_tickets`."""
    join_tickets(parent, by=by, at=at, tickets=[ticket])
    return ticket


@needs("desk.work")
def part_ticket(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Say that it is another trouble after all; from now on it lives by itself.

    Raises:
        Refusal: it is not joined to any.
    """
    with trail.change(ticket, "incident.left_parent", by=by, at=at) as fresh:
        if fresh.parent is None:
            raise Refusal(f"{fresh} is not joined to another ticket.")
        told = {"tickets": [fresh.number, ""]}
        trail.note(fresh.parent.number, "incident.let_go", by=by, at=at, changes=told)
        fresh.parent = None
    return fresh


@needs("desk.work")
def tell_joined(parent: Ticket, *, by: User, at: datetime, text: str) -> int:
    """Write one message to everybody who has the same trouble; return on how many tickets.

    It stands on the ticket that stands for all and on those joined to it that are still open, each
    with its own entry in the trail; of whom it reaches see `reach_of_all`.

    Raises:
        Refusal: the text is empty, or nobody's ticket is joined to it.
    """
    with transaction.atomic():
        children = list(Ticket.objects.open().filter(parent=parent).order_by("id"))
        if not children:
            raise Refusal(f"No open ticket is joined to {parent}; write to its caller instead.")
        for ticket in (parent, *children):
            write_message(ticket, by=by, at=at, text=text)
    return len(children) + 1


def _lock(*tickets: Ticket) -> dict[int, Ticket]:
    """Return the tickets freshly read, locked in one order so that two agents never wait twice."""
    keys = sorted({ticket.pk for ticket in tickets})
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("parent")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def _check_head(head: Ticket) -> None:
    if head.kind != Kind.INCIDENT:
        raise Refusal(f"{head} is a request; only an incident can stand for others.")
    if head.parent is not None:
        raise Refusal(
            f"{head} is itself joined to {head.parent}; join the tickets to {head.parent} instead."
        )
    if not head.is_open:
        ended = head.get_state_display().lower()
        raise Refusal(f"{head} is {ended} already; choose one that is still open to stand for all.")


def _check_joining(ticket: Ticket, head: Ticket, leading: set[int]) -> None:
    if ticket.kind != Kind.INCIDENT:
        raise Refusal(f"{ticket} is a request; only incidents can be the same trouble.")
    need_no_major(ticket)
    if not ticket.is_open:
        ended = ticket.get_state_display().lower()
        raise Refusal(f"{ticket} is {ended} already; leave it out, or open it again first.")
    if ticket.parent is not None:
        raise Refusal(f"{ticket} is joined to {ticket.parent}; take it out there first.")
    if ticket.pk in leading:
        raise Refusal(
            f"{ticket} stands for other tickets, so it cannot be joined to {head}; "
            f"join {head} to {ticket}, or take its tickets out first."
        )


def _leading(tickets: Sequence[Ticket]) -> set[int]:
    """Return the keys of those that stand for others."""
    children = Ticket.objects.filter(parent__in=[ticket.pk for ticket in tickets])
    return set(children.values_list("parent_id", flat=True))


def _name_some(tickets: Sequence[Ticket]) -> str:
    told = ", ".join(ticket.number for ticket in tickets[:_NAMED])
    return f"{told} and {len(tickets) - _NAMED} more" if len(tickets) > _NAMED else told
