"""Tickets by week: counted when a snapshot is taken, so that no page goes through all of them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.db.models.functions import Coalesce

from groundswell.analysis.backlog import Week, count_weeks
from groundswell.measurement.levels.models import Snapshot
from groundswell.servicedesk.models import Ticket

#: weeks that a forecast is made from
KNOWN = 156


def weeks_until(as_of: datetime, snapshot: Snapshot | None) -> Sequence[Week]:
    """Return the whole weeks before a moment, or before the newest ticket where that is older.

    After the newest ticket nothing is known: where an import ends is no collapse. What the snapshot
    counted is used where its last week is the last one that is asked for; else they are counted.
    """
    newest = Ticket.objects.aggregate(newest=Max("opened_at"))["newest"]
    if newest is None:
        return []
    horizon = min(as_of, newest)
    kept = _read(snapshot.weeks) if snapshot else []
    if kept and kept[-1].monday == _monday(horizon) - timedelta(weeks=1):
        return kept
    return count_until(horizon)


def count_until(horizon: datetime) -> list[Week]:
    """Count the whole weeks before a moment; goes through every ticket."""
    dated = Ticket.objects.filter(opened_at__isnull=False)
    rows = dated.values_list("opened_at", Coalesce("resolved_at", "closed_at"))
    times = [(opened, done) for opened, done in rows.iterator() if opened is not None]
    return count_weeks(times, as_of=horizon, weeks=KNOWN)


def weeks_to_keep(as_of: datetime) -> list[list[Any]]:
    """Return what a snapshot keeps of the weeks before it, as plain data."""
    newest = Ticket.objects.filter(opened_at__lte=as_of).aggregate(newest=Max("opened_at"))[
        "newest"
    ]
    weeks = [] if newest is None else count_until(newest)
    return [[week.monday.isoformat(), week.opened, week.finished, week.open] for week in weeks]


def _read(kept: Sequence[Sequence[Any]]) -> list[Week]:
    return [Week(date.fromisoformat(monday), *counts) for monday, *counts in kept]


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())
