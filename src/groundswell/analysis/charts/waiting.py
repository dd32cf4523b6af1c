"""Where the time goes between the opening and the end of a ticket."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from groundswell.analysis.charts.amounts import elapsed
from groundswell.analysis.charts.figure import Figure, definition, inline, left_edge
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import altair as alt
else:
    alt = LateModule("altair")

_STEP = 58
_SEGMENTS: Mapping[str, str] = tomllib.loads(
    files("groundswell.analysis.charts").joinpath("waiting.toml").read_text("utf-8")
)["segments"]


def waiting_segments(waiting: Sequence[Mapping[str, Any]] | None) -> Figure | None:
    """Show each segment's share of the elapsed time, or None where no segment is known.

    Args:
        waiting: as in the JSON of findings: segment (a word), median (seconds per ticket) and
            share (0 to 1, of the time of all tickets); a median may be None.
    """
    if not waiting:
        return None
    ranked = sorted(waiting, key=lambda part: (-part["share"], str(part["segment"])))
    rows = [_row(rank, part) for rank, part in enumerate(ranked)]
    told = "Share of the elapsed time: " + "; ".join(f"{r['label']} {r['value']}" for r in rows)
    return Figure(
        name="waiting-segments",
        title=f"{rows[0]['label']} takes {rows[0]['percent']} of the time",
        alt=told + ".",
        header=("Where", "Share of the time", "Half of the tickets wait less than"),
        rows=tuple((row["label"], row["percent"], row["median"]) for row in rows),
        spec=definition(_bars(rows), told + "."),
    )


def _row(rank: int, part: Mapping[str, Any]) -> dict[str, Any]:
    median = part.get("median")
    typical = "not known" if median is None else elapsed(median)
    percent = _percent(part["share"])
    segment = str(part["segment"])
    return {
        "rank": rank,
        "label": _SEGMENTS.get(segment) or segment.replace("_", " ").capitalize(),
        "share": part["share"],
        "percent": percent,
        "median": typical,
        "value": percent
        if median is None
        else f"{percent}, half of the tickets less than {typical}",
    }


def _percent(share: float) -> str:
    return "less than 1\u00a0%" if 0 < share < 0.01 else f"{share * 100:.0f}\u00a0%"


def _bars(rows: list[dict[str, Any]]) -> "alt.TopLevelMixin":
    base = alt.Chart(inline(rows)).encode(y=alt.Y("rank:O", axis=None))
    share = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    whole = base.mark_bar(style="pale", height=8, yOffset=14, cornerRadius=2).encode(
        x=left_edge(), x2=alt.value("width")
    )
    part = base.mark_bar(style="likely", height=8, yOffset=14).encode(x=share)
    texts = [
        base.mark_text(style=style, align="left", dy=dy, limit=alt.ExprRef("width")).encode(
            x=left_edge(), text=alt.Text(f"{field}:N")
        )
        for field, style, dy in (("label", "label", -19), ("value", "value", -3))
    ]
    return alt.layer(whole, part, *texts).properties(width="container", height=alt.Step(_STEP))
