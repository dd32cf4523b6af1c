"""What is believed about an input, as draws."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.rates import RANKS, Input, RateCard
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from scipy import special
else:
    special = LateModule("scipy.special")

Draws = npt.NDArray[np.float64]

#: Resamples of logged effort, repeated to fill the runs; of more tickets the mean is normal.
_RESAMPLES = 1000
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed with one card, shape (runs,) each."""

    #: money for a lost hour of a person and for an hour of the desk
    person_hour: Draws
    agent_rate: Draws
    #: minutes and people per ticket
    resolver_minutes: Draws
    contact_minutes: Draws
    affected_users: Draws
    #: working minutes that a person loses, by rank of `RANKS`: shape (ranks, runs)
    lost: Draws


class Chances:
    """One number from 0 to 1 for each belief and run, the same for every card.

    So in a run in which an hour is dear it is dear for everyone.
    """

    #: in this order, so that the same seed gives the same figures
    _OWN = ("person_hour", "agent_rate", "resolver_minutes", "contact_minutes", "affected_users")

    def __init__(self, rng: np.random.Generator, *, runs: int) -> None:
        # One number for all priorities: who overrates one overrates the others too.
        names = (*self._OWN, "user_minutes", "loss_factor")
        self._uniform = {name: rng.random(runs) for name in names}
        self._drawn: dict[tuple[str, float, float, float], Draws] = {}

    def believe(self, card: RateCard) -> Beliefs:
        """Return what is believed with this card; what two cards share is drawn once."""
        cap = card["cap_hours"].value * 60
        lost = [
            np.minimum(self._draw("user_minutes", card[f"user_minutes.{rank}"]), cap)
            * self._draw("loss_factor", card[f"loss_factor.{rank}"])
            for rank in RANKS
        ]
        return Beliefs(
            person_hour=self._draw("person_hour", card.person_hour),
            agent_rate=self._draw("agent_rate", card["agent_rate"]),
            resolver_minutes=self._draw("resolver_minutes", card["resolver_minutes"]),
            contact_minutes=self._draw("contact_minutes", card["contact_minutes"]),
            affected_users=self._draw("affected_users", card["affected_users"]),
            lost=np.stack(lost),
        )

    def _draw(self, name: str, entry: Input) -> Draws:
        key = (name, entry.low, entry.value, entry.high)
        if key not in self._drawn:
            self._drawn[key] = draw_pert(entry, self._uniform[name])
        return self._drawn[key]


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
    drawn: Draws = entry.low + width * _draw_beta(alpha, omega, uniform.tobytes())
    return drawn


@lru_cache(maxsize=64)
def _draw_beta(alpha: float, omega: float, uniform: bytes) -> Draws:
    """Return the quantiles of a beta distribution at these chances.

    Kept, for they take longest of all and are the same in every run with the same seed.
    """
    drawn: Draws = special.betaincinv(alpha, omega, np.frombuffer(uniform))
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
