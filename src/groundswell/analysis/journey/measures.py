"""The measures of the quarter view that come from tickets, counted by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from groundswell.analysis.journey.book import load_journey
from groundswell.analysis.journey.quarters import MonthCount, mark_whole
from groundswell.analysis.strain.period import load_options
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class TicketMonths:
    """What tickets say month by month; an empty course was not to be seen, with its reason."""

    first: date
    last: date
    firefighting: tuple[MonthCount, ...]
    fires_counted_in: str
    quiet: tuple[MonthCount, ...]
    #: name of each month and whether it is whole
    whole: dict[str, bool]


def count_months(evidence: Evidence) -> TicketMonths:
    """Return firefighting and days without trouble, month by month, over all the records.

    Raises:
        NotKnown: there are no tickets, or none says when it was opened.
    """
    tickets = evidence.table("tickets")
    dated = tickets.filter(tickets.opened_at.notnull())
    is_trouble = (dated.kind != "request").fill_null(True)  # noqa: FBT003 (a value, not a flag)
    rows = (
        dated.mutate(day=dated.opened_at.date(), trouble=is_trouble)
        .group_by(["day", "department"])
        .agg(
            count=lambda t: t.count(),
            kinds=lambda t: t.kind.count(),
            known_trouble=lambda t: (t.trouble & t.kind.notnull()).sum(),
            trouble=lambda t: t.trouble.sum(),
            minutes=lambda t: t.effort_minutes.sum(),
            logged=lambda t: t.effort_minutes.count(),
            fire_minutes=lambda t: t.effort_minutes.sum(where=t.trouble),
        )
        .to_pyarrow()
        .to_pylist()
    )
    if not rows:
        raise NotKnown("No ticket says when it was opened.")
    first, last = (pick(row["day"] for row in rows) for pick in (min, max))
    months = _list_months(first, last)
    place = {month: index for index, month in enumerate(months)}
    records = [0] * len(months)
    for row in rows:
        records[place[f"{row['day']:%Y-%m}"]] += row["count"]

    def whole(counts: list[MonthCount]) -> tuple[MonthCount, ...]:
        share = load_journey().edge_share
        return mark_whole(counts, records=records, first=first, last=last, share=share)

    fires, counted_in = _count_fires(rows, months)
    quiet = _count_quiet(rows, months, first, last)
    marks = whole([MonthCount(month, 0, 0) for month in months])
    return TicketMonths(
        first, last, whole(fires), counted_in, whole(quiet), {one.month: one.whole for one in marks}
    )


def _count_fires(rows: Rows, months: list[str]) -> tuple[list[MonthCount], str]:
    """Return trouble of all work: in minutes where they are logged, else in tickets."""
    total = sum(row["count"] for row in rows)
    logged = sum(row["logged"] for row in rows)
    by_minutes = logged >= load_options()["least_filled"] * total
    hits, of = ("fire_minutes", "minutes") if by_minutes else ("known_trouble", "kinds")
    trouble, work = dict.fromkeys(months, 0.0), dict.fromkeys(months, 0.0)
    for row in rows:
        month = f"{row['day']:%Y-%m}"
        trouble[month] += row[hits] or 0.0
        work[month] += row[of] or 0.0
    counts = [MonthCount(month, trouble[month], work[month]) for month in months]
    return counts, "minutes" if by_minutes else "tickets"


def _count_quiet(rows: Rows, months: list[str], first: date, last: date) -> list[MonthCount]:
    """Return days of departments without trouble, of all days of departments that ever had any."""
    hit = {(row["department"], row["day"]) for row in rows if row["department"] and row["trouble"]}
    departments = {name for name, _ in hit}
    if not departments:
        return [MonthCount(month, 0, 0) for month in months]
    troubled: dict[str, int] = dict.fromkeys(months, 0)
    for _, day in hit:
        troubled[f"{day:%Y-%m}"] += 1
    found = []
    for month in months:
        begin = date.fromisoformat(f"{month}-01")
        end = (begin + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        days = (min(end, last) - max(begin, first)).days + 1
        of = days * len(departments)
        found.append(MonthCount(month, of - troubled[month], of))
    return found


def _list_months(first: date, last: date) -> list[str]:
    return list(dict.fromkeys(f"{day:%Y-%m}" for day in _days(first, last)))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))
