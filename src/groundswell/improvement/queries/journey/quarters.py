"""The few measures that move, quarter by quarter; where nothing changed, that is said."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from groundswell.analysis.charts import natural_chart
from groundswell.analysis.charts.amounts import price
from groundswell.analysis.journey import MonthCount, by_quarter, count_months, find_change
from groundswell.analysis.journey.measures import TicketMonths
from groundswell.analysis.journey.quarters import order_of
from groundswell.foundation.accounts.models import User
from groundswell.improvement.queries.journey import people_rows
from groundswell.improvement.queries.journey.cells import (
    Cell,
    QuarterRow,
    judge_change,
    say_change,
)
from groundswell.kernel.days import read_month, say_month
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.history import gather_evidence
from groundswell.measurement.queries import latest_run

#: so many of the newest quarters stand side by side
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class QuarterTable:
    """The measures side by side; `not_known` says what is missing altogether."""

    quarters: tuple[str, ...]
    rows: tuple[QuarterRow, ...]
    #: one sentence over all: what moved, or that nothing did
    said: str
    not_known: tuple[str, ...] = field(default=())

    def lines(self) -> list[tuple[QuarterRow, list[Cell | None]]]:
        """Return each row with its cells in the order of the quarters."""
        return [(row, [row.cells.get(name) for name in self.quarters]) for row in self.rows]


def compare_quarters(*, seen_by: User, on: date) -> QuarterTable:
    """Return the measures of the newest quarters, and what of them changed.

    Each compares the last whole quarter with the first whole one on record. Quarters of which a
    month is missing, as at the edge of an export, are shown and never compared.
    """
    missing: list[str] = []
    rows: list[QuarterRow] = []
    months: TicketMonths | None = None
    try:
        months = count_months(gather_evidence())
    except NotKnown as reason:
        missing.append(str(reason))
    if months is not None:
        rows += [*_of_troubles(months), _of_fires(months), _of_quiet(months)]
    rows += people_rows.list_rows(seen_by=seen_by, on=on)
    names = sorted({name for row in rows for name in row.cells}, key=order_of)[-_SHOWN:]
    return QuarterTable(tuple(names), tuple(rows), _sum_up(rows), tuple(missing))


def _sum_up(rows: Sequence[QuarterRow]) -> str:
    better = [row.title.lower() for row in rows if row.verdict == "better"]
    worse = [row.title.lower() for row in rows if row.verdict == "worse"]
    if not better and not worse:
        return "No change yet that chance alone would not explain. Slow is not failed."
    said = [f"better: {', '.join(better)}"] if better else []
    said += [f"worse: {', '.join(worse)}"] if worse else []
    whole = "; ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}. The rest has not changed yet."


def _of_fires(months: TicketMonths) -> QuarterRow:
    return _row(
        "firefighting", "Firefighting", months.firefighting, is_share=True, less_is_better=True,
        definition=f"Trouble, as a share of all work; counted in {months.fires_counted_in}.",
        page="improvement:strain",
    )  # fmt: skip


def _of_quiet(months: TicketMonths) -> QuarterRow:
    return _row(
        "quiet", "Days without trouble", months.quiet, is_share=True, less_is_better=False,
        definition="Days on which a department reported no trouble, of all days of departments "
        "that ever did.",
        page="improvement:strain",
    )  # fmt: skip


def _of_troubles(months: TicketMonths) -> Iterator[QuarterRow]:
    """Yield how often what comes back came, and what that cost, as the newest run sees it."""
    run = latest_run()
    document: Mapping[str, Any] = (run.findings or {}) if run else {}
    counts: dict[str, float] = defaultdict(float)
    costs: dict[str, float] = defaultdict(float)
    priced = False
    for one in document.get("problems") or ():
        cost, tickets = one.get("cost_of_tickets"), len(one["tickets"])
        for month, count in () if one.get("asked_for") else one.get("trend") or ():
            counts[month] += count
            if cost and tickets:
                priced = True
                costs[month] += count * cost["likely"] / tickets
    if not counts:
        return
    days = _days_of(months)
    course = [MonthCount(m, counts[m], days[m], whole=whole) for m, whole in months.whole.items()]
    yield _row(
        "repeats", "Trouble that comes back", course, is_share=False, less_is_better=True,
        definition="Tickets of the troubles that the newest look at the records found, traced "
        "back to when they were opened.",
        page="measurement:findings",
    )  # fmt: skip
    if priced:
        yield _of_costs(costs, course, str(document.get("currency", "")))


def _of_costs(
    costs: Mapping[str, float], course: Sequence[MonthCount], currency: str
) -> QuarterRow:
    """Return what the same tickets cost; its change is that of their number, at one price each."""
    money = [MonthCount(one.month, costs.get(one.month, 0.0), 1.0, one.whole) for one in course]
    cells = {
        one.quarter: Cell(price(round(one.hits, -1), currency), one.whole)
        for one in by_quarter(money)
    }
    change = find_change(course, is_share=False)
    return QuarterRow(
        "cost", "What it costs",
        "The same tickets, each at what one of its trouble costs on average today.",
        cells, judge_change(change, less_is_better=True),
        "It moves as their number does: each ticket counts with the price of today.",
        page="measurement:findings",
    )  # fmt: skip


def _row(
    key: str, title: str, months: Sequence[MonthCount], *, is_share: bool, less_is_better: bool,
    definition: str, page: str,
) -> QuarterRow:  # fmt: skip
    change = find_change(months, is_share=is_share)
    whole = [one for one in months if one.whole and one.of]
    points = [
        (say_month(read_month(one.month)), one.hits / one.of if is_share else one.hits)
        for one in whole
    ]
    return QuarterRow(
        key, title, definition, dict(_cells(months, is_share=is_share)),
        judge_change(change, less_is_better=less_is_better), say_change(change), page,
        natural_chart(
            points, name=f"quarter-{key}", title=f"{title}, by month",
            unit="share" if is_share else "tickets",
        ),
    )  # fmt: skip


def _cells(months: Iterable[MonthCount], *, is_share: bool) -> Iterator[tuple[str, Cell]]:
    for one in by_quarter(tuple(months)):
        if one.value is None:
            continue
        said = f"{100 * one.value:.0f} %" if is_share else f"{one.hits:,.0f}"
        yield one.quarter, Cell(said, one.whole, f"of {one.of:,.0f}" if is_share else "")


def _days_of(months: TicketMonths) -> dict[str, float]:
    found = {}
    for month in months.whole:
        year, number = (int(part) for part in month.split("-"))
        found[month] = float(monthrange(year, number)[1])
    return found
