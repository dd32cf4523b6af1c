"""From judged records to one value with its interval, in the same way for every indicator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from groundswell.analysis.maturity.book import Indicator, Settings
from groundswell.analysis.maturity.expressions import Judged
from groundswell.analysis.worth.recurrence import Watch, chance_of_so_few
from groundswell.kernel.late import LateModule
from groundswell.kernel.statistics import Z_90, wilson

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

Floats = npt.NDArray[np.float64]

#: 5 % on each side, as for shares
_TAILS = (0.05, 0.95)
#: so many records, and the rank of a quantile among resamples is as good as normal
_MANY = 3_000


@dataclass(frozen=True, slots=True)
class Value:
    """A value with what it was made from; `numerator` and `denominator` for shares only."""

    value: float
    low: float
    high: float
    n: int
    numerator: float | None = None
    denominator: float | None = None
    #: how the worst of times compares with what was promised; 1 keeps it, None without promises
    against_target: float | None = None


def measure(indicator: Indicator, rows: Judged, settings: Settings, *, months: float) -> Value:
    """Return the value of the records, at least one.

    Args:
        indicator: says which statistic.
        rows: the records of the window.
        settings: thresholds.
        months: length of the window, for what is counted by month.
    """
    return _STATISTICS[indicator.statistic](rows, settings, months)


def hits(indicator: Indicator, rows: Judged, settings: Settings) -> npt.NDArray[np.bool_]:
    """Return which records belong to the numerator; all of them where nothing is divided."""
    if indicator.statistic == "fixes":
        return _worked(rows, settings)
    return np.ones(len(rows), dtype=np.bool_) if rows.hit is None else rows.hit


def _share(rows: Judged, _settings: Settings, _months: float) -> Value:
    assert rows.hit is not None  # noqa: S101 (shares give it; a test proves it for each)
    return _share_of(rows.hit, rows.numbers.get("weight"))


def _share_of(hit: npt.NDArray[np.bool_], weight: Floats | None) -> Value:
    count = len(hit)
    weights = np.ones(count) if weight is None else np.nan_to_num(weight)
    above, below = float(weights[hit].sum()), float(weights.sum())
    if below <= 0:
        return Value(0.0, 0.0, 1.0, count, 0.0, 0.0)
    # What weighs much counts as few: the number of equal records that would say as much (Kish).
    effective = below**2 / float((weights**2).sum())
    low, high = wilson(above / below * effective, effective)
    return Value(above / below, low, high, count, above, below)


def _fixes(rows: Judged, settings: Settings, _months: float) -> Value:
    return _share_of(_worked(rows, settings), None)


def _worked(rows: Judged, settings: Settings) -> npt.NDArray[np.bool_]:
    """Return which fixes brought fewer incidents than luck explains."""
    columns = (rows.numbers[name] for name in ("before", "days_before", "after", "days_after"))
    worked = [
        before > 0
        and min(days_before, days_after) > 0
        and chance_of_so_few(Watch(int(before), days_before), Watch(int(after), days_after))
        <= settings.fix_chance
        for before, days_before, after, days_after in zip(*columns, strict=True)
    ]
    return np.array(worked, dtype=np.bool_)


def _median(rows: Judged, _settings: Settings, _months: float) -> Value:
    values = np.sort(rows.numbers["value"])
    low, high = _quantile_interval(values, 0.5)
    ratio = rows.numbers.get("ratio")
    known = ratio[~np.isnan(ratio)] if ratio is not None else np.empty(0)
    against = (
        max(float(np.median(known)), float(np.quantile(known, 0.9)) / 2) if known.size else None
    )
    return Value(float(np.median(values)), low, high, len(values), against_target=against)


def _quantile_interval(ordered: Floats, share: float) -> tuple[float, float]:
    """Return the bootstrap interval of a quantile, worked out without drawing.

    The rank of a resampled quantile is binomial, so the points of its distribution are records.

    Source:
        B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7 (1979),
        1-26, section 3.
    """
    count = len(ordered)
    if count > _MANY:
        spread = Z_90 * float(np.sqrt(share * (1 - share) / count))
        ends = np.quantile(ordered, [share - spread, share + spread])
        return float(ends[0]), float(ends[1])
    ranks = np.arange(1, count + 1)
    needed = int(np.ceil(count * share))
    # the chance of so many of them or more: the tail of a binomial distribution
    below = special.betainc(needed, count - needed + 1, ranks / count)
    places = [min(int(np.searchsorted(below, tail)), count - 1) for tail in _TAILS]
    return float(ordered[places[0]]), float(ordered[places[1]])


def _mean(rows: Judged, _settings: Settings, _months: float) -> Value:
    values = rows.numbers["value"]
    centre, count = float(values.mean()), len(values)
    half = Z_90 * float(values.std(ddof=1)) / float(np.sqrt(count)) if count > 1 else float("inf")
    least, most = float(values.min()), float(values.max())
    if half == float("inf"):
        return Value(centre, least, most, count)
    return Value(centre, max(least, centre - half), min(most, centre + half), count)


def _per_month(rows: Judged, _settings: Settings, months: float) -> Value:
    """Return the sum a month; the interval is that of how many came (Gamma-Poisson, Jeffreys)."""
    count = len(rows)
    values = rows.numbers.get("value", np.ones(count))
    monthly = float(values.sum()) / months
    low, high = (float(special.gammaincinv(count + 0.5, tail)) / max(count, 1) for tail in _TAILS)
    return Value(monthly, monthly * low, monthly * high, count)


def _count(rows: Judged, _settings: Settings, _months: float) -> Value:
    counted = float(len(rows) if rows.hit is None else rows.hit.sum())
    return Value(counted, counted, counted, len(rows))


def _same(rows: Judged, _settings: Settings, _months: float) -> Value:
    """Return the value that the expression worked out over all records and gave to each."""
    value = float(rows.numbers["value"][0])
    return Value(value, value, value, len(rows))


_STATISTICS: Mapping[str, Callable[[Judged, Settings, float], Value]] = {
    "share": _share,
    "fixes": _fixes,
    "median": _median,
    "mean": _mean,
    "per_month": _per_month,
    "count": _count,
    "same": _same,
}
