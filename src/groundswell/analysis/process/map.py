"""The map of the ways that tickets take: which step follows which, how often and after how long.

A directly-follows graph after van der Aalst, "Process Mining" (2016), chapter 2. A full one is a
plate of spaghetti, so rare steps in between are left out on request, and how many is said.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.analysis.drawing import Arrow, Box, Edge, Picture, lay_out

#: the shares of which a reader may choose the least that a drawn arrow carries
LEAST = (0.0, 0.01, 0.03, 0.05, 0.1, 0.2)
#: more boxes than this are no picture
_MOST_ARROWS = 40
_READABLE = 18


_Flows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its place: how often it was left or reached, and how often it repeated itself."""

    name: str
    times: int
    repeats: int
    box: Box


@dataclass(frozen=True, slots=True)
class Passage:
    """An arrow: so many times from one step to another, half within the median (in seconds)."""

    source: str
    target: str
    count: int
    median: float | None
    p90: float | None
    #: 1 (thin) to 4 (thick) by how often
    weight: int
    #: more time passes here than on any other arrow
    slowest: bool
    arrow: Arrow


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """The drawn steps and passages; what is not drawn is counted."""

    steps: tuple[Step, ...]
    passages: tuple[Passage, ...]
    width: float
    height: float
    least: float
    hidden: int
    hidden_times: int


def choose_least(flows: _Flows, *, cases: int) -> float:
    """Return the smallest share that leaves a picture which can be read."""
    for least in LEAST:
        if len(_carrying(flows, least=least, cases=cases)) <= _READABLE:
            return least
    return LEAST[-1]


def draw_map(flows: _Flows, *, cases: int, least: float) -> ProcessMap | None:
    """Return the map of the passages that at least this share of the cases takes.

    Args:
        flows: source, target, count, median and p90 (elapsed seconds or None), as in the findings.
        cases: how many there are; a passage may be taken several times by one.
        least: 0 to 1.

    Returns:
        None where nothing is left to draw.
    """
    drawn = _carrying(flows, least=least, cases=cases)
    if not drawn:
        return None
    edges = [Edge(flow["source"], flow["target"], flow["count"]) for flow in drawn]
    names = list(dict.fromkeys(name for edge in edges for name in (edge.source, edge.target)))
    picture = lay_out(names, edges)
    hidden = [flow for flow in flows if flow["source"] != flow["target"] and flow not in drawn]
    return ProcessMap(
        _steps(flows, picture),
        _passages(drawn, picture),
        picture.width,
        picture.height,
        least,
        len(hidden),
        sum(flow["count"] for flow in hidden),
    )


def _steps(flows: _Flows, picture: Picture) -> tuple[Step, ...]:
    reached, left, repeats = Counter[str](), Counter[str](), Counter[str]()
    for flow in flows:
        left[flow["source"]] += flow["count"]
        reached[flow["target"]] += flow["count"]
        if flow["source"] == flow["target"]:
            repeats[flow["source"]] += flow["count"]
    return tuple(
        Step(box.id, max(reached[box.id], left[box.id]), repeats[box.id], box)
        for box in picture.boxes
    )


def _passages(drawn: _Flows, picture: Picture) -> tuple[Passage, ...]:
    arrows = {(arrow.source, arrow.target): arrow for arrow in picture.arrows}
    top = max(flow["count"] for flow in drawn)
    slowest = max(drawn, key=_time_spent)
    return tuple(
        Passage(
            flow["source"],
            flow["target"],
            flow["count"],
            flow["median"],
            flow["p90"],
            weight=1 + min(3, int(4 * flow["count"] / top)),
            slowest=flow is slowest and _time_spent(flow) > 0,
            arrow=arrows[flow["source"], flow["target"]],
        )
        for flow in drawn
    )


def _carrying(flows: _Flows, *, least: float, cases: int) -> list[Mapping[str, Any]]:
    between = [flow for flow in flows if flow["source"] != flow["target"]]
    return [flow for flow in between if flow["count"] >= least * cases][:_MOST_ARROWS]


def _time_spent(flow: Mapping[str, Any]) -> float:
    return float(flow["count"] * (flow["median"] or 0))
