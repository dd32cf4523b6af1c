"""Figures of one department over the last days of the records; not known is None, never zero."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from statistics import median
from typing import Any

from groundswell.analysis.cost import RateCard
from groundswell.analysis.cost.groups import price_groups
from groundswell.analysis.cost.model import span
from groundswell.analysis.results import Span
from groundswell.analysis.strain import QuietDays, quiet_days
from groundswell.analysis.strain.period import Period, read_period
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

#: services that are named, those with most tickets
_NAMED = 4
_COLUMNS = ("ticket_id", "kind", "opened_at", "resolved_at", "closed_at", "reopens")


@dataclass(frozen=True, slots=True)
class Waited:
    """How long it took from the report to the end, over what was ended."""

    #: half took no longer, seconds
    half: float
    #: the longest, seconds
    longest: float
    n: int


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """What the records say of one department; both days of the period count."""

    department: str
    period: Period
    #: opened in the period, and how many of them are trouble
    tickets: int
    troubles: int
    #: troubles in as many days before; None where the records do not reach back that far
    before: int | None
    #: people who reported; None where no ticket says who
    people: int | None
    #: services that its tickets name, most tickets first, and how many tickets name none
    services: tuple[tuple[str, int], ...]
    unnamed: int
    #: of what was ended in the period; None where nothing was
    waited: Waited | None
    #: the same over all departments
    others: Waited | None
    #: still open now, and since when the oldest is
    open: int
    oldest: datetime | None
    #: opened in the period and opened again after they were ended; None where it is not counted
    reopened: int | None
    #: working hours that the tickets of the period took, and their cost
    hours: Span | None
    cost: Span | None
    quiet: QuietDays | None

    @property
    def named(self) -> tuple[tuple[str, int], ...]:
        """Return the services that a page has room for."""
        return self.services[:_NAMED]

    def as_json(self) -> dict[str, Any]:
        """Return every figure as a plain value."""
        return {
            "tickets": self.tickets, "troubles": self.troubles, "before": self.before,
            "people": self.people, "services": dict(self.services), "unnamed": self.unnamed,
            "waited": _plain(self.waited), "others": _plain(self.others), "open": self.open,
            "reopened": self.reopened, "hours": _span(self.hours), "cost": _span(self.cost),
            "quiet": self.quiet.quiet if self.quiet else None, "days": self.period.days,
        }  # fmt: skip


def list_departments(evidence: Evidence) -> tuple[str, ...]:
    """Return the departments that tickets of the period name, in order of the alphabet."""
    rows = read_period(evidence).tickets
    return tuple(sorted({row["department"] for row in rows if row["department"]}))


def measure_department(evidence: Evidence, name: str, *, rates: RateCard) -> DepartmentFigures:
    """Return the figures of one department over the last days of the records.

    Args:
        evidence: with the tickets.
        name: as the tickets write it, in capitals or not.
        rates: what an hour costs.

    Raises:
        NotKnown: there are no tickets, or none of the period comes from this department.
    """
    period = read_period(evidence)
    held = {row["department"].casefold(): row["department"] for row in period.tickets
            if row["department"]}  # fmt: skip
    called = held.get(name.strip().casefold())
    if called is None:
        known = ", ".join(sorted(held.values())[:8]) or "no department at all"
        raise NotKnown(
            f'No ticket of the last {period.days} days comes from "{name.strip()}". '
            f"The tickets name: {known}."
        )
    mine = Period(
        period.first, period.last, [row for row in period.tickets if row["department"] == called]
    )
    whole = _read_whole(evidence, called)
    still = [row for row in whole if not row["resolved_at"] and not row["closed_at"]]
    hours, cost = _price(evidence, mine, rates)
    services = Counter(row["service"] for row in mine.tickets if row["service"])
    return DepartmentFigures(
        department=called,
        period=mine,
        tickets=len(mine.tickets),
        troubles=len(mine.incidents),
        before=_count_before(evidence, whole, mine),
        people=len({row["caller"] for row in mine.tickets if row["caller"]}) or None,
        services=tuple(sorted(services.items(), key=lambda one: (-one[1], one[0]))),
        unnamed=len(mine.tickets) - services.total(),
        waited=_wait([row for row in whole if _within(row["resolved_at"], mine)]),
        others=_wait([row for row in period.tickets if row["resolved_at"]]),
        open=len(still),
        oldest=min((row["opened_at"] for row in still if row["opened_at"]), default=None),
        reopened=_reopened(whole, mine),
        hours=hours,
        cost=cost,
        quiet=next(iter(quiet_days(mine)), None),
    )


def _read_whole(evidence: Evidence, department: str) -> Sequence[Mapping[str, Any]]:
    tickets = evidence.table("tickets")
    found = tickets.filter(tickets.department == department).select(*_COLUMNS)
    rows: Sequence[Mapping[str, Any]] = found.to_pyarrow().to_pylist()
    return rows


def _within(moment: datetime | None, period: Period) -> bool:
    return moment is not None and period.first <= moment.date() <= period.last


def _wait(rows: Sequence[Mapping[str, Any]]) -> Waited | None:
    took = [
        (row["resolved_at"] - row["opened_at"]).total_seconds()
        for row in rows
        if row["opened_at"] and row["resolved_at"] and row["resolved_at"] >= row["opened_at"]
    ]
    return Waited(median(took), max(took), len(took)) if took else None


def _count_before(
    evidence: Evidence, whole: Sequence[Mapping[str, Any]], period: Period
) -> int | None:
    """Return the troubles of as many days before; an export that begins there says nothing."""
    begin = period.first - timedelta(days=period.days)
    first: datetime | None = evidence.table("tickets").opened_at.min().to_pyarrow().as_py()
    if first is None or first > datetime.combine(begin, time(), UTC):
        return None
    dated = [row for row in whole if row["opened_at"] and row["kind"] != "request"]
    return sum(1 for row in dated if begin <= row["opened_at"].date() < period.first)


def _reopened(whole: Sequence[Mapping[str, Any]], period: Period) -> int | None:
    told = [
        row["reopens"]
        for row in whole
        if row["reopens"] is not None and _within(row["opened_at"], period)
    ]
    return sum(1 for times in told if times > 0) if told else None


def _price(evidence: Evidence, mine: Period, rates: RateCard) -> tuple[Span | None, Span | None]:
    ids = [row["ticket_id"] for row in mine.tickets]
    priced = price_groups(evidence, {"department": ids}, rates).get("department")
    if priced is None:
        return None, None
    return span(priced.minutes * priced.tickets / 60), priced.observed


def _plain(waited: Waited | None) -> dict[str, float] | None:
    return {"half": waited.half, "longest": waited.longest, "n": waited.n} if waited else None


def _span(part: Span | None) -> dict[str, float] | None:
    return {"low": part.low, "likely": part.likely, "high": part.high} if part else None
