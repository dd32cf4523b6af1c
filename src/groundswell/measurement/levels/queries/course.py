"""How levels and values moved, quarter by quarter and snapshot by snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from groundswell.measurement.levels.models import IndicatorMark, LevelMark, Snapshot
from groundswell.measurement.levels.queries.profile import say_level


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the calendar, such as "Q3 2026", with its last snapshot."""

    name: str
    snapshot: Snapshot


def list_quarters(*, limit: int = 8) -> list[Quarter]:
    """Return the newest quarters that have a snapshot, oldest first."""
    found: dict[str, Snapshot] = {}
    # the latest of each quarter comes first, and the first of each is kept
    for snapshot in Snapshot.objects.defer("content").order_by("-as_of", "-id"):
        name = name_quarter(snapshot.as_of)
        if name not in found and len(found) == limit:
            break
        found.setdefault(name, snapshot)
    return [Quarter(name, snapshot) for name, snapshot in reversed(found.items())]


def name_quarter(moment: datetime) -> str:
    """Return the quarter of a moment, in the time zone of the pages."""
    day = timezone.localtime(moment)
    return f"Q{(day.month - 1) // 3 + 1} {day.year}"


def course_of(
    practices: Iterable[str], quarters: Sequence[Quarter]
) -> Mapping[str, list[tuple[str, str]]]:
    """Return for each practice its level in each quarter: the name of the quarter, and words."""
    keys = [quarter.snapshot.pk for quarter in quarters]
    marks = {
        (mark.practice, mark.snapshot_id): mark
        for mark in LevelMark.objects.filter(snapshot__in=keys)
    }
    return {
        practice: [
            (quarter.name, _say(marks.get((practice, quarter.snapshot.pk)))) for quarter in quarters
        ]
        for practice in practices
    }


def _say(mark: LevelMark | None) -> str:
    if mark is None:
        return "not judged"
    return say_level(mark.level, mark.status, mark.lowest, mark.highest)


def list_values(indicator: str, *, limit: int = 40) -> QuerySet[IndicatorMark]:
    """Return what snapshots saw of an indicator, the newest first."""
    marks = IndicatorMark.objects.filter(indicator=indicator).select_related("snapshot")
    return marks.defer("snapshot__content").order_by("-snapshot__as_of", "-id")[:limit]
