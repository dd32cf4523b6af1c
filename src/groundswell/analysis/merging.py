"""Troubles that a person put together: one trouble with the figures of both."""

from collections.abc import Sequence

import numpy as np

from groundswell.analysis.cost import (
    Estimator,
    RateCard,
    TicketFacts,
    find_period,
    load_tickets,
    with_outputs,
)
from groundswell.analysis.cost.problems import price_problems
from groundswell.analysis.discovery import Cluster
from groundswell.analysis.results import RecurringProblem, Why
from groundswell.analysis.themes import describe_themes
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown


def merge_problems(
    evidence: Evidence,
    parts: Sequence[RecurringProblem],
    rates: RateCard,
    *,
    seed: int = 20260101,
) -> RecurringProblem:
    """Return one trouble that has the tickets of all the parts, priced as any other.

    Args:
        evidence: with the tickets.
        parts: two or more troubles; the first lends its id and its title.
        rates: the rate card.
        seed: the same evidence, parts, rates and seed give the same figures.

    Raises:
        NotKnown: the evidence holds none of the tickets.
    """
    rates = with_outputs(rates, evidence)
    facts = load_tickets(evidence)
    tickets = tuple(dict.fromkeys(ticket for part in parts for ticket in part.tickets))
    if not facts.rows(tickets).size:
        raise NotKnown("None of these tickets is in the records any more.")
    period = find_period(facts.opened)
    estimator = Estimator(facts, rates, years=period.years if period else None, seed=seed)
    cluster = _join(facts, parts, tickets)
    priced = [problem for problem, _ in price_problems([cluster], facts, estimator)]
    (merged,) = describe_themes(priced, evidence, facts)
    return merged


def _join(
    facts: TicketFacts, parts: Sequence[RecurringProblem], tickets: tuple[str, ...]
) -> Cluster:
    rows = facts.rows(tickets)
    callers = np.asarray(facts.names["caller"].indices.fill_null(-1))[rows]
    known = np.unique(callers[callers >= 0])
    counts = " and ".join(str(len(part.tickets)) for part in parts)
    service, department = (facts.dominant(name, rows) for name in ("service", "department"))
    return Cluster(
        id=parts[0].id,
        title=parts[0].title,
        tickets=tickets,
        confidence=1.0,
        why=(
            Why("text", f"a person put {counts} tickets together"),
            *(reason for part in parts for reason in part.why),
        ),
        callers=len(known) if known.size else None,
        first=min((part.first for part in parts if part.first), default=None),
        last=max((part.last for part in parts if part.last), default=None),
        machine_made=all(part.machine_made for part in parts),
        department=department[0] if department else None,
        service=service[0] if service else None,
        to_check=tuple(ticket for part in parts for ticket in part.to_check),
    )
