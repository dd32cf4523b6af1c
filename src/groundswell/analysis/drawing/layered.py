"""A graph laid out in layers, from top to bottom.

Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures",
IEEE Transactions on Systems, Man, and Cybernetics 11 (1981), in its plain form: cycles are broken
at the lightest edges, a node stands below everything that leads to it, long edges pass through
places of their own, and each layer is ordered by the middle of its neighbours.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from itertools import pairwise

BOX_WIDTH, BOX_HEIGHT = 168.0, 46.0
_GAP_ACROSS, _GAP_DOWN = 36.0, 58.0
_BEND_WIDTH = 20.0
_MARGIN = 14.0
#: how far outside the boxes an arrow runs that goes back up, and how far apart two of them are
_LANE = 18.0
#: what the words of an arrow take up
_LABEL_WIDTH, _LINE = 96.0, 15.0
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Edge:
    """Something to draw as an arrow; the heaviest decide which way is down."""

    source: str
    target: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node stands: its upper left corner and its size."""

    id: str
    x: float
    y: float
    width: float = BOX_WIDTH
    height: float = BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Arrow:
    """Where an edge runs: a path as SVG writes it, and where its words stand."""

    source: str
    target: str
    path: str
    label_x: float
    label_y: float
    #: against the order of the layers: back to an earlier step
    back: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A graph with its places; the size is that of the whole."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


_Places = dict[str, tuple[float, float]]


def lay_out(ids: Sequence[str], edges: Sequence[Edge]) -> Picture:
    """Return where each box and arrow stands; the same input gives the same picture.

    Edges to nodes that are not given, and from a node to itself, are not drawn.
    """
    boxed = set(ids)
    drawn = [e for e in edges if {e.source, e.target} <= boxed and e.source != e.target]
    down, back = _break_cycles(ids, drawn)
    layer = _layers(ids, down)
    chains = {(edge.source, edge.target): _chain(edge, layer) for edge in down}
    rows = _order(ids, layer, list(chains.values()))
    middles = _places(rows, boxed)
    boxes = tuple(
        Box(id_, middles[id_][0] - BOX_WIDTH / 2, middles[id_][1] - BOX_HEIGHT / 2) for id_ in ids
    )
    right = max((x for x, _ in middles.values()), default=0.0) + BOX_WIDTH / 2
    arrows = [_down(edge, chains[edge.source, edge.target], middles) for edge in down]
    arrows += [_up(edge, middles, right + _LANE * lane) for lane, edge in enumerate(back, start=1)]
    return Picture(
        right + _LANE * len(back) + (56.0 if back else 0.0) + _MARGIN,
        max((y for _, y in middles.values()), default=0.0) + BOX_HEIGHT / 2 + _MARGIN,
        boxes,
        tuple(_apart(arrows)),
    )


