"""Simulates what a set of tickets costs in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.basis import Basis, Part, describe, logged_effort
from groundswell.analysis.cost.beliefs import Beliefs, Chances, draw_mean
from groundswell.analysis.cost.cards import Cards
from groundswell.analysis.cost.formula import write_formula
from groundswell.analysis.cost.frequency import draw_rate
from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.rates import RateCard
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
    #: of these minutes, those of callers and users; the rest is the desk's, shape (runs,)
    lost: Draws
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
        self._cards = Cards(facts, rates)
        self._chances = Chances(np.random.default_rng(seed), runs=rates.simulation.runs)
        self._believed: dict[int, Beliefs] = {}

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
        split = self._cards.split(rows)
        parts = [
            Part(
                card=self._cards[place],
                basis=describe(self._facts, self._cards[place], some, machine_made=machine_made),
                left_out=self._cards.left_out(some),
            )
            for place, some in split
        ]
        each, minutes, lost = self._draw_ticket(parts, [place for place, _ in split], name)
        often = self.draw_frequency(name, rows.size)
        one, cost = span(each), span(each * (rows.size if often is None else often))
        return CostEstimate(
            tickets=rows.size,
            per_ticket=one,
            observed=scale(one, rows.size),
            per_year=None if often is None else span(often),
            cost_per_year=None if often is None else cost,
            minutes_per_year=None if often is None else span(often * minutes),
            formula=write_formula(parts, cost, years=self.years),
            each=each,
            minutes=minutes,
            lost=lost,
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

    def _draw_ticket(
        self, parts: Sequence[Part], places: Sequence[int], name: str
    ) -> tuple[Draws, Draws, Draws]:
        """Return draws of money and of working minutes of one ticket, and of those users lost."""
        runs = self._rates.simulation.runs
        logged = logged_effort(parts)
        rng = self._rng("desk", name)
        desk = None if logged is None else draw_mean(logged, runs=runs, rng=rng)
        tickets = sum(part.basis.tickets for part in parts)
        money, minutes, users = np.zeros(runs), np.zeros(runs), np.zeros(runs)
        money += self._draw_spent(parts, name) / tickets
        for part, place in zip(parts, places, strict=True):
            believed = self._believe(place)
            share = part.basis.tickets / tickets
            lost = _lost_minutes(part.basis, believed)
            worked = believed.resolver_minutes if desk is None else desk
            money += share / 60 * (lost * believed.person_hour + worked * believed.agent_rate)
            minutes += share * (lost + worked)
            users += share * lost
        return money, minutes, users

    def _draw_spent(self, parts: Sequence[Part], name: str) -> Draws:
        """Return draws of what such tickets take beside the hours, as far as it was written down.

        Few bills say little about the next year: a sum of bills that come by chance has the sum of
        their squares as its variance, and is drawn from the Gamma distribution of that mean and
        variance.
        """
        runs = self._rates.simulation.runs
        total = sum(part.basis.spent.amount for part in parts if part.basis.spent)
        if not total:
            return np.zeros(runs)
        squares = sum(part.basis.spent_squares for part in parts)
        drawn: Draws = self._rng("spent", name).gamma(total**2 / squares, squares / total, runs)
        return drawn

    def _believe(self, place: int) -> Beliefs:
        if place not in self._believed:
            self._believed[place] = self._chances.believe(self._cards[place])
        return self._believed[place]


def _lost_minutes(basis: Basis, believed: Beliefs) -> Draws:
    """Return draws of the callers' and users' working minutes lost per ticket."""
    hit = basis.counted @ believed.lost
    hit += (basis.uncounted @ believed.lost) * believed.affected_users
    reporting: Draws = hit + basis.contacts * believed.contact_minutes
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
