"""Writes how a cost was reached: one line for each step, with every input and where it is from."""

import numpy as np

from groundswell.analysis.cost.basis import Basis
from groundswell.analysis.cost.incident import Hit, IncidentCost, cost_of_incident
from groundswell.analysis.cost.rates import RANKS, Input, RateCard
from groundswell.analysis.results import Span


def write_formula(
    basis: Basis, rates: RateCard, cost: Span, *, years: float | None
) -> tuple[str, ...]:
    """Return the lines: how often, the users' part, the desk's part, one ticket, the sum.

    The lines reckon with the likely value of every input; the last one gives the range of the
    simulation.

    Args:
        basis: what the tickets say.
        rates: what is assumed.
        cost: of the simulation; a year's, or that of these tickets where `years` is None.
        years: period in which the tickets were opened.
    """
    one = price_ticket(basis, rates)
    money = rates.currency
    lines = [*_users_lines(basis, rates, one), _desk_line(basis, rates, one)]
    lines.append(f"One ticket: {_parts(basis, one)} = {one.total:,.2f} {money}")
    if years is None:
        total = f"These {basis.tickets} tickets: {basis.tickets} × {one.total:,.2f}"
        lines.append(f"{total} = {one.total * basis.tickets:,.0f} {money}")
    else:
        often = basis.tickets / years
        seen = f"Seen: {_tickets(basis.tickets)} in {_time(years)} = {often:,.1f} a year"
        lines.insert(0, seen)
        lines.append(f"A year: {often:,.1f} × {one.total:,.2f} = {often * one.total:,.0f} {money}")
    lines.append(_range_line(rates, cost, yearly=years is not None))
    return tuple(lines)


def price_ticket(basis: Basis, rates: RateCard) -> IncidentCost:
    """Return the cost of one ticket of this set with the likely value of every input."""
    lost = [
        rates[f"user_minutes.{rank}"].value * rates[f"loss_factor.{rank}"].value for rank in RANKS
    ]
    weights = basis.counted + basis.uncounted * rates["affected_users"].value
    logged = basis.effort.size >= rates.simulation.bootstrap_from
    return cost_of_incident(
        Hit(users=1.0, minutes=float(weights @ np.array(lost)), factor=1.0),
        user_rate=rates["user_rate"].value,
        agent_minutes=float(basis.effort.mean()) if logged else rates["resolver_minutes"].value,
        agent_rate=rates["agent_rate"].value,
        contact_minutes=basis.contacts * rates["contact_minutes"].value,
    )


def _users_lines(basis: Basis, rates: RateCard, one: IncidentCost) -> list[str]:
    weights = basis.counted + basis.uncounted * rates["affected_users"].value
    rate = rates["user_rate"]
    lines = []
    for place in np.flatnonzero(basis.by_rank):
        rank, count = RANKS[place], int(basis.by_rank[place])
        minutes, factor = rates[f"user_minutes.{rank}"], rates[f"loss_factor.{rank}"]
        people = weights[place] * basis.tickets / count
        lines.append(
            f"Users, {_tickets(count)} of {_priority(rank)}: {_number(people)} × "
            f"{_value(minutes)} × {_value(factor)}"
        )
    if basis.shortened:
        lines.append(
            f"Open for less than that: {_tickets(basis.shortened)}; "
            "the people above are scaled down for it"
        )
    if basis.requests:
        lines.append(
            f"Requests among them: {_tickets(basis.requests)}; nobody's work stands still while "
            "they wait, so they count for reporting and for the desk only"
        )
    if basis.counting:
        lines.append(
            f"People hit: counted on {_tickets(basis.counting)} "
            f"({basis.people:,.0f} in all), {_value(rates['affected_users'])} elsewhere"
        )
    if basis.contacts:
        lines.append(f"Reporting: {_value(rates['contact_minutes'])} × {_value(rate)}")
    else:
        lines.append("A machine reported these: no time of a caller is counted")
    lines.append(f"An hour of a user: {_value(rate)}; per ticket {one.user:,.2f} {rates.currency}")
    return lines


def _desk_line(basis: Basis, rates: RateCard, one: IncidentCost) -> str:
    rate = _value(rates["agent_rate"])
    if basis.effort.size >= rates.simulation.bootstrap_from:
        time = f"{basis.effort.mean():,.0f} min logged on average on {_tickets(basis.effort.size)}"
    else:
        time = _value(rates["resolver_minutes"])
    return f"Desk: {time} × {rate} = {one.agent:,.2f} {rates.currency}"


def _range_line(rates: RateCard, cost: Span, *, yearly: bool) -> str:
    chance = " and with chance in how often it happens" if yearly else ""
    return (
        f"With the whole range of every input{chance}, 8 of 10 of {rates.simulation.runs:,} "
        f"simulated cases lie between {cost.low:,.0f} and {cost.high:,.0f} {rates.currency}; "
        f"the middle is {cost.likely:,.0f}, because most inputs have more room above than below"
    )


def _time(years: float) -> str:
    return f"{years:.2f} years" if years >= 0.5 else f"{years * 365.25:.0f} days"


def _parts(basis: Basis, one: IncidentCost) -> str:
    parts = [f"users {one.user:,.2f}"]
    if basis.contacts:
        parts.append(f"reporting {one.contact:,.2f}")
    return " + ".join([*parts, f"desk {one.agent:,.2f}"])


def _value(entry: Input) -> str:
    return f"{_number(entry.value)} {entry.unit} ({entry.source})"


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _tickets(count: int) -> str:
    return "1 ticket" if count == 1 else f"{count:,} tickets"


def _priority(rank: str) -> str:
    return "unknown priority" if rank == "unknown" else f"priority {rank}"
