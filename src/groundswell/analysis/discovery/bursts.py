"""A burst within a trouble: the days in which far more of its tickets came than at other times."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import numpy.typing as npt
from scipy.stats import poisson

from groundswell.analysis.discovery.options import Reasons

_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Burst:
    """So many tickets from one day to another, and how many the other days would give."""

    first: date
    last: date
    tickets: int
    usual: float


def find_burst(times: npt.NDArray[np.int64], reasons: Reasons) -> Burst | None:
    """Return the clearest burst among some tickets, None where none stands out.

    Every window of up to `reasons.burst_most_days` days is tried. The expectation is that of
    tickets spread evenly over the whole time, and its chance is held against all windows tried
    (Bonferroni), so that a quiet trouble with three tickets in a week makes no burst.

    Args:
        times: openings in order, microseconds.
        reasons: from how many tickets, and how many times as many as usual.
    """
    count, span = len(times), float(times[-1] - times[0]) / _DAY if len(times) else 0.0
    if count < reasons.least or span < 4 * reasons.burst_most_days:
        return None
    best: tuple[float, int, int, float] | None = None
    for days in range(1, reasons.burst_most_days + 1):
        within = np.searchsorted(times, times + days * _DAY) - np.arange(count)
        at = int(within.argmax())
        held, even = int(within[at]), count * days / span
        chance = float(poisson.sf(held - 1, even)) * count * reasons.burst_most_days
        if (
            held < reasons.least
            or held < reasons.burst_lift * even
            or chance > reasons.burst_chance
        ):
            continue
        if best is None or chance < best[0]:
            best = chance, at, held, (count - held) * days / (span - days)
    if best is None:
        return None
    _, at, held, usual = best
    return Burst(_day(times[at]), _day(times[at + held - 1]), held, usual)


def _day(time: np.int64) -> date:
    return datetime.fromtimestamp(int(time) / 1e6, tz=UTC).date()
