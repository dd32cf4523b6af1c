"""Capital budgeting on plain numbers; every function also takes arrays, one entry for each run.

Source:
    R. Brealey, S. Myers and F. Allen, "Principles of Corporate Finance": net present value,
    internal rate of return and equivalent annual cost.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import optimize
else:
    optimize = LateModule("scipy.optimize")

Reals = npt.NDArray[np.float64]
Number = float | Reals

#: between these rates an internal rate of return is sought
LEAST_RATE, MOST_RATE = -0.99, 100.0


@dataclass(frozen=True, slots=True)
class Stream:
    """Money of one option: once, each year, and from when until when. Amounts or arrays."""

    once: Number
    running: Number
    #: benefit in a full year
    benefit: Number
    lead_months: Number
    life_years: Number


def net_flows(stream: Stream, *, years: int, growth: float) -> Reals:
    """Return the net flow of the beginning and of each year, shape (years + 1, ...).

    The option brings its benefit from the end of its lead time to the end of its life, costs its
    running cost from the beginning to the end of its life, and the benefit grows with the trouble.
    """
    once, start = np.asarray(stream.once, dtype=np.float64), _years(stream.lead_months)
    flows = [-once]
    for year in range(1, years + 1):
        end = np.minimum(year, stream.life_years)
        works = np.clip(end - np.maximum(year - 1, start), 0, 1)
        kept = np.clip(end - (year - 1), 0, 1)
        gained = stream.benefit * (1 + growth) ** (year - 1) * works
        flows.append(gained - stream.running * kept)
    return np.stack(np.broadcast_arrays(*flows)).astype(np.float64)


def present_value(flows: Reals, rate: float) -> Number:
    """Return the net present value of flows, the first of them undiscounted."""
    # Added up year by year: a matrix product may round differently from call to call.
    value = sum(flow / (1 + rate) ** year for year, flow in enumerate(flows))
    return float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=np.float64)


def payback_months(stream: Stream) -> Number:
    """Return the months until the benefits have paid what was spent, infinite where never.

    Never also where it takes longer than the option lives. What costs nothing once has paid back
    as soon as it works.
    """
    gain = (np.asarray(stream.benefit) - stream.running) / 12
    with np.errstate(divide="ignore", invalid="ignore"):
        months = stream.lead_months + np.where(gain > 0, stream.once / gain, np.inf)
    lives = np.asarray(stream.life_years) * 12
    found: Number = np.where(months <= lives, months, np.inf)
    return float(found) if np.ndim(found) == 0 else found


def internal_rate(flows: Reals) -> float | Literal["none", "several"]:
    """Return the rate at which the net present value is zero, as a share a year.

    "none" where no rate from -99 % to 10,000 % does it, "several" where the flows change sign more
    than once, so that one rate would mean nothing.
    """
    signs = np.sign(flows[flows != 0])
    changes = int((np.diff(signs) != 0).sum())
    if changes > 1:
        return "several"
    low, high = present_value(flows, LEAST_RATE), present_value(flows, MOST_RATE)
    if not changes or np.sign(low) == np.sign(high):
        return "none"
    root: float = optimize.brentq(
        lambda rate: float(present_value(flows, rate)), LEAST_RATE, MOST_RATE, xtol=1e-14
    )
    return root


def annual_cost(once: float, running: float, *, rate: float, life_years: float) -> float:
    """Return the equivalent annual cost: what was spent once, spread over the life, and running."""
    # expm1 and log1p keep the digits of a very small rate
    factor = rate / -math.expm1(-life_years * math.log1p(rate)) if rate else 1 / life_years
    return once * factor + running


def in_year(stream: Stream, *, months: float) -> tuple[Number, Number]:
    """Return benefit and cost within the months that are left of a year."""
    year = months / 12
    lived = np.minimum(year, stream.life_years)
    works = np.clip(lived - _years(stream.lead_months), 0, None)
    return stream.benefit * works, stream.once + stream.running * lived


def _years(months: Number) -> Number:
    return months / 12
