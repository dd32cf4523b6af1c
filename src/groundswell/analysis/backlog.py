"""Open work by week, and how much there will be in the next weeks, judged against a naive guess."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: weeks in a season of the year; it is only looked for where two of them are known
SEASON = 52
#: weeks without which nothing is foretold, and those on which a forecast is tried out
LEAST, TRIED = 16, 8
#: ends of the range: undercut once in ten times, exceeded once in ten times
_ENDS = (0.1, 0.9)
#: how fast level and slope follow, and how fast the slope fades (damped trend)
_FOLLOW, _SLOPE, _FADE = (0.2, 0.4, 0.6, 0.8), (0.1, 0.3), 0.9


@dataclass(frozen=True, slots=True)
class Week:
    """What came, what was finished and what was open at the end of one week."""

    monday: date
    opened: int
    finished: int
    open: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is expected some weeks ahead, with its range."""

    weeks: int
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next weeks; `is_better` says whether the trend beat the naive guess when tried out.

    Where it did not, the naive guess is what is told. The errors are mean distances in the weeks
    on which both were tried.
    """

    ahead: tuple[Ahead, ...]
    is_better: bool
    error: float
    naive_error: float
    #: weeks after which the naive guess repeats: a year, or 1 where too little is known
    season: int


def count_weeks(
    times: Sequence[tuple[datetime, datetime | None]], *, as_of: datetime, weeks: int
) -> list[Week]:
    """Return the last whole weeks before `as_of`, Monday to Sunday in UTC, oldest first.

    Args:
        times: of each ticket when it was opened, and when it was finished or None.
        as_of: with offset.
        weeks: how many at most; it never goes back behind the first ticket.
    """
    if not times:
        return []
    this_monday = as_of.date() - timedelta(days=as_of.weekday())
    began = min(opened for opened, _ in times).date()
    first = max(this_monday - timedelta(weeks=weeks), began - timedelta(days=began.weekday()))
    opened = np.array([_week(one, this_monday) for one, _ in times])
    finished = np.array([_week(one, this_monday) for _, one in times if one is not None])
    return [
        Week(
            monday=this_monday + timedelta(weeks=index),
            opened=int((opened == index).sum()),
            finished=int((finished == index).sum()),
            open=int((opened <= index).sum() - (finished <= index).sum()),
        )
        for index in range(-((this_monday - first).days // 7), 0)
    ]


def _week(moment: datetime, monday: date) -> int:
    """Return the week of a moment; -1 is the last whole one."""
    return (moment.date() - monday).days // 7


def forecast(values: Sequence[float], *, ahead: int = 4) -> Forecast | None:
    """Return the next weeks of a series, or None where too few are known.

    A damped trend is tried out on the last weeks, each told from what was known before it, beside
    the naive guess that a week is like the one a season before.

    Source:
        R. Hyndman, G. Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed., 2021):
        damped trend 8.2, seasonal naive 5.2, trying out by a rolling origin 5.10.
    """
    if len(values) < max(LEAST, TRIED + ahead):
        return None
    return _foretell(tuple(values), ahead)


@lru_cache(maxsize=64)
def _foretell(values: tuple[float, ...], ahead: int) -> Forecast:
    # the same weeks tell the same, and trying out takes longer than the rest of the page
    series = np.asarray(values, dtype=np.float64)
    season = SEASON if len(series) >= 2 * SEASON else 1
    constants = _choose(series[: len(series) - TRIED])
    trend_misses = _try_out(series, ahead, lambda known: _trend(known, ahead, *constants))
    naive_misses = _try_out(series, ahead, lambda known: _naive(known, ahead, season))
    error = float(np.nanmean(np.abs(trend_misses)))
    naive_error = float(np.nanmean(np.abs(naive_misses)))
    better = error < naive_error
    told = _trend(series, ahead, *constants) if better else _naive(series, ahead, season)
    misses = trend_misses if better else naive_misses
    return Forecast(_with_range(told, misses), better, error, naive_error, season)


def _with_range(told: Floats, misses: Floats) -> tuple[Ahead, ...]:
    """Return each week with the range that the misses at that distance leave."""
    found = []
    for step, likely in enumerate(told):
        known = misses[:, step]
        low, high = np.quantile(known[~np.isnan(known)], _ENDS)
        ends = (likely + min(low, 0.0), likely + max(high, 0.0))
        found.append(Ahead(step + 1, max(0.0, float(ends[0])), float(likely), float(ends[1])))
    return tuple(found)


def _try_out(series: Floats, ahead: int, tell: Callable[[Floats], Floats]) -> Floats:
    """Return how far each telling missed: a row for each origin, a column for each distance."""
    misses = np.full((TRIED, ahead), np.nan)
    for row, origin in enumerate(range(len(series) - TRIED, len(series))):
        truth = series[origin : origin + ahead]
        misses[row, : len(truth)] = truth - tell(series[:origin])[: len(truth)]
    return misses


def _choose(known: Floats) -> tuple[float, float]:
    """Return how fast level and slope follow, as missed least one week ahead."""
    return min(
        product(_FOLLOW, _SLOPE),
        key=lambda pair: float(np.abs(_fit(known, *pair)[2]).mean()),
    )


def _trend(known: Floats, ahead: int, follow: float, slope: float) -> Floats:
    level, rise, _ = _fit(known, follow, slope)
    fades = np.cumsum(_FADE ** np.arange(1, ahead + 1))
    return np.maximum(0.0, level + rise * fades)


def _fit(known: Floats, follow: float, slope: float) -> tuple[float, float, Floats]:
    """Return level, slope, and how far each week was missed from the one before."""
    level, rise = float(known[0]), 0.0
    misses = np.empty(len(known) - 1)
    for index, value in enumerate(known[1:]):
        told = level + _FADE * rise
        misses[index] = value - told
        before, level = level, follow * value + (1 - follow) * told
        rise = slope * (level - before) + (1 - slope) * _FADE * rise
    return level, rise, misses


def _naive(known: Floats, ahead: int, season: int) -> Floats:
    if season > len(known):
        season = 1
    return np.array([known[len(known) - season + step % season] for step in range(ahead)])
