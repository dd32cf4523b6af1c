"""Statistics that hold for small numbers: shares and natural limits.

Every function takes plain numbers and gives plain numbers; none of them draws at random.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist, fmean

#: 5 % on each side: what lies below the lower end of a share is unlikely enough to be called so
Z_90 = 1.645

#: Factors of the XmR chart: of natural limits, and of the upper limit of the moving range.
#: Source: W. A. Shewhart; D. J. Wheeler, "Understanding Variation" (1993): 3/d2 and D4, d2 = 1.128.
LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.268

#: so many neighbours on one side of the centre are no chance
RUN = 8


def z_of(confidence: float) -> float:
    """Return how many standard errors an interval of this confidence (0 to 1) reaches each way."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(hits: float, of: float, *, z: float = Z_90) -> tuple[float, float]:
    """Return the interval of a share; (0, 1) where nothing was looked at.

    Source:
        E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
        Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if of <= 0:
        return 0.0, 1.0
    share = hits / of
    centre = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


@dataclass(frozen=True, slots=True)
class NaturalLimits:
    """Where values of a steady process lie (XmR chart)."""

    centre: float
    low: float
    high: float
    #: two neighbours further apart than this are a signal
    range_high: float

    def is_outside(self, value: float) -> bool:
        """Tell whether a value is a signal by itself."""
        return not self.low <= value <= self.high


def natural_limits(values: Sequence[float]) -> NaturalLimits:
    """Return the natural limits of values in the order of time; at least two are needed.

    Raises:
        ValueError: fewer than two values.
    """
    if len(values) < 2:
        raise ValueError("natural limits need two values")
    centre = fmean(values)
    moving = fmean(abs(after - before) for before, after in pairwise(values))
    return NaturalLimits(
        centre,
        centre - LIMIT_FACTOR * moving,
        centre + LIMIT_FACTOR * moving,
        RANGE_FACTOR * moving,
    )


def find_signal(values: Sequence[float]) -> int:
    """Return 1 where the end of a series lies higher than chance explains, -1 lower, 0 no change.

    A signal is a last value outside the natural limits of those before it, or `RUN` values in a
    row on one side of the centre of the whole.
    """
    if len(values) < 4:
        return 0
    limits = natural_limits(values[:-1])
    if limits.is_outside(values[-1]):
        return 1 if values[-1] > limits.centre else -1
    if len(values) < RUN:
        return 0
    centre, last = fmean(values), values[-RUN:]
    if all(value > centre for value in last):
        return 1
    return -1 if all(value < centre for value in last) else 0
