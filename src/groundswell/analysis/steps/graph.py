"""What has to be there before what, read from prerequisites.toml, and how far a house has come."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.evidence import Evidence

FILE = Path(__file__).parent.parent / "data" / "prerequisites.toml"


@dataclass(frozen=True, slots=True)
class Node:
    """A practice at a level, or something that is made from practices (level 0)."""

    id: str
    practice: str
    level: int
    words: str
    #: nothing without these
    needs: tuple[str, ...] = ()
    #: worth more after these
    after: tuple[str, ...] = ()
    #: columns (table.column) of the evidence that show it
    shown_by: tuple[str, ...] = ()
    #: reached when so many practices are at level 1
    practices: int = 0
    #: reached when so many improvements are finished with a measure
    finished: int = 0


@dataclass(frozen=True, slots=True)
class Graph:
    """Every node by its id, and what reaching one is worth."""

    nodes: Mapping[str, Node]
    practices: Mapping[str, str]
    reached_share: float
    reached_worth: float
    soft_worth: float
    inherited: float

    def needed(self, node: str, more: Iterable[str] = ()) -> frozenset[str]:
        """Return what there has to be right before a node: no level of a practice is skipped."""
        below = self.lower(node)
        return (
            frozenset(self.nodes[node].needs)
            | frozenset(more)
            | frozenset((below,) if below else ())
        )

    def way_to(self, node: str, more: Iterable[str] = ()) -> frozenset[str]:
        """Return everything there has to be before a node, from the beginning."""
        way: set[str] = set()
        ahead = set(self.needed(node, more))
        while ahead:
            way |= ahead
            ahead = {one for name in ahead for one in self.needed(name)} - way
        return frozenset(way)

    def lower(self, node: str) -> str | None:
        """Return the node of the same practice one level below, None for the first."""
        own = self.nodes[node]
        if own.level < 2:
            return None
        for other in self.nodes.values():
            if other.practice == own.practice and other.level == own.level - 1:
                return other.id
        return None


@cache
def load_graph(path: Path = FILE) -> Graph:
    """Read the graph."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    nodes = (Node(**_frozen(entry)) for entry in data["node"])
    return Graph(
        nodes={node.id: node for node in nodes},
        practices=data["practices"],
        reached_share=data["reached_share"],
        reached_worth=data["reached_worth"],
        soft_worth=data["soft_worth"],
        inherited=data["inherited"],
    )


def reached_nodes(evidence: Evidence) -> frozenset[str]:
    """Return the nodes that the records themselves show as reached."""
    graph = load_graph()
    return frozenset(
        node.id
        for node in graph.nodes.values()
        if any(_filled(evidence, column, graph.reached_share) for column in node.shown_by)
    )


def complete_nodes(
    shown: Iterable[str], levels: Mapping[str, int | None], *, finished: int = 0
) -> frozenset[str]:
    """Return every node that is reached: shown by records, by an assessed level, or following.

    Args:
        shown: what the records show.
        levels: by practice, the level that was assessed; None and absent are not known.
        finished: improvements that are finished with a measure.
    """
    graph = load_graph()
    reached = set(shown) | {
        node.id
        for node in graph.nodes.values()
        if node.level and (levels.get(node.practice) or 0) >= node.level
    }
    begun = {graph.nodes[name].practice for name in reached if graph.nodes[name].level >= 1}
    reached |= {
        node.id
        for node in graph.nodes.values()
        if (node.practices and len(begun) >= node.practices)
        or (node.finished and finished >= node.finished)
    }
    return frozenset(reached)


def _filled(evidence: Evidence, name: str, least: float) -> bool:
    table, column = name.split(".")
    return evidence.has(table) and evidence.filled(table, column) >= least


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
