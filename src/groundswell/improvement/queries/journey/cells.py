"""Rows and cells of the quarter view, and how a change is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from groundswell.analysis.charts import Figure
from groundswell.analysis.journey import Change
from groundswell.measurement.levels.models import LevelMark

_SURE = "firm"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one quarter says; a quarter that is not whole is compared with none."""

    said: str
    whole: bool = True
    #: how many were looked at, in words
    of: str = ""


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """One measure over the quarters."""

    key: str
    title: str
    definition: str
    #: by name of the quarter
    cells: Mapping[str, Cell]
    #: better, worse, same, unknown
    verdict: str
    #: what changed, or that nothing did, in a sentence
    said: str
    #: name of the page with the records
    page: str = ""
    #: month by month between the natural limits
    chart: Figure | None = field(default=None, compare=False)

    @property
    def mark(self) -> str:
        """Return the sign of the verdict, so that colour is not alone."""
        return {"better": "✓", "worse": "✕", "same": "=", "unknown": "?"}[self.verdict]


def judge_change(change: Change, *, less_is_better: bool) -> str:
    """Return whether a change is for the better, in a word."""
    if change.verdict == "not known":
        return "unknown"
    if change.verdict == "no change":
        return "same"
    return "better" if (change.verdict == "fewer") == less_is_better else "worse"


def say_change(change: Change) -> str:
    """Return what changed between the first and the last whole quarter, or that nothing did."""
    if change.verdict == "not known":
        return f"Not known yet: {change.reason}."
    ratio, low, high = (change.ratio or 0, change.low or 0, change.high or 0)
    times = f"{_times(ratio)} times that of {change.since} ({_times(low)} to {_times(high)})"
    if change.verdict == "no change":
        return f"No change yet: {change.until} has {times}, which chance alone explains."
    word = "Less" if change.verdict == "fewer" else "More"
    return f"{word}: {change.until} has {times}; chance alone does not explain it."


def _times(value: float) -> str:
    return f"{value:.2f}" if value < 9.95 else "10 or more"


def span_of(mark: LevelMark) -> tuple[int, int]:
    """Return the lowest and the highest level that the records allow."""
    level = mark.level or 0
    if mark.status == _SURE:
        return level, level
    low, high = mark.lowest, mark.highest
    return (level if low is None else low), (level if high is None else high)


def is_sure(before: LevelMark, after: LevelMark) -> bool:
    """Tell whether two levels differ whatever their ranges allow."""
    (low, high), (first, last) = span_of(before), span_of(after)
    return high < first or last < low
