"""How often something happens in a year, from how often it was seen."""

from datetime import datetime

import numpy as np
import numpy.typing as npt

Draws = npt.NDArray[np.float64]

#: From this many dated tickets on, the first and the last half per cent do not stretch the period.
_MANY = 200
_EDGE = 0.005


def years_observed(
    opened: npt.NDArray[np.datetime64],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> float | None:
    """Return how many years of opened tickets the records hold, None where no ticket is dated.

    The period runs from the first opening to the last. It does not run to the day of the export:
    many exports hold what was opened in some weeks and follow it for months. A single ticket with
    a wrong year must not stretch it either, so in many tickets the outermost half per cent at each
    end are left out and the rest is scaled up.

    Args:
        opened: opening times, UTC, shape (n,), NaT where unknown.
        since: the beginning of the period, where the reader set it.
        until: its end, where the reader set it.
    """
    known = opened[~np.isnat(opened)].astype("datetime64[us]").astype(np.int64)
    if known.size == 0:
        return None
    edge = _EDGE if known.size >= _MANY else 0.0
    first, last = (float(np.quantile(known, q)) for q in (edge, 1 - edge))
    kept = 1 - 2 * edge
    first, last = _stretched(first, last, kept)
    first = since.timestamp() * 1e6 if since else first
    last = until.timestamp() * 1e6 if until else last
    return max(0.0, last - first) / 1e6 / (365.25 * 86400)


def _stretched(first: float, last: float, kept: float) -> tuple[float, float]:
    extra = (last - first) * (1 / kept - 1) / 2
    return first - extra, last + extra


def draw_rate(count: int, years: float, *, runs: int, rng: np.random.Generator) -> Draws:
    """Return draws of the yearly rate of a rare event, shape (runs,), events a year.

    A Gamma distribution with shape 0.5 + count and rate `years`: what a Poisson count says about
    its rate when nothing was known before (Jeffreys).

    Source:
        H. Jeffreys, "An Invariant Form for the Prior Probability in Estimation Problems",
        Proceedings of the Royal Society A 186 (1946), 453-461.
    """
    return rng.gamma(0.5 + count, 1 / years, size=runs)
