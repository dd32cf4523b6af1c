"""Tickets by week: counted when a snapshot is taken, so that no page goes through all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Max, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce, Left

from groundswell.analysis.backlog import Week, count_weeks
from groundswell.foundation.often import Often
from groundswell.measurement.levels.models import Snapshot
from groundswell.servicedesk.models import Ticket

#: weeks that a forecast is made from
KNOWN = 156
#: when a ticket was done with: one that was withdrawn was closed without a restoration
ENDED = Coalesce("resolved_at", "closed_at")


def weeks_until(as_of: datetime) -> Sequence[Week]:
    """Return the whole weeks before a moment, or before the newest ticket where that is older.

    After the newest ticket nothing is known: where an import ends is no collapse. The weeks that
    the latest snapshot counted are used as they are, and carried on by those that ended since.
    """
    newest = _NEWEST.ask()
    if not newest:
        return []
    horizon = min(as_of, *newest)
    kept = _read(_KEPT.first() or [])
    if not kept:
        return count_until(horizon)
    return [*kept, *_carry_on(kept[-1], horizon)][-KNOWN:]


def count_until(horizon: datetime) -> list[Week]:
    """Count the whole weeks before a moment; goes through every ticket."""
    dated = Ticket.objects.filter(opened_at__isnull=False)
    rows = dated.values_list("opened_at", ENDED)
    times = [(opened, done) for opened, done in rows.iterator() if opened is not None]
    return count_weeks(times, as_of=horizon, weeks=KNOWN)


def _carry_on(last: Week, horizon: datetime) -> list[Week]:
    """Count the whole weeks between a counted one and a moment, from what came and went since."""
    since = datetime.combine(last.monday + timedelta(weeks=1), time.min, UTC)
    if _monday(horizon) <= since.date():
        return []
    came, went = (_sum_by_week(question.ask(since)) for question in (_CAME, _WENT))
    weeks, week = [], last
    while week.monday + timedelta(weeks=1) < _monday(horizon):
        monday = week.monday + timedelta(weeks=1)
        still_open = week.open + came[monday] - went[monday]
        week = Week(monday, opened=came[monday], finished=went[monday], open=still_open)
        weeks.append(week)
    return weeks


def _count_by_day(moment: F | Coalesce, since: datetime) -> QuerySet[Ticket, Any]:
    """Return the question how many moments there are since one, by their day.

    The database says a moment with the day in front, PostgreSQL in the zone of the connection,
    which is UTC. A busy week has thousands of moments and seven days.
    """
    dated = Ticket.objects.filter(opened_at__isnull=False)
    found = dated.annotate(moment=moment).filter(moment__gte=since)
    days = found.values_list(Left(Cast("moment", TextField()), len("2026-01-31")))
    return days.annotate(Count("pk")).order_by()


_KEPT = Often(
    lambda: Snapshot.objects.order_by("-as_of", "-id").values_list("weeks", flat=True)[:1]
)
_CAME = Often(lambda since: _count_by_day(F("opened_at"), since))
_WENT = Often(lambda since: _count_by_day(ENDED, since))
_NEWEST = Often(
    lambda: (
        Ticket.objects.filter(opened_at__isnull=False)
        .order_by("-opened_at")
        .values_list("opened_at", flat=True)[:1]
    )
)


def _sum_by_week(counts: Iterable[tuple[str, int]]) -> Counter[date]:
    """Return how many there are by their Monday."""
    counted: Counter[date] = Counter()
    for day, count in counts:
        counted[_monday(date.fromisoformat(day))] += count
    return counted


def weeks_to_keep(as_of: datetime) -> list[list[Any]]:
    """Return what a snapshot keeps of the weeks before it, as plain data."""
    newest = Ticket.objects.filter(opened_at__lte=as_of).aggregate(newest=Max("opened_at"))[
        "newest"
    ]
    weeks = [] if newest is None else count_until(newest)
    return [[week.monday.isoformat(), week.opened, week.finished, week.open] for week in weeks]


def _read(kept: Sequence[Sequence[Any]]) -> list[Week]:
    return [Week(date.fromisoformat(monday), *counts) for monday, *counts in kept]


def _monday(moment: date) -> date:
    day = moment.date() if isinstance(moment, datetime) else moment
    return day - timedelta(days=day.weekday())
