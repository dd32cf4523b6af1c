"""The prerequisites as a drawing: what is reached, what can be begun now, what comes later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from groundswell.analysis.steps.graph import Graph, Node, load_graph

#: measures of the drawing, in its own units
_WIDE, _HIGH, _GAP_X, _GAP_Y, _LABEL, _TOP = 184, 42, 26, 10, 104, 8
_LINE = 24

Where = Literal["reached", "open", "later"]


@dataclass(frozen=True, slots=True)
class Box:
    """One node in its place."""

    node: Node
    where: Where
    x: int
    y: int
    lines: tuple[str, ...]
    #: what has to be there before, and is not; in words
    waits_for: tuple[str, ...]
    wide: int = _WIDE
    high: int = _HIGH

    @property
    def text_x(self) -> int:
        """Return where its words begin."""
        return self.x + 26

    @property
    def mark_x(self) -> int:
        """Return where its mark stands."""
        return self.x + 10

    @property
    def rows(self) -> tuple[tuple[int, str], ...]:
        """Return its words line by line, each with its height."""
        first = self.y + (26 if len(self.lines) == 1 else 18)
        return tuple((first + 15 * place, line) for place, line in enumerate(self.lines))

    @property
    def mark(self) -> str:
        """Return the sign of where it stands, so that colour is not alone."""
        return {"reached": "✓", "open": "▸", "later": "·"}[self.where]


@dataclass(frozen=True, slots=True)
class Line:
    """What leads from one box to another, as the path of a drawing."""

    path: str
    hard: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a page needs to draw the map."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    #: name of each practice and the height at which its boxes begin
    lanes: tuple[tuple[str, int], ...]


def draw_map(reached: frozenset[str]) -> Drawing:
    """Return the map with what is reached marked: a lane for each practice, from left to right."""
    graph = load_graph()
    depths = {name: _depth(name, graph) for name in graph.nodes}
    boxes: dict[str, Box] = {}
    lanes = []
    y = _TOP
    for practice, words in graph.practices.items():
        own = [node for node in graph.nodes.values() if node.practice == practice]
        if not own:
            continue
        lanes.append((words, y + 26))
        rows: dict[int, int] = {}
        for node in sorted(own, key=lambda one: (depths[one.id], one.id)):
            row = rows.get(depths[node.id], 0)
            rows[depths[node.id]] = row + 1
            boxes[node.id] = _box(node, reached, graph, depths[node.id], y + row * (_HIGH + _GAP_Y))
        y += max(rows.values()) * (_HIGH + _GAP_Y) + _GAP_Y
    width = _LABEL + (max(depths.values()) + 1) * (_WIDE + _GAP_X)
    lines = tuple(_draw_lines(boxes, reached, graph))
    return Drawing(width, y, tuple(boxes.values()), lines, tuple(lanes))


def _box(node: Node, reached: frozenset[str], graph: Graph, depth: int, y: int) -> Box:
    missing = sorted(graph.needed(node.id) - reached)
    where: Where = "reached" if node.id in reached else "later" if missing else "open"
    return Box(
        node=node,
        where=where,
        x=_LABEL + depth * (_WIDE + _GAP_X),
        y=y,
        lines=tuple(wrap(node.words, _LINE)[:2]),
        waits_for=tuple(graph.nodes[name].words for name in missing),
    )


def _depth(name: str, graph: Graph) -> int:
    """Return the longest way of hard prerequisites to a node."""
    needed = graph.needed(name)
    return 1 + max(_depth(one, graph) for one in needed) if needed else 0


def _draw_lines(boxes: Mapping[str, Box], reached: frozenset[str], graph: Graph) -> Iterator[Line]:
    for name, box in boxes.items():
        hard = graph.needed(name)
        for other in sorted(hard | set(graph.nodes[name].after)):
            start = boxes[other]
            x1, y1 = start.x + _WIDE, start.y + _HIGH // 2
            x2, y2 = box.x, box.y + _HIGH // 2
            if x2 <= x1:
                continue  # a soft prerequisite further to the right stands in the list alone
            bend = (x2 - x1) // 2
            path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
            yield Line(path, other in hard, other in reached and name in reached)
