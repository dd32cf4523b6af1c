"""Writes how a cost was reached: one line for each step, with every input and where it is from."""

from collections.abc import Iterator, Sequence

import numpy as np

from groundswell.analysis.cost.basis import Basis, Part, Reals, logged_effort
from groundswell.analysis.cost.incident import Hit, IncidentCost, cost_of_incident
from groundswell.analysis.cost.rates import RANKS, Input, RateCard
from groundswell.analysis.results import Span


def write_formula(parts: Sequence[Part], cost: Span, *, years: float | None) -> tuple[str, ...]:
    """Return the lines: how often, the users' part, the desk's part, one ticket, the sum.

    The lines reckon with the likely value of every input; the last one gives the range of the
    simulation.

    Args:
        parts: what the tickets say, by the card that prices them.
        cost: of the simulation; a year's, or that of these tickets where `years` is None.
        years: period in which the tickets were opened.
    """
    tickets, money = sum(part.basis.tickets for part in parts), parts[0].card.currency
    logged = logged_effort(parts)
    lines: list[str] = []
    one = 0.0
    for part in parts:
        price = price_ticket(part, logged)
        one += price.total * part.basis.tickets / tickets
        lines += _part_lines(part, price, logged, alone=len(parts) == 1)
    if len(parts) > 1:
        lines.append(f"One ticket, all {tickets:,} on average: {one:,.2f} {money}")
    if years is None:
        total = f"These {tickets} tickets: {tickets} × {one:,.2f}"
        lines.append(f"{total} = {one * tickets:,.0f} {money}")
    else:
        often = tickets / years
        seen = f"Seen: {_tickets(tickets)} in {_time(years)} = {often:,.1f} a year"
        lines.insert(0, seen)
        lines.append(f"A year: {often:,.1f} × {one:,.2f} = {often * one:,.0f} {money}")
    lines.append(_range_line(parts[0].card, cost, yearly=years is not None))
    return tuple(lines)


def price_ticket(part: Part, logged: Reals | None) -> IncidentCost:
    """Return the cost of one ticket of this part with the likely value of every input.

    Args:
        part: the tickets and their card.
        logged: the desk's minutes of the whole set, None where too few tickets log them.
    """
    basis, rates = part.basis, part.card
    lost = [
        rates[f"user_minutes.{rank}"].value * rates[f"loss_factor.{rank}"].value for rank in RANKS
    ]
    weights = basis.counted + basis.uncounted * rates["affected_users"].value
    return cost_of_incident(
        Hit(users=1.0, minutes=float(weights @ np.array(lost)), factor=1.0),
        user_rate=rates.person_hour.value,
        agent_minutes=rates["resolver_minutes"].value if logged is None else float(logged.mean()),
        agent_rate=rates["agent_rate"].value,
        contact_minutes=basis.contacts * rates["contact_minutes"].value,
        spent=basis.spent_per_ticket,
    )


def _part_lines(
    part: Part, one: IncidentCost, logged: Reals | None, *, alone: bool
) -> Iterator[str]:
    whose = " and ".join(part.card.scopes)
    if whose or not alone:
        held = f"the rates of {whose}" if whose else "the rates that hold for everyone"
        yield f"With {held}, {_tickets(part.basis.tickets)}:"
    yield from _users_lines(part.basis, part.card)
    yield from _hour_lines(part, one)
    yield _desk_line(part.card, one, logged)
    yield from _spent_lines(part.basis, one, part.card.currency)
    yield f"One ticket: {_parts(part.basis, one)} = {one.total:,.2f} {part.card.currency}"


