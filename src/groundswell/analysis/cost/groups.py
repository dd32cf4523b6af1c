"""What sets of tickets cost that people put together."""

from collections.abc import Mapping, Sequence

from groundswell.analysis.cost.frequency import find_period
from groundswell.analysis.cost.members import load_tickets
from groundswell.analysis.cost.model import CostEstimate, Estimator
from groundswell.analysis.cost.rates import RateCard
from groundswell.evidence import Evidence


def price_groups(
    evidence: Evidence,
    groups: Mapping[str, Sequence[str]],
    rates: RateCard,
    *,
    seed: int = 20260101,
) -> dict[str, CostEstimate]:
    """Return what each set of tickets costs, by the same reckoning as a recurring problem.

    Args:
        evidence: with the tickets.
        groups: ids of the tickets by name of the set; ids that are not in the evidence are left
            out, and a set without any is left out too.
        rates: the rate card.
        seed: the same evidence, sets, rates and seed give the same figures.

    Raises:
        NotKnown: the evidence holds no tickets.
    """
    facts = load_tickets(evidence)
    period = find_period(facts.opened)
    estimator = Estimator(facts, rates, years=period.years if period else None, seed=seed)
    priced = {}
    for name, tickets in groups.items():
        rows = facts.rows(tickets)
        if rows.size:
            priced[name] = estimator.estimate(name, rows)
    return priced
