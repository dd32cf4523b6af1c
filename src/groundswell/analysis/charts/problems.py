"""Figures of recurring problems: ranked by what they cost, and one by one over time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from groundswell.analysis.charts.amounts import counted, money, money_between
from groundswell.analysis.charts.figure import Figure, definition, inline, left_edge
from groundswell.analysis.charts.months import fill_months, months_figure
from groundswell.analysis.charts.titles import clean_title
from groundswell.analysis.results import RecurringProblem, Span
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

#: what a price is for: a year, or the tickets in these records (where no ticket bears a date)
Basis = Literal["year", "records"]

#: two are compared with each other, more with their sum
_PAIR = 2
#: pixels of one problem: title, amount and bar; and of the bars alone beside a printed table
_STEP, _BARE_STEP = 58, 30


def problem_bars(problems: Sequence[RecurringProblem], *, currency: str) -> Figure:
    """Rank problems by yearly cost, else by what their tickets cost, else by their number.

    The dark bar is the likely value, the pale band behind it reaches from the low to the high end.
    Counted tickets have no band.

    Args:
        problems: any order; a problem whose cost is not known comes after the others, without bar.
        currency: ISO 4217 code of the costs.
    """
    basis = price_basis(problems)
    rows = [
        _row(rank, problem, currency, basis) for rank, problem in enumerate(rank_problems(problems))
    ]
    what = {"year": "yearly cost", "records": "cost of their tickets", None: "number of tickets"}
    alt_text = (
        f"Bars of {len(rows)} recurring problems by {what[basis]}: "
        + "; ".join(f"{row['label']}, {row['value']}" for row in rows)
        + "."
    )
    chart = _bars(rows, with_range=basis is not None, labels=True)
    return Figure(
        name="problem-bars",
        title=_message(problems, basis, currency),
        alt=alt_text,
        header=(
            "Problem",
            "Tickets",
            "Cost a year" if basis == "year" else "Cost in these records",
        ),
        rows=tuple((row["label"], row["tickets"], row["cost"]) for row in rows),
        spec=definition(chart, alt_text),
        legend="dark: likely, pale: range" if basis else "",
    )


def price_basis(problems: Sequence[RecurringProblem]) -> Basis | None:
    """Return by what problems can be priced side by side, None where no cost is known."""
    if any(problem.cost_per_year for problem in problems):
        return "year"
    return "records" if any(problem.cost_of_tickets for problem in problems) else None


def price_of(problem: RecurringProblem, basis: Basis | None) -> Span | None:
    """Return the price of a problem on a basis, None where it is not known."""
    if basis is None:
        return None
    return problem.cost_per_year if basis == "year" else problem.cost_of_tickets


def bars_alone(figure: Figure) -> Figure:
    """Return the bars of `problem_bars` without words, to stand beside the rows of a table."""
    (rows,) = figure.spec["datasets"].values()
    chart = _bars(rows, with_range=bool(figure.legend), labels=False)
    return replace(figure, spec=definition(chart, figure.alt))


def rank_problems(problems: Sequence[RecurringProblem]) -> list[RecurringProblem]:
    """Return problems in the order in which every list shows them: trouble first, dearest first."""
    return sorted(problems, key=lambda problem: problem.order)


def problem_trend(problem: RecurringProblem) -> Figure | None:
    """Show the tickets of one problem by month, or None where its tickets bear no dates."""
    if not problem.trend:
        return None
    return months_figure(
        fill_months(problem.trend), name="problem-trend", of=f"of “{clean_title(problem.title)}”"
    )


def _row(
    rank: int, problem: RecurringProblem, currency: str, basis: Basis | None
) -> dict[str, Any]:
    cost, size = price_of(problem, basis), len(problem.tickets)
    told = money_between(cost, currency) if cost else "not known"
    shown = cost if basis else Span(size, size, size)
    return {
        "rank": rank,
        "label": clean_title(problem.title),
        "tickets": counted(size),
        "cost": told,
        "value": told + (" a year" if basis == "year" else "") if cost else _count(problem, basis),
        "low": shown.low if shown else None,
        "likely": shown.likely if shown else None,
        "high": shown.high if shown else None,
    }


def _count(problem: RecurringProblem, basis: Basis | None = None) -> str:
    size = len(problem.tickets)
    name = "ticket" if problem.record_kind == "ticket" else "recorded trouble"
    words = f"{counted(size)} {name}" + ("s" if size != 1 else "")
    return f"{words}, cost not known" if basis else words


def _message(problems: Sequence[RecurringProblem], basis: Basis | None, currency: str) -> str:
    found = [price for problem in problems if (price := price_of(problem, basis))]
    prices = sorted(found, key=lambda price: price.likely, reverse=True)
    costs = [price.likely for price in prices]
    total = sum(costs)
    if not problems:
        return "Nothing came back often enough to be named"
    if not costs:
        most = max(problems, key=lambda problem: len(problem.tickets))
        return f"The most frequent trouble brought {_count(most)}"
    if len(costs) == 1 or not total:
        span = " a year" if basis == "year" else ""
        return f"What keeps happening costs about {money(total, currency)}{span}"
    if len(costs) == _PAIR:
        is_clear = prices[0].low > prices[1].likely
        return f"The first costs {'more than' if is_clear else 'about as much as'} the second"
    if costs[0] > total / 2:
        return "The first costs more than the others here together"
    few = next(k for k in range(1, len(costs) + 1) if sum(costs[:k]) > total / 2)
    return f"{few} of these {len(costs)} carry over half the cost"


def _bars(rows: list[dict[str, Any]], *, with_range: bool, labels: bool) -> "alt.TopLevelMixin":
    base = alt.Chart(inline(rows)).encode(y=alt.Y("rank:O", axis=None))
    down = 14 if labels else 0
    band = base.mark_bar(style="pale", height=14, yOffset=down, cornerRadius=2).encode(
        x=alt.X("low:Q", axis=None, scale=alt.Scale(zero=True, nice=False)), x2=alt.X2("high:Q")
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


def _text(base: "alt.Chart", field: str, *, style: str, dy: int) -> "alt.Chart":
    mark: alt.Chart = base.mark_text(style=style, align="left", dy=dy, limit=alt.ExprRef("width"))
    text: alt.Chart = mark.encode(x=left_edge(), text=alt.Text(f"{field}:N"))
    return text
