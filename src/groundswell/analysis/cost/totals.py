"""Sums: all tickets, the few dearest problems, and the long tail of everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.model import CostEstimate, Estimator, span
from groundswell.analysis.cost.rates import RateCard
from groundswell.analysis.results import Span


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

    The total is the sum, case by simulated case, of the dearest problems and the long tail, so
    that the parts add up to it.

    Args:
        estimator: that priced the problems.
        facts: of all tickets, at least one.
        ranked: the problems, the dearest first; a ticket is in at most one.
        rates: says where the tail begins.
    """
    top = ranked[: rates.tail.top]
    tail = long_tail(estimator, facts, top)
    parts = [problem.estimate for problem in top] + ([tail.estimate] if tail else [])
    total = np.sum([part.draws for part in parts], axis=0)
    yearly = estimator.years is not None
    shown = ranked[: rates.tail.shown]
    return {
        "cost_per_year": span(total) if yearly else None,
        "cost_of_tickets": _added([part.observed for part in parts]),
        "top": {
            "problems": len(shown),
            "tickets": sum(int(problem.rows.size) for problem in shown),
            "share_of_cost": _share(shown, total),
        },
        "long_tail": {
            "beyond": len(top),
            "tickets": int(tail.rows.size) if tail else 0,
            "cost_per_year": tail.estimate.cost_per_year if tail else None,
            "cost_of_tickets": tail.estimate.observed if tail else None,
        },
        "lost_hours": _lost_hours(estimator, facts, rates.tail.days),
    }


def _share(shown: Sequence[Priced], total: CostEstimate | Any) -> float | None:
    if not shown:
        return None
    few = np.sum([problem.estimate.draws for problem in shown], axis=0)
    return float(np.median(few / total))


def _added(spans: Sequence[Span]) -> Span:
    """Add spans of the same beliefs: where an hour is dear, it is dear in all of them."""
    return Span(
        sum(part.low for part in spans),
        sum(part.likely for part in spans),
        sum(part.high for part in spans),
    )


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
