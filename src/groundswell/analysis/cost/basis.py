"""What a set of tickets itself says about its cost, before anything is believed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.rates import RANKS, Output, RateCard
from groundswell.analysis.spending import Spent

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Basis:
    """Counts by priority, users and logged effort of one set of tickets.

    Arrays have one entry per rank of `RANKS`. A weight is people per ticket of the whole set, times
    the part of the default time that the tickets were open at all: weight * minutes * share of
    work lost, summed over ranks, is the working time lost per ticket.
    """

    tickets: int
    by_rank: npt.NDArray[np.int64]
    #: weights of tickets that count the people hit, and of those that do not (one person each)
    counted: Reals
    uncounted: Reals
    #: people on tickets that count them, and how many tickets do
    people: float
    counting: int
    #: tickets that were open for less than the default time
    shortened: int
    #: tickets that ask for something: nobody's work stands still meanwhile
    requests: int
    #: minutes logged by the desk, of the tickets that log them
    effort: Reals
    #: 1.0 where a person reported the ticket, 0.0 where a machine did
    contacts: float
    #: money written down as spent on them; None where nothing is
    spent: Spent | None = None
    #: squares of what each of them took, summed: how far chance moves the sum
    spent_squares: float = 0.0

    @property
    def spent_per_ticket(self) -> float:
        """Return the least that was spent on one of them on average, money."""
        return self.spent.amount / self.tickets if self.spent else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """Those tickets of a set that are priced with one card."""

    card: RateCard
    basis: Basis
    #: of their services, and not counted: the pay of the same people is
    left_out: tuple[Output, ...] = ()


def logged_effort(parts: Sequence[Part]) -> Reals | None:
    """Return the desk's logged minutes, None where too few tickets of the whole set log them."""
    effort = np.concatenate([part.basis.effort for part in parts])
    return effort if effort.size >= parts[0].card.simulation.bootstrap_from else None


def describe(facts: TicketFacts, rates: RateCard, rows: Rows, *, machine_made: bool) -> Basis:
    """Return the basis of these tickets; see `Estimator.estimate` for `machine_made`."""
    rank = facts.rank[rows]
    default = np.array([_most(rates, name) for name in RANKS])[rank]
    open_minutes = facts.open_minutes[rows]
    short = np.nan_to_num(open_minutes, nan=np.inf) < default
    part = np.where(short, open_minutes / np.maximum(default, 1e-9), 1.0)
    users = facts.users[rows]
    if rates.output and rates.output.per_person:  # a service cannot lose more than its output
        users = np.minimum(users, rates.output.users or 0)
    known = ~np.isnan(users)
    silent = 0.0 if machine_made else 1.0
    stopped = np.where(facts.requests[rows], 0.0, part)
    effort = facts.effort[rows]
    return Basis(
        tickets=rows.size,
        by_rank=np.bincount(rank, minlength=len(RANKS)),
        counted=_summed(rank, np.where(known, np.nan_to_num(users), 0.0) * stopped) / rows.size,
        uncounted=_summed(rank, np.where(known, 0.0, silent) * stopped) / rows.size,
        people=float(np.nansum(users)),
        counting=int(known.sum()),
        shortened=int((short & ~facts.requests[rows]).sum()),
        requests=int(facts.requests[rows].sum()),
        effort=effort[~np.isnan(effort)],
        contacts=silent,
        spent=facts.sum_spent(rows),
        spent_squares=float(np.nansum(facts.spent[rows] ** 2)),
    )


def _most(rates: RateCard, rank: str) -> float:
    """Return the default time hit of a rank, minutes, within the cap."""
    return min(rates[f"user_minutes.{rank}"].value, rates["cap_hours"].value * 60)


def _summed(rank: npt.NDArray[np.int8], values: Reals) -> Reals:
    return np.bincount(rank, weights=values, minlength=len(RANKS)).astype(np.float64)
