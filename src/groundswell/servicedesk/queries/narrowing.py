"""A filter of the list that somebody composed, besides the choices above it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.models.indexes import PRESSING

#: So many are read where no index leads to those that fit; the list says which.
LOOK_AT, LOOK_AT_OPEN = 10_000, 5_000


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which tickets besides, and in which order.

    Attributes:
        where: what has to hold.
        order: columns, empty for the order of the list.
        is_quick: whether an index leads there.
    """

    where: Q = field(default_factory=Q)
    order: tuple[str, ...] = ()
    is_quick: bool = True


def narrow(
    tickets: QuerySet[Ticket], narrowing: Narrowing, *, is_queue: bool
) -> tuple[QuerySet[Ticket], str]:
    """Return the tickets that fit, and which alone were looked at in words; "" where all were.

    Where no index leads to those that fit, a queue of open tickets is read from its most pressing
    on, and the others from the newest.
    """
    found = tickets.filter(narrowing.where)
    if narrowing.is_quick:
        return found, ""
    if is_queue:
        return _among_most_pressing(tickets, found)
    limit = _newest_limit()
    if limit is None:
        return found, ""
    return found.filter(opened_at__gt=limit), f"the newest {LOOK_AT:,}"


def _among_most_pressing(
    queue: QuerySet[Ticket], found: QuerySet[Ticket]
) -> tuple[QuerySet[Ticket], str]:
    dated = queue.filter(opened_at__isnull=False).order_by(*PRESSING)
    edge = dated.values_list(*PRESSING)[LOOK_AT_OPEN:].first()
    if edge is None:
        return found, ""
    priority, opened = edge
    first = found.filter(priority__lte=priority).exclude(priority=priority, opened_at__gte=opened)
    return first, f"the {LOOK_AT_OPEN:,} most pressing"


def _newest_limit() -> datetime | None:
    """Return when the first of those tickets was opened that are too old to be looked at."""
    dated = Ticket.objects.filter(opened_at__isnull=False).order_by("-opened_at", "-id")
    return dated.values_list("opened_at", flat=True)[LOOK_AT : LOOK_AT + 1].first()
