"""What one indicator says at one moment: value, sample, interval, course and records."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import numpy as np

from groundswell.analysis.maturity.book import Book, Cut, Indicator, Settings
from groundswell.analysis.maturity.course import Course, find_course, is_jump
from groundswell.analysis.maturity.expressions import Judged, judge
from groundswell.analysis.maturity.values import Value, hits, measure
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

Status = Literal["firm", "provisional", "not_observable"]

_DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Achievement:
    """How far a value supports a level, 0 to 1, with the ends that the interval allows.

    `likely` is None where these records cannot say it.
    """

    level: int
    attribute: str
    cut: Cut
    likely: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator at one moment; without `value` the `reason` says why."""

    indicator: Indicator
    status: Status
    reason: str = ""
    value: Value | None = None
    achievements: tuple[Achievement, ...] = ()
    #: ids of records, those first that would have to change; at most as many as are shown
    records: tuple[str, ...] = ()
    #: how many records would have to change, of all that were judged
    failing: int = 0
    course: Course = field(default_factory=Course)
    is_jump: bool = False
    remarks: tuple[str, ...] = ()


def read_indicator(
    evidence: Evidence,
    book: Book,
    indicator: Indicator,
    *,
    as_of: datetime,
    kept: Collection[str] = frozenset(),
) -> Reading:
    """Return what the indicator says of these records at `as_of`."""
    try:
        rows = judge(evidence, book, indicator, as_of=as_of, kept=kept)
    except NotKnown as reason:
        return Reading(indicator, "not_observable", str(reason))
    rows, remarks = _set_aside(rows, signed=indicator.signed)
    inside, undated = _in_window(rows, indicator, as_of)
    if undated:
        remarks = (*remarks, undated)
    least = min(book.settings.least_records, indicator.n_min)
    if len(inside) < least:
        return Reading(indicator, "not_observable", _too_few(len(inside), least), remarks=remarks)
    return _tell(indicator, inside, rows, book.settings, as_of=as_of, remarks=remarks)


def _tell(
    indicator: Indicator,
    inside: Judged,
    rows: Judged,
    settings: Settings,
    *,
    as_of: datetime,
    remarks: tuple[str, ...],
) -> Reading:
    value = measure(indicator, inside, settings, months=_months(indicator, rows, as_of))
    course = find_course(indicator, rows, settings, as_of=as_of)
    reached = tuple(
        _achieve(indicator, level, value, course, settings) for level in sorted(indicator.cuts)
    )
    failing = _failing(indicator, inside, settings)
    shown = np.concatenate([inside.record[failing], inside.record[~failing]])
    jump = is_jump(indicator, course)
    return Reading(
        indicator,
        "firm" if _is_firm(indicator, value) else "provisional",
        value=value,
        achievements=reached,
        records=tuple(dict.fromkeys(str(one) for one in shown[: settings.shown_records])),
        failing=int(failing.sum()),
        course=course,
        is_jump=jump,
        remarks=(*remarks, *_remarks(course, jump=jump)),
    )


def _remarks(course: Course, *, jump: bool) -> list[str]:
    said = []
    if course.left_out:
        said.append(
            f"left out of the course over months: {', '.join(course.left_out)}; so few records are "
            "from then that the export seems to begin or end there"
        )
    if jump:
        said.append("the last month lies far from all before it: check the data first")
    return said


def _too_few(count: int, least: int) -> str:
    if count == 0:
        return "nothing of what it judges lies in the period"
    held = "one record" if count == 1 else f"{count} records"
    return f"only {held} of what it judges in the period; {least} are the least"


def _set_aside(rows: Judged, *, signed: bool) -> tuple[Judged, tuple[str, ...]]:
    """Leave out what has no value, and durations of clocks that run backwards."""
    value = rows.numbers.get("value")
    if value is None:
        return rows, ()
    backwards = np.zeros(len(rows), dtype=np.bool_) if signed else value < 0
    many = int(backwards.sum())
    told = (f"{many} set aside: their times run backwards",) if many else ()
    return rows.only(~(backwards | np.isnan(value))), told


