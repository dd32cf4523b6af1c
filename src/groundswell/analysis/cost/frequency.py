"""How often something happens in a year, from how often it was seen."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

Draws = npt.NDArray[np.float64]

#: Stragglers: where this share of the tickets lies within less than `_CROWDED` of the whole period,
#: the rest was opened before the period that the export holds.
_MOST = 0.9
_CROWDED = 0.5
_YEAR = 365.25 * 86400e6


@dataclass(frozen=True, slots=True)
class Period:
    """The time in which the tickets of these records were opened."""

    first: datetime
    last: datetime
    years: float
    #: what was left out, for the reader; None where nothing was
    note: str | None = None


def find_period(
    opened: npt.NDArray[np.datetime64],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Period | None:
    """Return the period in which tickets were opened, None where no ticket is dated.

    It runs from the first opening to the last, not to the day of the export: many exports hold
    what was opened in some weeks and follow it for months. Where nine of ten tickets crowd into
    less than half of that, the others are stragglers (long open when the export began, or a wrong
    year): the period is then that of the nine, scaled up by a ninth.

    Args:
        opened: opening times, UTC, shape (n,), NaT where unknown.
        since: the beginning of the period, where the reader set it.
        until: its end, where the reader set it.
    """
    known = np.sort(opened[~np.isnat(opened)].astype("datetime64[us]").astype(np.int64))
    if known.size == 0:
        return None
    first, last = int(known[0]), int(known[-1])
    length, note = float(last - first), None
    begin, end = _crowd(known)
    if (end - begin) < (last - first) * _CROWDED:
        first, last, length = begin, end, (end - begin) / _MOST
        note = "nine of ten tickets were opened in this time; the others lie far outside"
    if since or until:
        first = int(since.timestamp() * 1e6) if since else first
        last = int(until.timestamp() * 1e6) if until else last
        length, note = float(max(0, last - first)), None
    return Period(_moment(first), _moment(last), length / _YEAR, note)


def _crowd(known: npt.NDArray[np.int64]) -> tuple[int, int]:
    """Return the shortest stretch that holds nine of ten of these sorted times."""
    held = math.ceil(known.size * _MOST)
    lengths = known[held - 1 :] - known[: known.size - held + 1]
    start = int(lengths.argmin())
    return int(known[start]), int(known[start + held - 1])


def _moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / 1e6, tz=UTC)


def draw_rate(count: int, years: float, *, runs: int, rng: np.random.Generator) -> Draws:
    """Return draws of the yearly rate of a rare event, shape (runs,), events a year.

    A Gamma distribution with shape 0.5 + count and rate `years`: what a Poisson count says about
    its rate when nothing was known before (Jeffreys).

    Source:
        H. Jeffreys, "An Invariant Form for the Prior Probability in Estimation Problems",
        Proceedings of the Royal Society A 186 (1946), 453-461.
    """
    return rng.gamma(0.5 + count, 1 / years, size=runs)
