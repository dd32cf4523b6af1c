"""From the tickets of a problem and the rate card to what the problem costs."""

import numpy as np

from groundswell.analysis.cost.basis import Basis, describe
from groundswell.analysis.cost.members import Rows, TicketFacts
from groundswell.analysis.cost.rates import RANKS, RateCard
from groundswell.analysis.worth.inputs import Input, Sample, Source, from_rate, give, measure
from groundswell.analysis.worth.pain import Counted, Hit, Outage, Pain, Workaround


def pain_of_tickets(
    facts: TicketFacts,
    rates: RateCard,
    rows: Rows,
    *,
    years: float,
    machine_made: bool = False,
    workaround: Workaround | None = None,
    outage: Outage | None = None,
) -> Pain:
    """Return what a problem costs, by the same reckoning as `cost.Estimator`.

    People hit and minutes of the desk are resampled from the tickets where enough of them say so;
    all else is of the rate card.

    Args:
        facts: of all tickets.
        rates: the rate card.
        rows: places of the problem's tickets in the facts; may be empty.
        years: period in which they were opened.
        machine_made: nobody reported them, so no caller lost time over reporting.
        workaround: a way to live with it, whose own cost counts.
        outage: a major loss from the same cause, where somebody can name it.
    """
    if not rows.size:
        return Pain(Counted(0, years))
    basis = describe(facts, rates, rows, machine_made=machine_made)
    effort = tuple(float(value) for value in basis.effort)
    contact = from_rate("contact_minutes", rates["contact_minutes"])
    return Pain(
        frequency=Counted(int(rows.size), years),
        hits=_hits(facts, rates, rows, basis),
        agent_minutes=measure(effort, from_rate("agent_minutes", rates["resolver_minutes"])),
        contact_minutes=contact if basis.contacts else None,
        user_rate=from_rate("user_rate", rates["user_rate"]),
        agent_rate=from_rate("agent_rate", rates["agent_rate"]),
        workaround=workaround,
        outage=outage,
    )


def _hits(facts: TicketFacts, rates: RateCard, rows: Rows, basis: Basis) -> tuple[Hit, ...]:
    """Return one hit for each priority, for the tickets that count people and for the others."""
    known = facts.users[rows]
    counts = tuple(float(value) for value in known[~np.isnan(known)])
    mean = sum(counts) / len(counts) if counts else 0.0
    people = measure(counts, give("users", mean, source=Source("counted")))
    assumed = from_rate("users", rates["affected_users"])
    hits = []
    for place, rank in enumerate(RANKS):
        if basis.counted[place] and mean:
            hits.append(_hit(rates, rank, people, weight=float(basis.counted[place]) / mean))
        if basis.uncounted[place]:
            hits.append(_hit(rates, rank, assumed, weight=float(basis.uncounted[place])))
    return tuple(hits)


def _hit(rates: RateCard, rank: str, users: Input | Sample, *, weight: float) -> Hit:
    most = rates["cap_hours"].value * 60
    return Hit(
        users=users,
        minutes=from_rate("minutes", rates[f"user_minutes.{rank}"], most=most),
        factor=from_rate("factor", rates[f"loss_factor.{rank}"]),
        weight=weight,
    )
