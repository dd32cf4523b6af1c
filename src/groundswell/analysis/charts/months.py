"""Tickets by month, and whether they have grown: what one looks at before believing a trend."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING, Literal

from groundswell.analysis.charts.amounts import counted
from groundswell.analysis.charts.figure import Figure, definition, inline
from groundswell.kernel.days import read_month, say_month
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

Months = Sequence[tuple[str, int]]

_LINE = tomllib.loads(files("groundswell.analysis.charts").joinpath("pace.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Pace:
    """Tickets in two spans of equally many whole months, the later against the earlier."""

    months: int
    earlier: int
    later: int
    verdict: Literal["more", "fewer", "no clear trend"]

    @property
    def is_enough(self) -> bool:
        """Tell whether there are tickets enough for a trend to show at all."""
        return self.earlier + self.later >= int(_LINE["fewest_tickets"])


def tickets_per_month(months: Months) -> Figure | None:
    """Show all tickets by month, or None where they bear no dates.

    Args:
        months: ("2026-01", 120) and so on, in any order; a month between without tickets is zero.
    """
    if not months:
        return None
    return months_figure(fill_months(months), name="tickets-per-month", of="in all")


def fill_months(months: Months) -> tuple[tuple[str, int], ...]:
    """Return the months in order with a zero for each one between that had no ticket."""
    known = dict(months)
    first, last = (_index(month) for month in (min(known), max(known)))
    return tuple(
        (name, known.get(name, 0)) for name in (_name(index) for index in range(first, last + 1))
    )


def pace(months: Months, *, span: int | None = None) -> Pace | None:
    """Compare the last whole months with those before, or None where there are too few.

    The first and the last month are left out, because the export may have cut them. Without a
    span the two halves of what is left are compared.

    Args:
        months: in order and without gaps, as `fill_months` returns them.
        span: how many months make each side.
    """
    counts = [count for _, count in months[1:-1]]
    size = span or len(counts) // 2
    every = sum(count for _, count in months)
    if len(counts) < max(_LINE["fewest_months"], 2 * size):
        return None
    if sum(counts) < (1 - _LINE["most_at_ends"]) * every:
        return None
    # Halves of an odd number of months leave the middle one out.
    earlier = sum(counts[:size]) if span is None else sum(counts[-2 * size : -size])
    later = sum(counts[-size:])
    total = later + earlier
    if total < _LINE["fewest_tickets"] or abs(later - earlier) < _LINE["z"] * sqrt(total):
        return Pace(size, earlier, later, "no clear trend")
    return Pace(size, earlier, later, "more" if later > earlier else "fewer")


def months_figure(months: Months, *, name: str, of: str) -> Figure:
    """Draw bars by month with the highest and the last one labelled."""
    rows = [
        {"month": month, "label": say_month(read_month(month)), "tickets": count, "note": ""}
        for month, count in months
    ]
    peak = max(rows, key=lambda row: int(str(row["tickets"])))
    for row in (peak, rows[-1]):
        row["note"] = counted(int(str(row["tickets"])))
    told = f"Tickets {of} by month, {rows[0]['label']} to {rows[-1]['label']}; "
    told += f"most in {peak['label']} with {peak['note']}, last {rows[-1]['note']}."
    return Figure(
        name=name,
        title=_message(months, str(peak["label"]), str(peak["note"])),
        alt=told,
        header=("Month", "Tickets"),
        rows=tuple((str(row["label"]), counted(int(str(row["tickets"])))) for row in rows),
        spec=definition(_columns(rows), told),
    )


def _columns(rows: list[dict[str, object]]) -> "alt.TopLevelMixin":
    order = [str(row["label"]) for row in rows]
    x = alt.X("label:O", sort=order, axis=alt.Axis(labelAngle=0, labelOverlap=True, title=None))
    base = alt.Chart(inline(rows)).encode(x=x, y=alt.Y("tickets:Q", axis=alt.Axis(title=None)))
    columns = base.mark_bar(style="likely", cornerRadiusEnd=2)
    notes = base.mark_text(style="value", dy=-9).encode(text=alt.Text("note:N"))
    return alt.layer(columns, notes).properties(width="container", height=180)


def _message(months: Months, peak: str, most: str) -> str:
    found = pace(months)
    if found and found.verdict != "no clear trend":
        return (
            f"{found.verdict.capitalize()} of late: {counted(found.later)} tickets in "
            f"{found.months} months, {counted(found.earlier)} in as many before"
        )
    if found:
        usual = median(count for _, count in months[1:-1])
        return f"About {counted(usual)} tickets a month, without a clear trend"
    return f"Most tickets came in {peak}: {most}"


def _index(month: str) -> int:
    year, number = month.split("-")[:2]
    return int(year) * 12 + int(number) - 1


def _name(index: int) -> str:
    return f"{index // 12:04}-{index % 12 + 1:02}"
