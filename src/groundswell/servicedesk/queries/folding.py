"""Joined tickets stand under the one that stands for them, and not in rows of their own."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.lines import TicketLine
from groundswell.servicedesk.states import OPEN


def fold(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Leave out those that are joined to one that is still open.

    One that was opened again after the other had ended stands for itself. Asked is the state of
    the parent, and inside an expression: "without a parent" would lead SQLite to the index of
    parents, where nearly all tickets stand under none, and away from the order of the queue.
    """
    state = Coalesce("parent__state", Value(""))
    return tickets.annotate(parent_state=state).exclude(parent_state__in=OPEN)


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
