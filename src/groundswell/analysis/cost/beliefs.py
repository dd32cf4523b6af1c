"""What is believed about an input, as draws."""

import numpy as np
import numpy.typing as npt
from scipy.stats import beta

from groundswell.analysis.cost.rates import Input

Draws = npt.NDArray[np.float64]

#: Resamples of logged effort, repeated to fill the runs; of more tickets the mean is normal.
_RESAMPLES = 1000
_MANY = 1000


def draw_pert(entry: Input, uniform: Draws) -> Draws:
    """Return PERT draws for numbers from 0 to 1, shape as given, in the unit of the input.

    Inputs that are drawn from the same numbers rise and fall together.

    Source:
        D. G. Malcolm and others, "Application of a Technique for Research and Development Program
        Evaluation", Operations Research 7 (1959), 646-669.
    """
    width = entry.high - entry.low
    if width <= 0:
        return np.full_like(uniform, entry.value)
    alpha = 1 + 4 * (entry.value - entry.low) / width
    omega = 1 + 4 * (entry.high - entry.value) / width
    drawn: Draws = entry.low + width * beta.ppf(uniform, alpha, omega)
    return drawn


def draw_mean(observed: Draws, *, runs: int, rng: np.random.Generator) -> Draws:
    """Return draws of the mean of what was observed, shape (runs,), by the bootstrap.

    Source:
        B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7
        (1979), 1-26.
    """
    if observed.size > _MANY:
        spread = observed.std(ddof=1) / observed.size**0.5
        return np.maximum(rng.normal(observed.mean(), spread, size=runs), 0.0)
    picks = rng.integers(0, observed.size, size=(min(runs, _RESAMPLES), observed.size))
    means: Draws = observed[picks].mean(axis=1)
    return np.resize(means, runs)
