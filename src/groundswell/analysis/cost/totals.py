"""Sums: all tickets, the few dearest problems, and the long tail of everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.model import CostEstimate, Draws, Estimator, span
from groundswell.analysis.cost.rates import RateCard


@dataclass(frozen=True, slots=True)
class Priced:
    """One recurring problem with its cost."""

    rows: Rows
    estimate: CostEstimate


def long_tail(estimator: Estimator, facts: TicketFacts, top: Sequence[Priced]) -> Priced | None:
    """Return the tickets in none of these problems as one, None where there are none left."""
    left = np.ones(len(facts), dtype=bool)
    for problem in top:
        left[problem.rows] = False
    rows = np.flatnonzero(left)
    return Priced(rows, estimator.estimate("long tail", rows)) if rows.size else None


def sum_up(
    estimator: Estimator, facts: TicketFacts, ranked: Sequence[Priced], rates: RateCard
) -> dict[str, Any]:
    """Return the totals of the summary.

    The price of the average ticket is that of the dearest problems and of the long tail, weighed
    by their tickets, in every simulated case; so the parts add up to the whole.

    Args:
        estimator: that priced the problems.
        facts: of all tickets, at least one.
        ranked: the problems, the dearest first; a ticket is in at most one.
        rates: says where the tail begins.
    """
    top = ranked[: rates.tail.top]
    tail = long_tail(estimator, facts, top)
    parts = [problem.estimate for problem in top] + ([tail.estimate] if tail else [])
    whole = _observed(parts)
    tickets = sum(part.tickets for part in parts)
    often = estimator.draw_frequency("all tickets", tickets)
    shown = ranked[: rates.tail.shown]
    few = [problem.estimate for problem in shown]
    return {
        "cost_per_year": None if often is None else span(often * whole / tickets),
        "cost_of_tickets": span(whole),
        "top": {
            "problems": len(shown),
            "tickets": sum(part.tickets for part in few),
            "share_of_cost": float(np.median(_observed(few) / whole)) if few else None,
        },
        "long_tail": {
            "beyond": len(top),
            "tickets": tail.estimate.tickets if tail else 0,
            "cost_per_year": tail.estimate.cost_per_year if tail else None,
            "cost_of_tickets": tail.estimate.observed if tail else None,
        },
        "lost_hours": _lost_hours(estimator, facts, rates.tail.days),
    }


def _observed(parts: Sequence[CostEstimate]) -> Draws:
    """Return the simulated cost of the tickets of these parts together, shape (runs,)."""
    summed: Draws = np.sum([part.each * part.tickets for part in parts], axis=0)
    return summed


def _lost_hours(estimator: Estimator, facts: TicketFacts, days: int) -> dict[str, Any] | None:
    """Return the working hours lost on the tickets of the last days before the last opening."""
    known = facts.opened[~np.isnat(facts.opened)]
    if not known.size:
        return None
    last = known.max()
    begin = max(last - np.timedelta64(days, "D"), known.min())
    rows = np.flatnonzero(facts.opened >= begin)
    minutes = estimator.estimate("last days", rows).minutes
    return {
        "days": max(1, round(float((last - begin) / np.timedelta64(1, "D")))),
        "tickets": int(rows.size),
        "hours": span(minutes * rows.size / 60),
    }