def _users_lines(basis: Basis, rates: RateCard) -> Iterator[str]:
    weights = basis.counted + basis.uncounted * rates["affected_users"].value
    for place in np.flatnonzero(basis.by_rank):
        rank, count = RANKS[place], int(basis.by_rank[place])
        minutes, factor = rates[f"user_minutes.{rank}"], rates[f"loss_factor.{rank}"]
        people = weights[place] * basis.tickets / count
        yield (
            f"Users, {_tickets(count)} of {_priority(rank)}: {_number(people)} × "
            f"{say_input(minutes)} × {say_input(factor)}"
        )
    if basis.shortened:
        yield (
            f"Open for less than that: {_tickets(basis.shortened)}; "
            "the people above are scaled down for it"
        )
    if basis.requests:
        yield (
            f"Requests among them: {_tickets(basis.requests)}; nobody's work stands still while "
            "they wait, so they count for reporting and for the desk only"
        )
    if basis.counting:
        yield (
            f"People hit: counted on {_tickets(basis.counting)} "
            f"({basis.people:,.0f} in all){_elsewhere(basis, rates)}"
        )


def _elsewhere(basis: Basis, rates: RateCard) -> str:
    """Return what tickets count for that do not count their people; empty where all do."""
    others = basis.tickets - basis.counting
    if not others:
        return ""
    usual = rates["affected_users"]
    noun = "person" if usual.value == 1 else "people"
    return f", {_number(usual.value)} {noun} ({usual.origin}) on each of the other {others:,}"


def _hour_lines(part: Part, one: IncidentCost) -> Iterator[str]:
    """Yield what an hour of a person counts: their pay or their output, never both, and why."""
    rates, hour = part.card, part.card.person_hour
    if part.basis.contacts:
        yield f"Reporting: {say_input(rates['contact_minutes'])} × {say_input(hour)}"
    else:
        yield "A machine reported these: no time of a caller is counted"
    per_ticket = f"per ticket {one.user:,.2f} {rates.currency}"
    output = rates.output
    if output and output.per_person:
        yield (
            f"An hour of a user: the output of {output.service} counts, "
            f"{say_input(output.per_hour)} ÷ {output.users:,} people = "
            f"{hour.value:,.2f} {hour.unit}; {per_ticket}"
        )
        yield (
            f"Their pay, {say_input(rates['user_rate'])}, is left out: pay and output are the same "
            "hour of the same people, and only one of them counts"
        )
    else:
        yield f"An hour of a user: {say_input(hour)}; {per_ticket}"
    for left in part.left_out:
        why = (
            "how many people use it is not known, so their pay counts"
            if left.counts
            else "the pay of the same people counts already"
        )
        yield f"The output of {left.service}, {say_input(left.per_hour)}, is left out: {why}"


def _desk_line(rates: RateCard, one: IncidentCost, logged: Reals | None) -> str:
    rate = say_input(rates["agent_rate"])
    if logged is None:
        time = say_input(rates["resolver_minutes"])
    else:
        time = f"{logged.mean():,.0f} min logged on average on {_tickets(logged.size)}"
    return f"Desk: {time} × {rate} = {one.agent:,.2f} {rates.currency}"


def _spent_lines(basis: Basis, one: IncidentCost, currency: str) -> Iterator[str]:
    """Yield what was spent beside the hours; nothing where nobody wrote anything down."""
    spent = basis.spent
    if spent is None:
        return
    silent = basis.tickets - spent.tickets
    rest = (
        f"; on the other {_tickets(silent)} nothing is, and what was spent there is not known"
        if silent
        else ""
    )
    yield (
        f"Bought help and parts: {spent.amount:,.2f} {currency} written down on "
        f"{_tickets(spent.tickets)}{rest}; per ticket at least {one.spent:,.2f} {currency}"
    )


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
    parts.append(f"desk {one.agent:,.2f}")
    if basis.spent:
        parts.append(f"spent {one.spent:,.2f}")
    return " + ".join(parts)


def say_input(entry: Input) -> str:
    """Return an input as it stands in a formula: value, unit, source."""
    return f"{_number(entry.value)} {entry.unit} ({entry.origin})"


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _tickets(count: int) -> str:
    return "1 ticket" if count == 1 else f"{count:,} tickets"


def _priority(rank: str) -> str:
    return "unknown priority" if rank == "unknown" else f"priority {rank}"
