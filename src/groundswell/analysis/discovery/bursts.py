"""A burst within a trouble: the days in which far more of its tickets came than at other times."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.options import Reasons
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Burst:
    """So many tickets from one day to another, and how many the other days would give."""

    first: date
    last: date
    tickets: int
    usual: float

    @property
    def days(self) -> str:
        """Return its days in words: "10 to 12 June 2026"."""
        last = f"{self.last.day} {self.last:%B %Y}"
        if self.first == self.last:
            return last
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first.day} to {last}"
        year = "" if self.first.year == self.last.year else f" {self.first.year}"
        return f"{self.first.day} {self.first:%B}{year} to {last}"

    @property
    def when(self) -> str:
        """Return when it was, as a sentence goes on: "from 10 to 12 June 2026"."""
        return f"on {self.days}" if self.first == self.last else f"from {self.days}"

    @property
    def compared(self) -> str:
        """Return what would have been usual, in words."""
        return f"about {self.usual:.0f}" if self.usual >= 1 else "hardly one"

    def holds(self, times: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell for each opening whether it falls into these days."""
        days = times // _DAY
        first, last = ((day - date(1970, 1, 1)).days for day in (self.first, self.last))
        return np.asarray((days >= first) & (days <= last))


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
        if held < reasons.least or held < reasons.burst_lift * even:
            continue
        chance = float(special.pdtrc(held - 1, even)) * count * reasons.burst_most_days
        if chance > reasons.burst_chance:
            continue
        if best is None or chance < best[0]:
            best = chance, at, held, (count - held) * days / (span - days)
    if best is None:
        return None
    _, at, held, usual = best
    return Burst(_day(times[at]), _day(times[at + held - 1]), held, usual)


def _day(time: np.int64) -> date:
    return datetime.fromtimestamp(int(time) / 1e6, tz=UTC).date()
