"""Options side by side: what each costs once, what it saves in a year, and the chance of a gain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from groundswell.analysis.charts.amounts import between, money, price
from groundswell.analysis.charts.figure import Figure, definition, inline, left_edge
from groundswell.analysis.charts.titles import shorten
from groundswell.analysis.results import Span
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

#: pixels of one option: its name, its numbers in two lines that a phone holds, and two bars
_STEP = 96


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option as it is drawn; None where it does nothing."""

    name: str
    once: float
    #: in a year, running cost taken off
    saving: Span | None
    chance: float | None


def option_bars(
    options: Sequence[OptionRow], *, currency: str, waiting: Span, best: str | None
) -> Figure:
    """Show two bars for each option on one scale: cost once, and saving in a year with its range.

    Doing nothing has the cost of a year as its one bar. Where the lower bar is longer than the
    upper one, the option pays back within a year.

    Args:
        options: in the order in which they are shown; at least one.
        currency: ISO 4217 code.
        waiting: what doing nothing costs in a year.
        best: name of the option that is worth most, None where none is worth its money.
    """
    rows = [_row(rank, option, currency, waiting) for rank, option in enumerate(options)]
    said = (f"{r['label']}, {r['value']}, {r['more']}" for r in rows)
    told = f"Options side by side: {'; '.join(said)}."
    return Figure(
        name="option-bars",
        title=_message(options, best, currency, waiting),
        alt=told,
        header=("Option", "Cost once", "Saves a year", "Chance of a gain"),
        rows=tuple((r["label"], r["cost"], r["saves"], r["gain"]) for r in rows),
        spec=definition(_bars(rows), told),
        legend="grey: cost (doing nothing: of a year), dark: saved in a year, pale: its range",
    )


def _row(rank: int, option: OptionRow, currency: str, waiting: Span) -> dict[str, Any]:
    cost, saving = price(option.once, currency), option.saving
    row = {"rank": rank, "label": shorten(option.name, words=9, letters=64), "once": option.once}
    if saving is None or option.chance is None:
        value = f"goes on costing about {money(waiting.likely, currency)} a year"
        empty = {"low": None, "likely": None, "high": None}
        row |= {"once": waiting.likely, "value": value, "more": f"from {between(waiting)}"}
        return row | empty | {"cost": cost, "saves": "nothing", "gain": "–"}
    saves = f"{money(saving.likely, currency)} ({between(saving)})"
    gain = _of_ten(option.chance)
    return row | {
        "low": saving.low,
        "likely": saving.likely,
        "high": saving.high,
        "cost": cost,
        "saves": saves,
        "gain": gain,
        "value": f"{cost} once, gains in {gain}",
        "more": f"saves {saves} a year",
    }


def _of_ten(chance: float) -> str:
    """Return a chance as one grasps it; at the ends ten cases would claim too much."""
    if 0 < chance < 0.05:
        return "fewer than 1 of 20 cases"
    if 0.95 < chance < 1:
        return "more than 19 of 20 cases"
    return f"{round(chance * 10)} of 10 cases"


def _message(options: Sequence[OptionRow], best: str | None, currency: str, waiting: Span) -> str:
    chosen = next((option for option in options if option.name == best), None)
    if chosen is None or chosen.saving is None:
        cost = money(waiting.likely, currency)
        return f"No option here is worth its money; the trouble costs about {cost} a year"
    name = shorten(chosen.name, words=9, letters=64)
    saved = money(chosen.saving.likely, currency)
    return f"“{name}” is worth most: {price(chosen.once, currency)} once, {saved} saved a year"


def _bars(rows: list[dict[str, Any]]) -> "alt.TopLevelMixin":
    base = alt.Chart(inline(rows)).encode(y=alt.Y("rank:O", axis=None))
    scale = alt.Scale(zero=True, nice=False)
    cost = base.mark_bar(style="cost", height=6, yOffset=17, cornerRadius=2).encode(
        x=alt.X("once:Q", axis=None, scale=scale)
    )
    band = base.mark_bar(style="pale", height=14, yOffset=32, cornerRadius=2).encode(
        x=alt.X("low:Q", axis=None, scale=scale), x2=alt.X2("high:Q")
    )
    likely = base.mark_bar(style="likely", height=6, yOffset=32).encode(
        x=alt.X("likely:Q", axis=None)
    )
    texts = [
        base.mark_text(style=style, align="left", dy=dy, limit=alt.ExprRef("width")).encode(
            x=left_edge(), text=alt.Text(f"{field}:N")
        )
        for field, style, dy in (
            ("label", "label", -34),
            ("value", "value", -17),
            ("more", "value", 0),
        )
    ]
    return alt.layer(cost, band, likely, *texts).properties(
        width="container", height=alt.Step(_STEP)
    )
