"""The profile: a row for each practice, never one number for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.levels.models import LevelMark, Snapshot
from groundswell.measurement.levels.models.snapshots import TOP


def latest_snapshot() -> Snapshot | None:
    """Return the snapshot of the latest moment, None before the first."""
    return _LATEST.first()


_LATEST = Often(lambda: Snapshot.objects.order_by("-as_of", "-id")[:1])


def is_taken_today(*, at: datetime) -> bool:
    """Tell whether there is a snapshot of this day, with nothing imported after it."""
    newest = Snapshot.objects.defer("content").order_by("-as_of", "-id").first()
    if newest is None or timezone.localtime(newest.as_of).date() != timezone.localtime(at).date():
        return False
    imported = AuditEntry.objects.filter(
        number__startswith="IMP-", act="import.finished", recorded_at__gt=newest.taken_at
    )
    return not imported.exists()


def get_snapshot(number: str) -> Snapshot:
    """Return a snapshot by its number.

    Raises:
        Http404: there is none.
    """
    found = Snapshot.objects.filter(number=number).first()
    if found is None:
        raise Http404(f"There is no snapshot {number}.")
    return found


def list_snapshots() -> QuerySet[Snapshot]:
    """Return every snapshot without its content, the latest moment first."""
    return Snapshot.objects.defer("content").order_by("-as_of", "-id")


def latest_document() -> dict[str, Any]:
    """Return the assessment of the latest snapshot.

    Raises:
        NotKnown: none was taken yet.
    """
    snapshot = latest_snapshot()
    if snapshot is None:
        raise NotKnown("No snapshot was taken yet; the next run of the analysis takes one.")
    return snapshot.document


def get_practice(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return what an assessment says of one practice.

    Raises:
        Http404: there is no such practice.
    """
    found = next((one for one in document["practices"] if one["practice"] == key), None)
    if found is None:
        raise Http404(f"There is no practice {key}.")
    return dict(found)


def get_reading(document: Mapping[str, Any] | None, indicator: str) -> dict[str, Any] | None:
    """Return the reading of an indicator, None where an assessment has none."""
    readings: Mapping[str, dict[str, Any]] = document["readings"] if document else {}
    return readings.get(indicator)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the scale, 1 to 5, and how it stands: reached, perhaps, open or unseen."""

    level: int
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """A practice on the profile."""

    key: str
    name: str
    level: int | None
    status: str
    #: "level 1, may be 0 to 2"
    said: str
    sentence: str
    reason: str
    to_next: str
    steps: Sequence[Step]
    frameworks: Mapping[str, str]


def draw_profile(document: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
    """Return the practices that can be seen, and those that cannot, in their order."""
    rows = [_row(one) for one in document["practices"]]
    return (
        [row for row in rows if row.level is not None],
        [row for row in rows if row.level is None],
    )


def _row(one: Mapping[str, Any]) -> Row:
    level = one["level"]
    low, high = one["range"] or (None, None)
    return Row(
        key=one["practice"],
        name=one["name"],
        level=level,
        status=one["status"],
        said=say_level(level, one["status"], low, high),
        sentence=one["sentence"] or "",
        reason=one["reason"] or "",
        to_next=one["to_next"] or "",
        steps=_steps(level, low, high),
        frameworks=one["frameworks"],
    )


def say_level(level: int | None, status: str, low: int | None, high: int | None) -> str:
    """Return a level in words, with how sure it is."""
    if level is None:
        return "not observable"
    if status == "firm":
        return f"level {level}, firm"
    low, high = (level if end is None else end for end in (low, high))
    if low == high:
        return f"level {level}, provisional"
    return f"level {level}, may be {low} to {high}"


def say_practice(document: Mapping[str, Any], key: str) -> str:
    """Return what an assessment says of one practice, in words."""
    one = get_practice(document, key)
    low, high = one["range"] or (None, None)
    return say_level(one["level"], one["status"], low, high)


def find_level(practice: str) -> int | None:
    """Return the level of the latest snapshot, None where there is none or it was not seen."""
    mark = (
        LevelMark.objects.filter(practice=practice)
        .order_by("-snapshot__as_of", "-snapshot__id")
        .first()
    )
    return mark.level if mark else None


def _steps(level: int | None, low: int | None, high: int | None) -> list[Step]:
    """Return the steps: what holds at the low end is reached, what the high end allows perhaps."""
    if level is None:
        return [Step(number, "unseen") for number in range(1, TOP + 1)]
    sure = level if low is None else min(low, level)
    most = level if high is None else max(high, level)

    def state(number: int) -> str:
        if number <= sure:
            return "reached"
        if number <= level:
            return "likely"
        return "perhaps" if number <= most else "open"

    return [Step(number, state(number)) for number in range(1, TOP + 1)]


def list_checks(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the readings of which the data need a look before anybody believes them."""
    return [one for one in document["readings"].values() if one["jump"]]
