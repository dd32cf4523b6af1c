"""Whether a course over quarters changed more than chance explains; if not, "no change yet".

Months within one quarter differ by chance and by clumps (a wave, a holiday). How much more they
differ than chance alone allows widens the interval, so that a steady but clumpy course raises no
alarm.

Source:
    P. McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989), 4.5 and 6.2:
    dispersion from Pearson's statistic.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from groundswell.analysis.journey.book import load_journey
from groundswell.analysis.journey.quarters import MonthCount, QuarterValue, by_quarter, quarter_of
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

#: the logarithm of a ratio beyond which nothing is said more exactly
_WIDEST = 50.0

Verdict = Literal["more", "fewer", "no change", "not known"]


@dataclass(frozen=True, slots=True)
class Change:
    """The last whole quarter against the first."""

    verdict: Verdict
    since: str = ""
    until: str = ""
    #: later / earlier, with its interval; None where it cannot be told
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def find_change(months: Sequence[MonthCount], *, is_share: bool) -> Change:
    """Compare the last whole quarter with the first one.

    Args:
        months: in order; only whole ones are looked at.
        is_share: `hits` are part of `of`; else they happen in `of` days.
    """
    quarters = [one for one in by_quarter(months) if one.whole]
    if len(quarters) < 2:
        return Change("not known", reason="fewer than two whole quarters are on record")
    first, last = quarters[0], quarters[-1]
    known = Change("no change", first.quarter, last.quarter)
    if reason := _too_few(first, last, is_share=is_share):
        return replace(known, verdict="not known", reason=reason)
    names = [one.quarter for one in quarters]
    inside = [[one for one in months if quarter_of(one.month) == name] for name in names]
    ratio, low, high = _interval(first, last, inside, is_share=is_share)
    verdict: Verdict = "fewer" if high < 1 else "more" if low > 1 else "no change"
    return replace(known, verdict=verdict, ratio=ratio, low=low, high=high)


def _too_few(first: QuarterValue, last: QuarterValue, *, is_share: bool) -> str:
    """Return why two quarters cannot be compared, empty where they can."""
    least = load_journey().least
    if not first.of or not last.of:
        return "there was nothing to look at on one side"
    if is_share and min(first.of, last.of) < least:
        return f"one of the two has fewer than {least} records"
    if not is_share and first.hits + last.hits < 2 * least:
        return f"both together have fewer than {2 * least} records"
    return ""


def _interval(
    before: QuarterValue,
    after: QuarterValue,
    quarters: list[list[MonthCount]],
    *,
    is_share: bool,
) -> tuple[float, float, float]:
    """Return later / earlier with the interval of the data file; half a hit saves the logarithm."""
    a, n, b, m = before.hits, before.of, after.hits, after.of
    ratio = ((b + 0.5) / (m + 0.5 * is_share)) / ((a + 0.5) / (n + 0.5 * is_share))
    variance = 1 / (a + 0.5) + 1 / (b + 0.5)
    if is_share:
        variance -= 1 / (n + 0.5) + 1 / (m + 0.5)
    half = min(_reach(quarters, is_share=is_share) * math.sqrt(max(variance, 0.0)), _WIDEST)
    return ratio, ratio * math.exp(-half), ratio * math.exp(half)


def _reach(quarters: list[list[MonthCount]], *, is_share: bool) -> float:
    """Return how many standard errors the interval reaches: as far as chance, or as the clumps."""
    tail = 1 - load_journey().chance / 2
    total, free = 0.0, 0
    for months in quarters:
        of = sum(month.of for month in months)
        rate = sum(month.hits for month in months) / of if of else 0.0
        spread = rate * (1 - rate) if is_share else rate
        if spread <= 0:
            continue
        total += sum(
            (one.hits - one.of * rate) ** 2 / (one.of * spread) for one in months if one.of
        )
        free += len(months) - 1
    clumps = float(special.stdtrit(free, tail)) * math.sqrt(total / free) if free else 0.0
    return max(float(special.ndtri(tail)), clumps)
