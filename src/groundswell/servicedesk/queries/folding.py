"""Joined tickets stand under the one that stands for them, and not in rows of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.lines import TicketLine
from groundswell.servicedesk.states import OPEN

_PARENT_STATE = Coalesce("parent__state", Value(""))


def fold(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Leave out those that are joined to one that is still open.

    One that was opened again after the other had ended stands for itself. Asked is the state of
    the parent, and inside an expression: "without a parent" would lead SQLite to the index of
    parents, where nearly all tickets stand under none, and away from the order of the queue.
    """
    return tickets.annotate(parent_state=_PARENT_STATE).exclude(parent_state__in=OPEN)


def count_folded(lines: Iterable[TicketLine], *, seen_by: User, closed: Sequence[int]) -> int:
    """Return how many open tickets stand under these lines; no query where none stands for any.

    `closed` are the groups that are closed to this person.
    """
    heads = [line.number for line in lines if line.joined]
    if not heads:
        return 0
    return (
        Ticket.objects.visible_to(seen_by, closed=closed)
        .open()
        .filter(parent__number__in=heads)
        .count()
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """Some open tickets that `fold` leaves out, and what they have in common."""

    state: str
    group_id: int | None
    assignee_id: int | None
    count: int


def list_folded(*, seen_by: User, closed: Sequence[int]) -> list[Folded]:
    """Return the open tickets that `fold` leaves out, counted by what columns tell apart.

    One query, however many tickets there are: an index holds those that are open and joined, and
    nothing else is asked of the ticket itself, so that no other index is taken.
    """
    seen = Ticket.objects.visible_to(seen_by, closed=closed)
    joined = seen.filter(resolved_at__isnull=True, parent__gt=0)
    under = joined.annotate(parent_state=_PARENT_STATE).filter(parent_state__in=OPEN).order_by()
    rows: Iterable[Any] = under.values_list("state", "group_id", "assignee_id").annotate(
        many=Count("pk")
    )
    return [Folded(*row) for row in rows if row[0] in OPEN]
