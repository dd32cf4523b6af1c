"""Figures of recurring problems: ranked by what they cost, and one by one over time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from groundswell.analysis.charts.amounts import counted, money, money_between
from groundswell.analysis.charts.figure import Figure, definition, inline
from groundswell.analysis.charts.months import fill_months, months_figure
from groundswell.analysis.charts.titles import clean_title
from groundswell.analysis.results import RecurringProblem, Span

#: pixels of one problem: title, amount and bar; and of the bars alone beside a printed table
_STEP, _BARE_STEP = 58, 30


def problem_bars(problems: Sequence[RecurringProblem], *, currency: str) -> Figure:
    """Rank problems by yearly cost, or by tickets where no cost of them all is known.

    The dark bar is the likely value, the pale band behind it reaches from the low to the high end.
    Counted tickets have no band.

    Args:
        problems: any order; a problem whose cost is not known comes after the others, without bar.
        currency: ISO 4217 code of the costs.
    """
    priced = [problem for problem in problems if problem.cost_per_year is not None]
    rows = [
        _row(rank, problem, currency, priced=bool(priced))
        for rank, problem in enumerate(rank_problems(problems))
    ]
    title = _cost_message(priced, currency) if priced else _ticket_message(problems)
    what = "yearly cost" if priced else "number of tickets"
    alt_text = (
        f"Bars of {len(rows)} recurring problems by {what}: "
        + "; ".join(f"{row['label']}, {row['value']}" for row in rows)
        + "."
    )
    chart = _bars(rows, with_range=bool(priced), labels=True)
    return Figure(
        name="problem-bars",
        title=title,
        alt=alt_text,
        header=("Problem", "Tickets", "Cost a year (range)"),
        rows=tuple((row["label"], row["tickets"], row["cost"]) for row in rows),
        spec=definition(chart, alt_text),
        legend="dark: likely, pale: range" if priced else "",
    )


def bars_alone(figure: Figure) -> Figure:
    """Return the bars of `problem_bars` without words, to stand beside the rows of a table."""
    (rows,) = figure.spec["datasets"].values()
    chart = _bars(rows, with_range=bool(figure.legend), labels=False)
    return replace(figure, spec=definition(chart, figure.alt))


def rank_problems(problems: Sequence[RecurringProblem]) -> list[RecurringProblem]:
    """Return the dearest first; those of unknown cost follow, the most frequent first."""
    return sorted(problems, key=_by_cost)


def problem_trend(problem: RecurringProblem) -> Figure | None:
    """Show the tickets of one problem by month, or None where its tickets bear no dates."""
    if not problem.trend:
        return None
    return months_figure(
        fill_months(problem.trend), name="problem-trend", of=f"of “{clean_title(problem.title)}”"
    )


def _by_cost(problem: RecurringProblem) -> tuple[bool, float, int, str]:
    cost = problem.cost_per_year
    return (cost is None, -(cost.likely if cost else 0.0), -len(problem.tickets), problem.id)


def _row(rank: int, problem: RecurringProblem, currency: str, *, priced: bool) -> dict[str, Any]:
    cost, size = problem.cost_per_year, len(problem.tickets)
    tickets = counted(size)
    told = money_between(cost, currency) if cost else "not known"
    shown = cost if priced else Span(size, size, size)
    return {
        "rank": rank,
        "label": clean_title(problem.title),
        "tickets": tickets,
        "cost": told,
        "value": f"{told} a year" if cost else _tickets(size, priced=priced),
        "low": shown.low if shown else None,
        "likely": shown.likely if shown else None,
        "high": shown.high if shown else None,
    }


def _tickets(size: int, *, priced: bool) -> str:
    words = f"{counted(size)} ticket" + ("s" if size != 1 else "")
    return f"{words}, cost not known" if priced else words


def _cost_message(priced: Sequence[RecurringProblem], currency: str) -> str:
    costs = sorted((p.cost_per_year.likely for p in priced if p.cost_per_year), reverse=True)
    total = sum(costs)
    if len(costs) == 1 or not total:
        return f"What keeps happening costs about {money(total, currency)} a year"
    if costs[0] >= total / 2:
        return "The first costs more than the others here together"
    few = next(k for k in range(1, len(costs) + 1) if sum(costs[:k]) >= total / 2)
    return f"{few} of these {len(costs)} carry half of their cost or more"


def _ticket_message(problems: Sequence[RecurringProblem]) -> str:
    sizes = sorted((len(problem.tickets) for problem in problems), reverse=True)
    if not sizes:
        return "Nothing came back often enough to be named"
    return f"The most frequent trouble brought {_tickets(sizes[0], priced=False)}"


def _bars(rows: list[dict[str, Any]], *, with_range: bool, labels: bool) -> alt.TopLevelMixin:
    base = alt.Chart(inline(rows)).encode(y=alt.Y("rank:O", axis=None))
    down = 14 if labels else 0
    band = base.mark_bar(style="pale", height=14, yOffset=down, cornerRadius=2).encode(
        x=alt.X("low:Q", axis=None, scale=alt.Scale(zero=True, nice=False)), x2="high:Q"
    )
    likely = base.mark_bar(style="likely", height=6, yOffset=down).encode(
        x=alt.X("likely:Q", axis=None)
    )
    layers = [band, likely] if with_range else [likely]
    if labels:
        layers += [
            _text(base, "label", style="label", dy=-19),
            _text(base, "value", style="value", dy=-3),
        ]
    step = _STEP if labels else _BARE_STEP
    return alt.layer(*layers).properties(width="container", height=alt.Step(step))


def _text(base: alt.Chart, field: str, *, style: str, dy: int) -> alt.Chart:
    mark: alt.Chart = base.mark_text(style=style, align="left", dy=dy, limit=alt.ExprRef("width"))
    text: alt.Chart = mark.encode(x=alt.value(0), text=f"{field}:N")
    return text
