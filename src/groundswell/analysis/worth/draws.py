"""Draws what is believed about every input, so that the same seed gives the same figures."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.beliefs import draw_mean
from groundswell.analysis.worth.flows import Number, Reals
from groundswell.analysis.worth.inputs import Input, Sample
from groundswell.analysis.worth.pain import Counted
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

Ranks = npt.NDArray[np.int64]

#: Points at which a belief is inverted exactly; between them it is a straight line. They lie
#: closer at the ends, where the curve is steep.
_POINTS = (1 - np.cos(np.linspace(0, np.pi, 513))) / 2


@dataclass(frozen=True, slots=True)
class Driver:
    """One uncertain input of a simulation: its key and, for inputs of an option, whose it is."""

    key: str
    option: str | None = None
    #: measured on real incidents, beside which the same input may be believed elsewhere
    measured: bool = False


@dataclass(slots=True)
class Draws:
    """Draws of one simulation, each with its own stream: another option changes none of them.

    Beliefs are drawn as a Latin hypercube: each of as many equal slices as there are runs is used
    once. Inputs of the same driver rise and fall together.

    Source:
        M. McKay, R. Beckman and W. Conover, "A Comparison of Three Methods for Selecting Values of
        Input Variables", Technometrics 21 (1979), 239-245.
    """

    seed: int
    runs: int
    #: of every driver, the rank of each run among all runs, 0 for the lowest
    ranks: dict[Driver, Ranks] = field(default_factory=dict)

    def of(self, entry: Input | Sample | None, option: str | None = None) -> Number:
        """Return draws of an input, shape (runs,), or its value where it is certain."""
        if entry is None:
            return 0.0
        if isinstance(entry, Sample):
            return self._resampled(entry, option)
        if entry.is_certain:
            return entry.value
        return draw_pert_sorted(entry, self._slices())[self.order(Driver(entry.key, option))]

    def often(self, frequency: Counted | Input) -> Number:
        """Return draws of how often a year it happens.

        For counted incidents a Gamma distribution of shape incidents + 0.5 and rate years, as in
        `cost.frequency.draw_rate`.
        """
        if isinstance(frequency, Input):
            return self.of(frequency)
        shape = frequency.incidents + 0.5
        rates = np.asarray(special.gammaincinv(shape, self._slices()) / frequency.years, np.float64)
        return rates[self.order(Driver("per_year"))]

    def happens(self, chance: Number, option: str) -> Number:
        """Return 1.0 for each run in which a chance came true and 0.0 for the others."""
        if np.ndim(chance) == 0 and chance in {0.0, 1.0}:
            return float(chance)
        driver = Driver("works", option)
        luck = self._slices()[self._rng(driver).permutation(self.runs)]
        works = luck < chance
        if 0 < works.sum() < self.runs:
            self.ranks[driver] = works.astype(np.int64)
        return works.astype(np.float64)

    def order(self, driver: Driver) -> Ranks:
        """Return the rank of each run for a driver; the same whenever it is asked for."""
        if driver not in self.ranks:
            self.ranks[driver] = self._rng(driver).permutation(self.runs)
        return self.ranks[driver]

    def _resampled(self, entry: Sample, option: str | None) -> Number:
        # Inputs of the same incidents are resampled together, so the same stream for each of them.
        size = len(entry.values)
        if size < 2 or min(entry.values) == max(entry.values):
            return entry.value
        values = np.array(entry.values)
        drawn = draw_mean(self._weighted(entry, values), runs=self.runs, rng=self._incidents(size))
        if any(entry.weights):
            weights = np.array(entry.weights)
            drawn = drawn / draw_mean(weights, runs=self.runs, rng=self._incidents(size))
        found = np.where(np.isfinite(drawn), drawn, entry.value)
        ranks = np.empty(self.runs, dtype=np.int64)
        ranks[np.argsort(found, kind="stable")] = np.arange(self.runs)
        self.ranks.setdefault(Driver(entry.key, option, measured=True), ranks)
        return found

    def _weighted(self, entry: Sample, values: Reals) -> Reals:
        return values * np.array(entry.weights, dtype=np.float64) if any(entry.weights) else values

    def _slices(self) -> Reals:
        return (np.arange(self.runs) + 0.5) / self.runs

    def _incidents(self, size: int) -> np.random.Generator:
        return np.random.default_rng([self.seed, crc32(b"incidents"), size])

    def _rng(self, driver: Driver) -> np.random.Generator:
        name = f"{driver.option or ''}|{driver.key}"
        return np.random.default_rng([self.seed, crc32(name.encode())])


def draw_pert_sorted(entry: Input, slices: Reals) -> Reals:
    """Return the PERT quantiles of an input at these points, which rise from 0 to 1.

    The shape is that of `cost.beliefs.draw_pert`; inverting it at fewer points is what makes ten
    thousand runs of thirty inputs a matter of milliseconds.
    """
    width = entry.high - entry.low
    alpha = 1 + 4 * (entry.value - entry.low) / width
    omega = 1 + 4 * (entry.high - entry.value) / width
    quantiles = np.interp(slices, _POINTS, special.betaincinv(alpha, omega, _POINTS))
    found: Reals = entry.low + width * quantiles
    return found
