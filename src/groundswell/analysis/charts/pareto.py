"""Which few troubles carry most of the cost: ranked, with the running share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from groundswell.analysis.charts.amounts import counted
from groundswell.analysis.charts.figure import Figure, definition, inline
from groundswell.analysis.charts.titles import clean_title, shorten
from groundswell.analysis.charts.troubles import Trouble, Troubles, say_size
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

#: rows of the table; those after them share the last one
_ROWS = 40


def cost_pareto(troubles: Troubles) -> Figure | None:
    """Show what share of the cost the first, the first two, … troubles carry together.

    By cost where it is known, else by tickets. None for fewer than three troubles, of which no
    few can carry most.
    """
    shown = troubles.shown
    if len(shown) < 3:
        return None
    total = sum(trouble.size for trouble in shown)
    rows: list[dict[str, Any]] = []
    running = 0.0
    for rank, trouble in enumerate(shown, 1):
        running += trouble.size
        rows.append(
            {
                "rank": rank,
                "left": rank - 0.4,
                "right": rank + 0.4,
                "share": trouble.size / total,
                "sum": min(1.0, running / total),
            }
        )
    half = next(row for row in rows if row["sum"] >= 0.5)
    of = "cost" if troubles.basis else "tickets"
    title = _message(half["rank"], len(shown), of)
    told = f"{title}; the dearest alone carries {_per_cent(rows[0]['share'])}."
    return Figure(
        name="cost-pareto",
        title=title,
        alt=told,
        header=(
            "",
            "Trouble",
            "Cost" if troubles.basis else "Tickets",
            f"Share of the {of} so far",
        ),
        rows=_table(shown, rows, troubles),
        spec=definition(_draw(rows, half, of), told),
        legend="columns: each trouble's share, line: of all so far",
    )


def _message(few: int, of: int, what: str) -> str:
    verb = "carries" if few == 1 else "carry"
    return f"{counted(few)} of {counted(of)} troubles {verb} half of the {what}"


def _table(
    shown: Sequence[Trouble], rows: Sequence[dict[str, Any]], troubles: Troubles
) -> tuple[tuple[str, ...], ...]:
    table = [
        (
            str(row["rank"]),
            shorten(clean_title(trouble.problem.title), words=12, letters=90),
            trouble.value,
            _per_cent(row["sum"]),
        )
        for trouble, row in zip(shown[:_ROWS], rows, strict=False)
    ]
    others = shown[_ROWS:]
    if others:
        rest = say_size(sum(one.size for one in others), troubles.basis, troubles.currency)
        table.append(("", f"{counted(len(others))} others", rest, _per_cent(1)))
    return tuple(table)


def _draw(rows: list[dict[str, Any]], half: dict[str, Any], of: str) -> "alt.TopLevelMixin":
    axis = alt.Axis(title="troubles, the largest first", tickMinStep=1, format="d")
    scale = alt.Scale(domain=[0.5, len(rows) + 0.5], nice=False)
    base = alt.Chart(inline(rows))
    columns = base.mark_rect(style="pale").encode(
        x=alt.X("left:Q", axis=axis, scale=scale),
        x2=alt.X2("right:Q"),
        y=_share("share"),
        y2=alt.Y2Datum(0),
    )
    line = base.mark_line(style="likely", strokeWidth=2).encode(x=alt.X("rank:Q"), y=_share("sum"))
    here = {"rank": half["rank"], "sum": half["sum"], "note": f"half of the {of}"}
    reached = alt.Chart(inline([here])).encode(x=alt.X("rank:Q"), y=_share("sum"))
    point = reached.mark_point(style="likely", filled=True, size=60)
    # Past the middle the words stand on the left, where the room is.
    is_late = half["rank"] > len(rows) / 2
    note = reached.mark_text(
        style="label", align="right" if is_late else "left", dx=-9 if is_late else 9, dy=10
    ).encode(text=alt.Text("note:N"))
    return alt.layer(columns, line, point, note).properties(width="container", height=240)


def _share(field: str) -> "alt.Y":
    axis, scale = alt.Axis(title=None, format="%"), alt.Scale(domain=[0, 1], nice=False)
    return alt.Y(f"{field}:Q", axis=axis, scale=scale)


def _per_cent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"
