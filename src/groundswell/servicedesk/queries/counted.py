"""Counting as far as is told, for every list and for each column of the board."""

from collections.abc import Sequence

from django.db.models import QuerySet

from groundswell.servicedesk.models import Ticket

#: Counting further costs more than it tells: a page says "more than 1,000".
COUNT_UP_TO = 1_000


def count_up_to(tickets: QuerySet[Ticket], order: Sequence[str] = (), *, besides: int = 0) -> int:
    """Return how many these are, at most one more than `COUNT_UP_TO`, which stands for more.

    Args:
        tickets: that are counted.
        order: in which they are worked. A queue is counted in its order: asked in none, or in
            another, SQLite takes an index that holds the ended ones too.
        besides: so many of them are known and not counted.
    """
    return tickets.order_by(*order)[: COUNT_UP_TO + 1 + besides].count() - besides


def tell_count(count: int) -> tuple[int, bool]:
    """Return how many are told of so many, and whether there are no more than that."""
    return min(count, COUNT_UP_TO), count <= COUNT_UP_TO
