"""From the tickets of a problem and the rate card to what the problem costs."""

from dataclasses import dataclass

import numpy as np

from groundswell.analysis.cost.basis import Basis, describe
from groundswell.analysis.cost.cards import Cards
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
    priced = _by_card(facts, rates, rows, machine_made=machine_made)
    # an hour that is worth nothing measures no other
    first = max(priced, key=lambda part: (part.card.person_hour.value > 0, part.share))
    effort = np.concatenate([part.basis.effort for part in priced]).tolist()
    hits = [
        hit
        for part in priced
        for hit in _hits(facts, part.card, part.rows, part.basis, times=part.times(first))
    ]
    contact = from_rate("contact_minutes", first.card["contact_minutes"])
    return Pain(
        frequency=Counted(int(rows.size), years),
        hits=tuple(hits),
        agent_minutes=measure(effort, from_rate("agent_minutes", first.card["resolver_minutes"])),
        contact_minutes=contact if first.basis.contacts else None,
        user_rate=from_rate("user_rate", first.card.person_hour),
        agent_rate=from_rate("agent_rate", first.card["agent_rate"]),
        external=_spent(facts, rows),
        workaround=workaround,
        outage=outage,
    )


def _spent(facts: TicketFacts, rows: Rows) -> Input | None:
    """Return the least that was paid on average for one of these; None where nothing is on record.

    What was spent on tickets without a record is not known, so nothing is added for them. Few bills
    say little about the next ones: the range is what two standard deviations of a sum of bills that
    come by chance leave.
    """
    spent = facts.sum_spent(rows)
    if spent is None:
        return None
    held = (
        f"written down on {spent.tickets:,} of {rows.size:,} tickets; of the others it is not known"
    )
    one = spent.amount / rows.size
    spread = min(one, 2 * float(np.nansum(facts.spent[rows] ** 2)) ** 0.5 / rows.size)
    source = Source("counted", note=held)
    return give("external", one, low=one - spread, high=one + spread, source=source)


@dataclass(frozen=True, slots=True)
class _Priced:
    """Those tickets that one card prices, and which share of all of them they are."""

    card: RateCard
    rows: Rows
    basis: Basis
    share: float

    def times(self, other: "_Priced") -> float:
        """Return what an hour here counts for, in hours of another card, by this share."""
        hour, unit = self.card.person_hour.value, other.card.person_hour.value
        return self.share * hour / unit if unit else self.share


def _by_card(
    facts: TicketFacts, rates: RateCard, rows: Rows, *, machine_made: bool
) -> list[_Priced]:
    """Return the tickets by the card that prices them; a case shows the rates of most of them."""
    cards = Cards(facts, rates)
    return [
        _Priced(
            card=cards[place],
            rows=some,
            basis=describe(facts, cards[place], some, machine_made=machine_made),
            share=some.size / rows.size,
        )
        for place, some in cards.split(rows)
    ]


def _hits(
    facts: TicketFacts, rates: RateCard, rows: Rows, basis: Basis, *, times: float
) -> tuple[Hit, ...]:
    """Return one hit for each priority, for the tickets that count people and for the others."""
    known = facts.users[rows]
    counts = tuple(float(value) for value in known[~np.isnan(known)])
    mean = sum(counts) / len(counts) if counts else 0.0
    people = measure(counts, give("users", mean, source=Source("counted")))
    assumed = from_rate("users", rates["affected_users"])
    hits = []
    for place, rank in enumerate(RANKS):
        if basis.counted[place] and mean:
            weight = times * float(basis.counted[place]) / mean
            hits.append(_hit(rates, rank, people, weight=weight))
        if basis.uncounted[place]:
            weight = times * float(basis.uncounted[place])
            hits.append(_hit(rates, rank, assumed, weight=weight))
    return tuple(hits)


def _hit(rates: RateCard, rank: str, users: Input | Sample, *, weight: float) -> Hit:
    most = rates["cap_hours"].value * 60
    return Hit(
        users=users,
        minutes=from_rate("minutes", rates[f"user_minutes.{rank}"], most=most),
        factor=from_rate("factor", rates[f"loss_factor.{rank}"]),
        weight=weight,
    )
