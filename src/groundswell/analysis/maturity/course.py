"""The course of a value over whole months, and what it says: a change, a jump, or no change."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from groundswell.analysis.maturity.book import Indicator, Settings
from groundswell.analysis.maturity.expressions import HISTORY, Judged
from groundswell.analysis.maturity.values import measure
from groundswell.kernel.statistics import find_signal, natural_limits, wilson

#: whole months before the last one, without which nothing is called a jump
_LEAST_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Month:
    """The value in one whole month of the calendar (UTC), such as "2026-01"."""

    month: str
    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Course:
    """Whole months, oldest first; months at the edge of an export are left out and named."""

    months: tuple[Month, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def values(self) -> list[float]:
        """Return the values in order."""
        return [month.value for month in self.months]

    @property
    def signal(self) -> int:
        """Return 1 where the value rose more than chance explains, -1 where it fell, else 0."""
        return find_signal(self.values)


def find_course(
    indicator: Indicator, rows: Judged, settings: Settings, *, as_of: datetime
) -> Course:
    """Return the course over the whole months before `as_of`.

    The first and the last month of the records are seldom whole. A month is cut where it is not
    over at `as_of` or began before the history; and as long as one at an end holds far fewer
    records than usual, it is the edge of an export and no collapse.
    """
    dated = rows.only(~np.isnat(rows.at))
    if not len(dated):
        return Course()
    stamps = dated.at.astype("datetime64[M]")
    last = np.datetime64(as_of.replace(tzinfo=None), "M")
    first = np.datetime64((as_of - HISTORY).replace(tzinfo=None), "M") + 1
    names = np.arange(max(first, stamps.min()), last)
    counts = np.array([int((stamps == name).sum()) for name in names])
    begin, end = _whole(counts, settings.edge_share)
    months = tuple(
        Month(str(name), _value(indicator, dated, stamps == name, settings), int(count))
        for name, count in zip(names[begin:end], counts[begin:end], strict=True)
        if count or indicator.statistic == "per_month"
    )
    return Course(months, tuple(str(name) for name in (*names[:begin], *names[end:])))


def _value(
    indicator: Indicator, rows: Judged, kept: npt.NDArray[np.bool_], settings: Settings
) -> float:
    some = rows.only(kept)
    return measure(indicator, some, settings, months=1.0).value if len(some) else 0.0


def _whole(counts: npt.NDArray[np.int64], share: float) -> tuple[int, int]:
    """Return where the months begin and end that are no edge."""
    begin, end = 0, len(counts)
    if not counts.any():
        return 0, 0
    usual = float(np.median(counts[counts > 0]))
    while begin < end and counts[begin] < share * usual:
        begin += 1
    while end > begin and counts[end - 1] < share * usual:
        end -= 1
    return begin, end


def is_jump(indicator: Indicator, course: Course) -> bool:
    """Tell whether the last whole month lies so far from the others that the data need a look."""
    values = course.values
    if len(values) <= _LEAST_BEFORE:
        return False
    limits = natural_limits(values[:-1])
    if not limits.is_outside(values[-1]):
        return False
    if indicator.unit != "share":
        return limits.high > limits.low
    last = course.months[-1]
    low, high = wilson(last.value * last.n, last.n)
    return not low <= limits.centre <= high
