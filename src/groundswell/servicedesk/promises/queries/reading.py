"""How the promises of a ticket stand, worked out from its trail."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.clocks import Reading, read_clock
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.queries.turns import Clock


def read_trails(numbers: Iterable[str]) -> Mapping[str, Sequence[AuditEntry]]:
    """Return the trail of each ticket in order of time, with the people who acted; one query."""
    found: dict[str, list[AuditEntry]] = defaultdict(list)
    entries = AuditEntry.objects.filter(number__in=list(numbers)).select_related("actor")
    for entry in entries.order_by("acted_at", "id"):
        found[entry.number].append(entry)
    return found


def read(clock: Clock, *, until: datetime) -> Reading:
    """Return how a clock stands at a moment.

    Raises:
        ValueError: it has not begun by then.
    """
    goal = timedelta(minutes=clock.minutes)
    return read_clock(clock.turns, calendar=clock.goal.calendar, goal=goal, until=until)


def has_promises(ticket: Ticket) -> bool:
    """Tell whether promises can be worked out: somebody here has to have it, or taken it on."""
    return bool(ticket.source_name) or ticket.opened_at is not None
