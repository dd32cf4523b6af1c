"""One function for each measure: period, definition, how many were counted, the records."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from groundswell.analysis.strain.period import Period, load_options, read_events, read_period
from groundswell.analysis.strain.quiet import QuietDays, quiet_days
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with everything that makes it believable; `value` None is not known."""

    key: str
    title: str
    definition: str
    first: date
    last: date
    value: float | None
    #: share, times or people
    unit: str
    #: how many were looked at, in the words of `counted`
    n: int
    counted: str
    records: tuple[str, ...] = ()
    #: what the records stand for: tickets or services
    of: str = "tickets"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Strain:
    """All measures of one period."""

    measures: tuple[Measure, ...]
    quiet: tuple[QuietDays, ...]
    first: date
    last: date


def measure_strain(evidence: Evidence) -> Strain:
    """Return every measure over the last days of the records.

    Raises:
        NotKnown: there are no tickets with a date.
    """
    period = read_period(evidence)
    measures = [one(period) for one in (firefighting, heroes, bus_factor, repeat_victims)]
    measures.insert(1, interruptions(evidence, period))
    return Strain(tuple(measures), quiet_days(period), period.first, period.last)


def firefighting(period: Period) -> Measure:
    """Return the share of the work that was trouble: of minutes, where they are logged."""
    rows = period.tickets
    logged = [row for row in rows if row["effort_minutes"] is not None]
    by_minutes = bool(rows) and len(logged) >= load_options()["least_filled"] * len(rows)
    counted = logged if by_minutes else [row for row in rows if row["kind"] is not None]

    def weight(row: Any) -> float:
        return float(row["effort_minutes"]) if by_minutes else 1.0

    total = sum(weight(row) for row in counted)
    trouble = [row for row in counted if row["kind"] != "request"]
    definition = (
        "Minutes logged on trouble, of all minutes logged on tickets."
        if by_minutes
        else "Tickets that are trouble, of all tickets whose kind is known. Minutes are not logged."
    )
    return _measure(
        period, "firefighting", "Firefighting", definition, unit="share", n=len(counted),
        counted="tickets", value=sum(weight(row) for row in trouble) / total if total else None,
        records=_numbers(sorted(trouble, key=weight, reverse=True)),
        reason="no ticket of the period says what kind it is",
    )  # fmt: skip


def interruptions(evidence: Evidence, period: Period) -> Measure:
    """Return how often a person turns to another ticket on a day: the median of person-days."""
    definition = (
        "Times that a person turned from one ticket to another on a day; "
        "half of the person-days have more, half have fewer."
    )
    try:
        events = read_events(evidence, period)
    except NotKnown as reason:
        return _measure(
            period, "interruptions", "Interruptions", definition, unit="times", n=0,
            counted="person-days", value=None, reason=str(reason),
        )  # fmt: skip
    # Callers act too, when they report or answer: only those who work on tickets are counted.
    workers = {row[role] for row in period.tickets for role in ("assignee", "resolved_by")}
    touched: dict[tuple[str, date], list[str]] = defaultdict(list)
    for row in (row for row in events if row["actor"] in workers):
        touched[row["actor"], row["at"].date()].append(row["ticket_id"])
    switches = {
        day: sum(one != other for one, other in pairwise(held)) for day, held in touched.items()
    }
    if not switches:
        return _measure(
            period, "interruptions", "Interruptions", definition, unit="times", n=0,
            counted="person-days", value=None,
            reason="nobody who works on tickets is in the history",
        )  # fmt: skip
    worst = max(switches, key=lambda day: (switches[day], day[1]))
    return _measure(
        period, "interruptions", "Interruptions", definition, unit="times", n=len(switches),
        counted="person-days", value=float(median(switches.values())),
        records=tuple(dict.fromkeys(touched[worst]))[: load_options()["shown"]],
    )  # fmt: skip


def heroes(period: Period) -> Measure:
    """Return the share of services where one person resolved more than 70 % of the incidents."""
    options = load_options()
    shares = {
        service: max(people.values()) / sum(people.values())
        for service, people in _resolvers(period).items()
    }
    dependent = sorted(name for name, share in shares.items() if share > options["hero_share"])
    return _measure(
        period, "heroes", "Services that hang on one person",
        f"Services where one person resolved more than {options['hero_share']:.0%} of the trouble, "
        f"of those with {options['least_incidents']} incidents or more.",
        unit="share", n=len(shares), counted="services", of="services",
        value=len(dependent) / len(shares) if shares else None, records=tuple(dependent),
        reason="no service has enough incidents whose resolver is known",
    )  # fmt: skip


def bus_factor(period: Period) -> Measure:
    """Return the fewest people who together resolve half of the trouble of a service."""
    factors = {service: _half(people) for service, people in _resolvers(period).items()}
    least = min(factors.values(), default=0)
    weakest = sorted(name for name, factor in factors.items() if factor == least)
    return _measure(
        period, "bus_factor", "People without whom half stands still",
        "The fewest people who together resolved half of the trouble of a service; "
        "of all services with enough incidents, the weakest.",
        unit="people", n=len(factors), counted="services", of="services",
        value=float(least) if factors else None, records=tuple(weakest),
        reason="no service has enough incidents whose resolver is known",
    )  # fmt: skip


def repeat_victims(period: Period) -> Measure:
    """Return how many people were hit again and again."""
    options = load_options()
    hit = Counter(row["caller"] for row in period.incidents if row["caller"])
    victims = {who for who, times in hit.items() if times >= options["victim_tickets"]}
    theirs = [row for row in period.incidents if row["caller"] in victims]
    theirs.sort(key=lambda row: (-hit[row["caller"]], row["caller"], row["ticket_id"]))
    return _measure(
        period, "repeat_victims", "People who were hit again and again",
        f"People with {options['victim_tickets']} troubles or more in the period.",
        unit="people", n=len(hit), counted="people who reported trouble",
        value=float(len(victims)) if hit else None, records=_numbers(theirs),
        reason="no ticket says who reported it",
    )  # fmt: skip


def _resolvers(period: Period) -> dict[str, Counter[str]]:
    """Return who resolved how many incidents, of each service with enough of them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in period.incidents:
        who = row["resolved_by"] or row["assignee"]
        if row["service"] and who and row["resolved_at"]:
            found[row["service"]][who] += 1
    least = load_options()["least_incidents"]
    return {name: people for name, people in found.items() if people.total() >= least}


def _half(people: Counter[str]) -> int:
    left, half = people.total(), people.total() / 2
    for place, (_, times) in enumerate(people.most_common(), 1):
        left -= times
        if left <= half:
            return place
    return len(people)


def _numbers(rows: Any) -> tuple[str, ...]:
    return tuple(row["ticket_id"] for row in rows[: load_options()["shown"]])


def _measure(
    period: Period, key: str, title: str, definition: str, *, value: float | None, reason: str = "",
    **given: Any,
) -> Measure:  # fmt: skip
    why = "" if value is not None else reason
    return Measure(
        key=key, title=title, definition=definition, first=period.first, last=period.last,
        value=value, reason=why, **given,
    )  # fmt: skip
