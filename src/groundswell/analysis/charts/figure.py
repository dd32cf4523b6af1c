"""A figure: its definition, its message, its words for those who do not see it, its table."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from groundswell.analysis.charts.theme import Theme, dress
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

#: characters of the 14 px title that fit into a pixel of width, from the mean width in Inter
_LETTERS_PER_PIXEL = 0.135


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture with everything that belongs beside it.

    The title is the message and is set by whoever shows the figure (it wraps there); `spec` is
    Vega-Lite with its data inside, as wide as its container, dressed for a light page; `alt` says
    in a sentence what is to be seen; header and rows are the table of the same numbers.
    """

    name: str
    title: str
    alt: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spec: Mapping[str, Any]
    #: how to read the marks, where the labels do not say it
    legend: str = ""


def definition(chart: "alt.TopLevelMixin", description: str) -> dict[str, Any]:
    """Return a chart as Vega-Lite: plain JSON values, data inside, no function anywhere.

    Its channels are best given as objects (`alt.Text("note:N")`): for each that is given as words
    altair goes through all its classes, which takes as long as everything else of a chart.
    """
    spec: dict[str, Any] = chart.to_dict()
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["description"] = description
    return dress(spec, "light")


def svg(figure: Figure, *, theme: Theme = "print", width: int = 640, titled: bool = True) -> str:
    """Draw a figure as SVG, width in pixels, with its title wrapped above it unless told not to."""
    # The converter carries a JavaScript engine; whoever only wants the definition need not load it.
    import vl_convert  # noqa: PLC0415

    spec = {**dress(figure.spec, theme), "width": width}
    if titled:
        spec["title"] = textwrap.wrap(figure.title, max(20, int(width * _LETTERS_PER_PIXEL)))
    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    return drawn


def inline(rows: list[dict[str, Any]]) -> "alt.InlineData":
    """Return rows as data that travel inside the definition."""
    return alt.InlineData(values=rows)


def left_edge() -> "alt.XValue":
    """Return the place of marks that begin at the left edge of a chart."""
    return alt.XValue(0)  # type: ignore[no-untyped-call] # (altair gives it no types)
