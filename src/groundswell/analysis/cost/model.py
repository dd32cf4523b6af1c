"""Simulates what a set of tickets costs in a year."""

from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.basis import Basis, describe
from groundswell.analysis.cost.beliefs import draw_mean, draw_pert
from groundswell.analysis.cost.formula import write_formula
from groundswell.analysis.cost.frequency import draw_rate
from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.rates import RANKS, RateCard
from groundswell.analysis.results import Span

Draws = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CostEstimate:
    """What a set of tickets costs. Yearly figures are None where the period is not known."""

    tickets: int
    #: money for one ticket and for all of these tickets
    per_ticket: Span
    observed: Span
    #: tickets, money and working minutes (users and desk) a year
    per_year: Span | None
    cost_per_year: Span | None
    minutes_per_year: Span | None
    #: how it was reached, in words
    formula: tuple[str, ...]
    #: simulated money and working minutes that one ticket costs, shape (runs,)
    each: Draws
    minutes: Draws
    why_not_yearly: str | None = None


class Estimator:
    """Costs any set of tickets of one analysis with the same beliefs and the same seed.

    The beliefs are drawn once: in a run in which an hour is dear it is dear for every problem, so
    that sums over problems keep an honest range.
    """

    def __init__(
        self,
        facts: TicketFacts,
        rates: RateCard,
        *,
        years: float | None,
        seed: int,
    ) -> None:
        """Draw what is believed.

        Args:
            facts: of all tickets.
            rates: the rate card.
            years: period in which the tickets were opened; None where no ticket is dated.
            seed: the same seed gives the same figures.
        """
        self._facts, self._rates, self._seed = facts, rates, seed
        self._years = years
        runs = rates.simulation.runs
        rng = np.random.default_rng(seed)
        keys = ("user_rate", "agent_rate", "resolver_minutes", "contact_minutes", "affected_users")
        self._drawn = {key: draw_pert(rates[key], rng.random(runs)) for key in keys}
        # One number for all priorities: who overrates one overrates the others too.
        minutes, factors = rng.random(runs), rng.random(runs)
        cap = rates["cap_hours"].value * 60
        self._lost = np.stack(
            [
                np.minimum(draw_pert(rates[f"user_minutes.{rank}"], minutes), cap)
                * draw_pert(rates[f"loss_factor.{rank}"], factors)
                for rank in RANKS
            ]
        )

    @property
    def years(self) -> float | None:
        """Return the period that carries a yearly figure, None where it is too short or unknown."""
        least = self._rates.simulation.minimum_days / 365.25
        return self._years if self._years is not None and self._years >= least else None

    @property
    def why_not_yearly(self) -> str | None:
        """Return why there are no yearly figures, None where there are."""
        if self._years is None:
            return "no ticket says when it was opened, so how often this happens is not known"
        if self.years is None:
            days = self._years * 365.25
            return (
                f"the tickets were opened within {days:.1f} days; "
                f"a yearly figure needs at least {self._rates.simulation.minimum_days} days"
            )
        return None

    def estimate(self, name: str, rows: Rows, *, machine_made: bool = False) -> CostEstimate:
        """Return what these tickets cost.

        Args:
            name: makes the draws of this set its own, whatever else is costed.
            rows: places of the tickets in the facts, shape (n,), n at least 1.
            machine_made: nobody reported them, so no caller lost time over reporting, and users
                are counted only where the ticket counts them.
        """
        basis = describe(self._facts, self._rates, rows, machine_made=machine_made)
        desk = self._desk(basis, self._rng("desk", name))
        lost = self._lost_minutes(basis)
        each = lost / 60 * self._drawn["user_rate"] + desk / 60 * self._drawn["agent_rate"]
        minutes, years = lost + desk, self.years
        often = self.draw_frequency(name, basis.tickets)
        one, cost = span(each), span(each * (basis.tickets if often is None else often))
        return CostEstimate(
            tickets=basis.tickets,
            per_ticket=one,
            observed=scale(one, basis.tickets),
            per_year=None if often is None else span(often),
            cost_per_year=None if often is None else cost,
            minutes_per_year=None if often is None else span(often * minutes),
            formula=write_formula(basis, self._rates, cost, years=years),
            each=each,
            minutes=minutes,
            why_not_yearly=self.why_not_yearly,
        )

    @cached_property
    def average(self) -> CostEstimate:
        """Return what all tickets together cost; its `per_ticket` is the average ticket."""
        return self.estimate("all tickets", np.arange(len(self._facts)))

    def draw_frequency(self, name: str, tickets: int) -> Draws | None:
        """Return draws of how many such tickets a year brings, None where that is not known."""
        if self.years is None:
            return None
        runs = self._rates.simulation.runs
        return draw_rate(tickets, self.years, runs=runs, rng=self._rng("often", name))

    def _rng(self, purpose: str, name: str) -> np.random.Generator:
        return np.random.default_rng([self._seed, crc32(purpose.encode()), crc32(name.encode())])

    def _desk(self, basis: Basis, rng: np.random.Generator) -> Draws:
        """Return draws of the desk's working minutes per ticket."""
        if basis.effort.size >= self._rates.simulation.bootstrap_from:
            return draw_mean(basis.effort, runs=self._drawn["agent_rate"].size, rng=rng)
        return self._drawn["resolver_minutes"]

    def _lost_minutes(self, basis: Basis) -> Draws:
        """Return draws of the callers' and users' working minutes lost per ticket."""
        hit = basis.counted @ self._lost
        hit += (basis.uncounted @ self._lost) * self._drawn["affected_users"]
        reporting: Draws = hit + basis.contacts * self._drawn["contact_minutes"]
        return reporting


def span(draws: Draws) -> Span:
    """Return the 10 % point, the middle and the 90 % point of the draws."""
    # numpy sorts with vector instructions; its quantiles do without and take ten times as long.
    ordered = np.sort(draws)
    low, likely, high = np.interp(
        np.array([0.1, 0.5, 0.9]) * (ordered.size - 1), np.arange(ordered.size), ordered
    )
    return Span(float(low), float(likely), float(high))


def scale(part: Span, factor: float) -> Span:
    """Return a span of so many times as much."""
    return Span(part.low * factor, part.likely * factor, part.high * factor)
