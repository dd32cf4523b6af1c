"""Values over time between their natural limits: a change is drawn only where there is one.

Source: W. A. Shewhart; D. J. Wheeler, "Understanding Variation" (1993): the XmR chart.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from groundswell.analysis.charts.amounts import counted, rounded
from groundswell.analysis.charts.figure import Figure, definition, inline
from groundswell.kernel.late import LateModule
from groundswell.kernel.statistics import NaturalLimits, find_signal, natural_limits

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

#: with fewer values limits would say nothing
LEAST = 4
_HEIGHT = 200
#: values outside that the message names one by one
_NAMED = 2


def natural_chart(
    points: Sequence[tuple[str, float]], *, name: str, title: str, unit: str
) -> Figure | None:
    """Draw values between their natural limits, or None where there are too few.

    The message is whether the end of the series lies elsewhere than chance explains; if not, it
    says "no change".

    Args:
        points: label and value, in the order of time.
        name: of the figure, unique on its page.
        title: what is measured.
        unit: "share" for shares of one, else what the values count.
    """
    if len(points) < LEAST:
        return None
    return _draw(tuple(points), name, title, unit)


@lru_cache(maxsize=256)
def _draw(points: tuple[tuple[str, float], ...], name: str, title: str, unit: str) -> Figure:
    # The same values are the same picture, and a picture takes longer than the rest of its page.
    values = [value for _, value in points]
    limits = _within(natural_limits(values), unit)
    rows = [
        {
            "label": label,
            "value": value,
            "said": _say(value, unit),
            "outside": "outside" if limits.is_outside(value) else "inside",
        }
        for label, value in points
    ]
    strays = [str(row["label"]) for row in rows[:-1] if row["outside"] == "outside"]
    message = f"{title}: {say_change(values)}{_say_strays(strays)}"
    told = f"{message}. Last {rows[-1]['said']} in {rows[-1]['label']}; usual is "
    told += f"{_say(limits.low, unit)} to {_say(limits.high, unit)}, "
    told += f"in the middle {_say(limits.centre, unit)}."
    return Figure(
        name=name,
        title=message,
        alt=told,
        header=("Period", "Value", "Within what is usual"),
        rows=tuple(
            (str(row["label"]), str(row["said"]), "no" if row["outside"] == "outside" else "yes")
            for row in rows
        ),
        spec=definition(_lines(rows, limits, unit), told),
        legend=(
            "Between the dashed lines is what chance alone explains; a diamond lies outside them."
        ),
    )


def say_change(values: Sequence[float]) -> str:
    """Return whether the end of a series lies elsewhere than chance explains, in words."""
    signal = find_signal(values)
    if signal == 0:
        return "no change"
    return "higher than chance explains" if signal > 0 else "lower than chance explains"


def _say_strays(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    if len(labels) > _NAMED:
        return f"; {len(labels)} before lay outside what is usual"
    return f"; outside what is usual lay {', '.join(labels)}"


def _within(limits: NaturalLimits, unit: str) -> NaturalLimits:
    """Return limits that a value can reach: nothing counted is below zero, no share above one."""
    high = min(limits.high, 1.0) if unit == "share" else limits.high
    return NaturalLimits(limits.centre, max(limits.low, 0.0), high, limits.range_high)


def _say(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:.0f} %"
    # what was counted is exact, what was reckoned claims no more than two digits
    said = counted(value) if value == round(value) else rounded(value)
    return f"{said} {unit.removesuffix('s') if said == '1' else unit}"


def _lines(rows: list[dict[str, Any]], limits: NaturalLimits, unit: str) -> "alt.TopLevelMixin":
    order = [row["label"] for row in rows]
    axis = alt.Axis(format=".0%" if unit == "share" else "~s", title=None)
    ends = [limits.low, limits.high, *(row["value"] for row in rows)]
    room = (max(ends) - min(ends)) * 0.15 or 0.5
    domain = [max(0.0, min(ends) - room), max(ends) + room]
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(domain=domain, nice=False, zero=False))
    x = alt.X("label:O", sort=order, axis=alt.Axis(labelAngle=0, labelOverlap=True, title=None))
    base = alt.Chart(inline(rows)).encode(x=x, y=y)
    line = base.mark_line(style="likely", strokeWidth=2)
    dots = base.mark_point(style="likely", filled=True, opacity=1).encode(
        shape=alt.Shape(
            "outside:N",
            scale=alt.Scale(domain=["inside", "outside"], range=["circle", "diamond"]),
            legend=None,
        ),
        size=alt.Size(
            "outside:N",
            scale=alt.Scale(domain=["inside", "outside"], range=[36, 160]),
            legend=None,
        ),
    )
    return alt.layer(*_rules(limits, y), line, dots).properties(width="container", height=_HEIGHT)


def _rules(limits: NaturalLimits, y: "alt.Y") -> "list[alt.Chart]":
    ends = alt.Chart(inline([{"value": limits.low}, {"value": limits.high}]))
    middle = alt.Chart(inline([{"value": limits.centre}]))
    return [
        ends.mark_rule(style="cost", strokeDash=[5, 4]).encode(y=y),
        middle.mark_rule(style="cost", opacity=0.5).encode(y=y),
    ]
