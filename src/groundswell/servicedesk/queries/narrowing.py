"""A filter of the list that somebody composed, besides the choices above it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from groundswell.servicedesk.models import Ticket

#: So many of the newest tickets are read where no index leads to those that fit; the list says so.
LOOK_AT = 10_000


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
) -> tuple[QuerySet[Ticket], bool]:
    """Return the tickets that fit, and whether only the newest were looked at.

    A queue holds open tickets alone, and those are few enough to be read.
    """
    found = tickets.filter(narrowing.where)
    if narrowing.is_quick or is_queue:
        return found, False
    limit = _newest_limit()
    return (found, False) if limit is None else (found.filter(opened_at__gt=limit), True)


def _newest_limit() -> datetime | None:
    """Return when the first of those tickets was opened that are too old to be looked at."""
    dated = Ticket.objects.filter(opened_at__isnull=False).order_by("-opened_at", "-id")
    return dated.values_list("opened_at", flat=True)[LOOK_AT : LOOK_AT + 1].first()