def _apart(arrows: Sequence[Arrow]) -> list[Arrow]:
    """Return the arrows with their words moved up or down where they would hide one another."""
    placed: list[Arrow] = []
    for arrow in arrows:
        for step in range(2 * len(placed) + 1):
            # 0, one line down, one up, two down, two up …
            shift = _LINE * ((step + 1) // 2) * (1 if step % 2 else -1)
            moved = replace(arrow, label_y=arrow.label_y + shift)
            if not any(_hides(moved, other) for other in placed):
                break
        placed.append(moved)
    return placed


def _hides(one: Arrow, other: Arrow) -> bool:
    across, down = abs(one.label_x - other.label_x), abs(one.label_y - other.label_y)
    return across < _LABEL_WIDTH and down < _LINE


def _break_cycles(ids: Sequence[str], edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Return the edges that point down and those that go back; the heaviest are placed first."""
    after: dict[str, set[str]] = {id_: set() for id_ in ids}
    down, back = [], []
    for edge in sorted(edges, key=lambda edge: (-edge.weight, edge.source, edge.target)):
        if _reaches(after, edge.target, edge.source):
            back.append(edge)
        else:
            after[edge.source].add(edge.target)
            down.append(edge)
    return down, back


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        waiting += after[here] - seen
        seen |= after[here]
    return False


def _layers(ids: Sequence[str], down: Sequence[Edge]) -> dict[str, int]:
    """Return the layer of each node: one below the lowest that leads to it."""
    before: dict[str, list[str]] = {id_: [] for id_ in ids}
    for edge in down:
        before[edge.target].append(edge.source)
    layer: dict[str, int] = {}
    for id_ in TopologicalSorter(before).static_order():
        layer[id_] = 1 + max((layer[other] for other in before[id_]), default=-1)
    return layer


def _chain(edge: Edge, layer: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the places that an edge passes, with their layers; a bend in each layer between."""
    first, last = layer[edge.source], layer[edge.target]
    bends = [(f"{edge.source}\n{edge.target}\n{at}", at) for at in range(first + 1, last)]
    return [(edge.source, first), *bends, (edge.target, last)]


def _order(
    ids: Sequence[str], layer: Mapping[str, int], chains: Sequence[list[tuple[str, int]]]
) -> list[list[str]]:
    """Return the places of each layer from left to right, with few crossings."""
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for id_ in ids:
        rows[layer[id_]].append(id_)
    near: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for place, at in chain[1:-1]:
            rows[at].append(place)
        for (upper, _), (lower, _) in pairwise(chain):
            near[upper].append(lower)
            near[lower].append(upper)
    for sweep in range(_SWEEPS):
        way = rows if sweep % 2 == 0 else rows[::-1]
        for beside, row in pairwise(way):
            row.sort(key=_middles(beside, row, near).__getitem__)
    return rows


def _middles(
    beside: Sequence[str], row: Sequence[str], near: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Return, for each place of a row, the middle of its neighbours in the row beside it."""
    at = {place: number for number, place in enumerate(beside)}
    middles = {}
    for number, place in enumerate(row):
        seen = [at[other] for other in near.get(place, ()) if other in at]
        middles[place] = sum(seen) / len(seen) if seen else float(number)
    return middles


def _places(rows: Sequence[Sequence[str]], boxes: set[str]) -> _Places:
    """Return the middle of every place; each layer is centred."""
    widths = [[BOX_WIDTH if place in boxes else _BEND_WIDTH for place in row] for row in rows]
    totals = [sum(row) + _GAP_ACROSS * (len(row) - 1) for row in widths]
    whole = max(totals, default=0.0)
    middles: _Places = {}
    for depth, (row, sizes, total) in enumerate(zip(rows, widths, totals, strict=True)):
        x = _MARGIN + (whole - total) / 2
        y = _MARGIN + BOX_HEIGHT / 2 + depth * (BOX_HEIGHT + _GAP_DOWN)
        for place, size in zip(row, sizes, strict=True):
            middles[place] = (x + size / 2, y)
            x += size + _GAP_ACROSS
    return middles


def _down(edge: Edge, chain: Sequence[tuple[str, int]], middles: _Places) -> Arrow:
    points = [middles[place] for place, _ in chain]
    (x, y), (to_x, to_y) = points[0], points[-1]
    stops = [(x, y + BOX_HEIGHT / 2), *points[1:-1], (to_x, to_y - BOX_HEIGHT / 2)]
    path = f"M{_at(stops[0])}"
    for (from_x, from_y), (next_x, next_y) in pairwise(stops):
        half = (from_y + next_y) / 2
        path += f" C{_at((from_x, half))} {_at((next_x, half))} {_at((next_x, next_y))}"
    # In the middle of a long way are only bends; the words of a short one stand between boxes.
    first, second = stops[(len(stops) - 1) // 2], stops[(len(stops) - 1) // 2 + 1]
    middle = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)
    return Arrow(edge.source, edge.target, path, *middle, back=False)


def _up(edge: Edge, middles: _Places, lane: float) -> Arrow:
    (x, y), (to_x, to_y) = middles[edge.source], middles[edge.target]
    start, end = (x + BOX_WIDTH / 2, y + 8), (to_x + BOX_WIDTH / 2, to_y - 8)
    reach = lane + _LANE
    path = f"M{_at(start)} C{_at((reach, start[1]))} {_at((reach, end[1]))} {_at(end)}"
    # The middle of a cubic curve whose two handles lie on one line.
    label_x = (start[0] + 6 * reach + end[0]) / 8
    return Arrow(edge.source, edge.target, path, label_x, (start[1] + end[1]) / 2, back=True)


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
