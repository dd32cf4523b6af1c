"""What an answer depends on, and what it would be worth to know before deciding."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from groundswell.analysis.worth.draws import Driver, Ranks
from groundswell.analysis.worth.flows import Reals
from groundswell.analysis.worth.rules import InputRule, input_rules, rules

#: what sums of ten thousand numbers lose
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Influence:
    """How strongly the worth of an option follows one input: one bar of a tornado."""

    driver: Driver
    #: rank correlation with the net present value, -1 to 1
    correlation: float
    #: mean net present value in the tenth of the runs in which the input is lowest, and highest
    at_low: float
    at_high: float

    @property
    def rule(self) -> InputRule:
        """Return the words of the input."""
        return input_rules()[self.driver.key]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What it would be worth, in money, to know one input before choosing, at the very most."""

    driver: Driver
    value: float
    #: whether it could change the choice at all, more than noise does
    matters: bool

    @property
    def rule(self) -> InputRule:
        """Return the words of the input."""
        return input_rules()[self.driver.key]


def find_influences(ranks: Mapping[Driver, Ranks], worth: Reals) -> tuple[Influence, ...]:
    """Return what the worth of one option depends on, the strongest first.

    Args:
        ranks: of every uncertain input, shape (runs,).
        worth: net present value, shape (runs,); where it never varies nothing is returned.
    """
    if worth.min() == worth.max():
        return ()
    places = _ranked(worth)
    found = (_influence(driver, order, worth, places) for driver, order in ranks.items())
    return tuple(sorted(found, key=lambda entry: -abs(entry.correlation)))


def value_knowledge(ranks: Mapping[Driver, Ranks], worths: Reals) -> tuple[Knowledge, ...]:
    """Return the expected value of perfect information on each input, the most valuable first.

    It is the mean of the best option's worth when the input is known, less the worth of the option
    that is best without knowing it. What an option is worth given the input is a smooth curve laid
    through the runs, so that noise does not pass for knowledge.

    Args:
        ranks: of every uncertain input, shape (runs,).
        worths: net present values, shape (options, runs).

    Source:
        M. Strong, J. Oakley and A. Brennan, Medical Decision Making 34 (2014), 311-326.
    """
    means = worths.mean(axis=1)
    scale = max(1.0, float(np.abs(means).max()))
    least = rules()["simulation"]["negligible"] * scale
    found = []
    for driver, order in ranks.items():
        value = float(_expected_best(order, worths) - means.max())
        value = value if value > _ROUNDING * scale else 0.0
        found.append(Knowledge(driver, value, matters=value > least))
    return tuple(sorted(found, key=lambda entry: -entry.value))


def _influence(driver: Driver, order: Ranks, worth: Reals, places: Reals) -> Influence:
    tenth = max(1, order.size // 10)
    if _is_luck(order):
        low, high = order == 0, order == 1
    else:
        low, high = order < tenth, order >= order.size - tenth
    at_low, at_high = float(worth[low].mean()), float(worth[high].mean())
    return Influence(driver, _correlate(order, places), at_low, at_high)


def _correlate(one: Ranks, other: Reals) -> float:
    left, right = one - one.mean(), other - other.mean()
    return float((left * right).sum() / np.sqrt((left**2).sum() * (right**2).sum()))


def _expected_best(order: Ranks, worths: Reals) -> float:
    """Return the mean worth of the option that is best given this input."""
    if _is_luck(order):
        happened = order == 1
        parts = ((happened, happened.mean()), (~happened, 1 - happened.mean()))
        return float(sum(worths[:, part].mean(axis=1).max() * share for part, share in parts))
    ordered = np.empty_like(worths)
    ordered[:, order] = worths
    curves = _powers(order.size)
    # Not `@`, which may round differently from call to call: a seed has to give the same figures.
    fitted = np.einsum("ok,rk->or", np.einsum("or,rk->ok", ordered, curves), curves)
    return float(fitted.max(axis=0).mean())


def _is_luck(order: Ranks) -> bool:
    return int(order.max()) == 1 and order.size > 2


def _ranked(values: Reals) -> Reals:
    ranks = np.empty(values.size, dtype=np.float64)
    ranks[np.argsort(values, kind="stable")] = np.arange(values.size)
    return ranks


@lru_cache(maxsize=4)
def _powers(runs: int) -> Reals:
    """Return orthonormal polynomials over evenly spaced ranks, shape (runs, degree + 1)."""
    grid = np.linspace(-1, 1, runs)
    degree = rules()["simulation"]["degree"]
    found: Reals = np.linalg.qr(np.polynomial.legendre.legvander(grid, degree))[0]
    return found
