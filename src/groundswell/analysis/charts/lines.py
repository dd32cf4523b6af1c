"""Lines over time: how support moved, and how a practice spread."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from groundswell.analysis.charts.figure import Figure, definition, inline
from groundswell.kernel.days import say_day, say_month
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

_HEIGHT = 180
#: from this share of departments on a practice spreads by itself (E. Rogers)
TAKES_OFF = 0.16


def support_curve(points: Sequence[tuple[date, float, int, int]]) -> Figure:
    """Draw the share of people at "interested" or above at each month end.

    Args:
        points: day, median stage, how many at 2 or more, of how many; at least two, in order.
    """
    rows = [
        {
            "day": day.isoformat(),
            "label": say_month(day),
            "share": at_two / of,
            "median": f"{median:g}",
            "count": f"{at_two} of {of}",
            "note": "",
        }
        for day, median, at_two, of in points
    ]
    for row in (rows[0], rows[-1]):
        row["note"] = row["count"]
    first, last = rows[0], rows[-1]
    told = f"Interested or more: {first['count']} in {first['label']}, "
    told += f"{last['count']} in {last['label']}; "
    told += f"median stage {first['median']}, then {last['median']}."
    title = (
        f"{last['count']} in middle management are interested or more; "
        f"{first['count']} in {first['label']}"
    )
    return Figure(
        name="support-curve",
        title=title,
        alt=told,
        header=("Month", "Median stage", "Interested or more"),
        rows=tuple((str(r["label"]), str(r["median"]), str(r["count"])) for r in rows),
        spec=definition(_line(rows, "linear"), told),
    )


def adoption_steps(points: Sequence[tuple[date, int]], *, of: int) -> Figure:
    """Draw how many departments work like that, day by day.

    Args:
        points: day and how many departments from then on; at least two, in order.
        of: how many departments are in scope.
    """
    rows = [
        {
            "day": day.isoformat(),
            "label": say_day(day),
            "share": adopted / of,
            "count": f"{adopted} of {of}",
            "note": "",
        }
        for day, adopted in points
    ]
    rows[-1]["note"] = rows[-1]["count"]
    share = points[-1][1] / of
    told = f"Departments that work like that: {rows[0]['count']} on {rows[0]['label']}, "
    told += f"{rows[-1]['count']} on {rows[-1]['label']}."
    verdict = "it can spread by itself now" if share >= TAKES_OFF else "look for the next one"
    return Figure(
        name="adoption",
        title=f"{rows[-1]['count']} departments work like that; {verdict}",
        alt=told,
        header=("Day", "Departments"),
        rows=tuple((str(r["label"]), str(r["count"])) for r in rows),
        spec=definition(_line(rows, "step-after"), told),
        legend="A practice usually spreads by itself from 16 % of the departments on.",
    )


def _line(
    rows: list[dict[str, Any]], shape: Literal["linear", "step-after"]
) -> "alt.TopLevelMixin":
    axis = alt.Axis(format="%b %Y", labelOverlap=True, tickCount=6, title=None)
    share = alt.Axis(format=".0%", title=None)
    base = alt.Chart(inline(rows)).encode(
        x=alt.X("day:T", axis=axis),
        y=alt.Y("share:Q", axis=share, scale=alt.Scale(domain=[0, 1])),
    )
    line = base.mark_line(style="likely", interpolate=shape, strokeWidth=2)
    dots = base.mark_point(style="likely", filled=True, size=36)
    notes = base.mark_text(style="value", dy=-14, align="right").encode(text=alt.Text("note:N"))
    return alt.layer(line, dots, notes).properties(width="container", height=_HEIGHT)