def _in_window(rows: Judged, indicator: Indicator, as_of: datetime) -> tuple[Judged, str]:
    """Return the records of the window; all of them where none is dated."""
    dated = ~np.isnat(rows.at)
    if not dated.any():
        return rows, ""
    since = np.datetime64((as_of - timedelta(days=indicator.window_days)).replace(tzinfo=None))
    lost = int((~dated).sum())
    return rows.only(dated & (rows.at > since)), f"{lost} without a date left out" if lost else ""


def _months(indicator: Indicator, rows: Judged, as_of: datetime) -> float:
    """Return the length of the window in months, or of the records where they began later."""
    dated = rows.at[~np.isnat(rows.at)]
    days = float(indicator.window_days)
    if dated.size:
        age = (np.datetime64(as_of.replace(tzinfo=None)) - dated.min()) / np.timedelta64(1, "D")
        days = min(days, float(age))
    return max(1.0, days / _DAYS_A_MONTH)


def _failing(indicator: Indicator, rows: Judged, settings: Settings) -> "np.ndarray":
    """Return which records speak against the next level."""
    counted = hits(indicator, rows, settings)
    if indicator.statistic in {"share", "fixes", "count"}:
        return ~counted if indicator.direction == "up" else counted
    values = rows.numbers.get("value")
    if values is None or indicator.statistic == "same":
        return np.zeros(len(rows), dtype=np.bool_)
    middle = np.median(values)
    return values > middle if indicator.direction == "down" else values < middle


def _is_firm(indicator: Indicator, value: Value) -> bool:
    if value.n < indicator.n_min:
        return False
    numbers = (cut for cut in indicator.cuts.values() if not isinstance(cut, str))
    return not any(value.low < cut < value.high for cut in numbers)


def _achieve(
    indicator: Indicator, level: int, value: Value, course: Course, settings: Settings
) -> Achievement:
    cut = indicator.cuts[level]
    if isinstance(cut, str):
        likely = _WORDS[cut](value, course, settings)
        ends = (0.0, 1.0) if likely is None else (likely, likely)
    else:
        likely = achievement(indicator, cut, value.value, settings)
        low, high = sorted(
            achievement(indicator, cut, end, settings) for end in (value.low, value.high)
        )
        ends = (low, high)
        if value.n < indicator.n_min:
            ends = (0.0, 1.0)
    return Achievement(level, indicator.attribute(level), cut, likely, ends[0], ends[1])


def achievement(indicator: Indicator, cut: float, value: float, settings: Settings) -> float:
    """Return how far a value supports a cut, 0 to 1 (the formulas of the method)."""
    if indicator.direction == "up":
        return float(value >= cut) if cut <= 0 else min(1.0, max(0.0, value / cut))
    if value <= cut:
        return 1.0
    zero = settings.zero_point * cut
    if indicator.unit == "share":
        zero = min(1.0, zero)
    return 0.0 if zero <= cut else max(0.0, 1.0 - (value - cut) / (zero - cut))


def _baseline(_value: Value, course: Course, settings: Settings) -> float | None:
    return min(1.0, len(course.months) / settings.baseline_months)


def _target(value: Value, _course: Course, settings: Settings) -> float | None:
    if value.against_target is None:
        return None
    over = value.against_target - 1.0
    return 1.0 if over <= 0 else max(0.0, 1.0 - over / (settings.zero_point - 1.0))


def _falling(_value: Value, course: Course, settings: Settings) -> float | None:
    if len(course.months) < settings.baseline_months:
        return None
    return 1.0 if course.signal < 0 or not any(course.values) else 0.0


def _rising(_value: Value, course: Course, settings: Settings) -> float | None:
    if len(course.months) < settings.baseline_months:
        return None
    return 1.0 if course.signal > 0 else 0.0


def _steady(_value: Value, course: Course, settings: Settings) -> float | None:
    if len(course.months) < settings.baseline_months:
        return None
    return 0.0 if course.signal > 0 else 1.0


def _measured(_value: Value, _course: Course, _settings: Settings) -> float | None:
    return 1.0


_WORDS: Mapping[str, Callable[[Value, Course, Settings], float | None]] = {
    "measured": _measured,
    "baseline": _baseline,
    "target": _target,
    "falling": _falling,
    "rising": _rising,
    "steady": _steady,
}
