"""Reads steps, weights and thresholds from steps.toml; see there for what they mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "steps.toml"

#: the six terms of the benefit, in the order in which they are shown
TERMS = ("pain", "value", "gap", "enable", "visible", "risk")


@dataclass(frozen=True, slots=True)
class Scoring:
    """How terms become a score and a ranking."""

    mode: str
    half_ease_days: float
    minutes_a_day: float
    reach: tuple[float, ...]
    proof_least: float
    value_reference: float
    quick_minutes: int
    ease_to_relieve: float
    shown_records: int
    draws: int
    shake: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A step as data; texts may hold {names} that are filled from the records."""

    id: str
    practice: str
    builds: str
    roles: tuple[str, ...]
    title: str
    reason: str
    minutes: int
    mandate: int
    days: int
    visible: float
    risk: float
    how_to: tuple[str, ...]
    done: str
    share: tuple[float, float, float] = (0.0, 0.0, 0.0)
    enable: float = 0.0
    unit: str = ""
    likely: float = 0.0
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """What a practice leads to."""

    source: str
    targets: tuple[str, ...]
    hard: bool = False


@dataclass(frozen=True, slots=True)
class StepBook:
    """Everything that is known about steps before the records are seen."""

    scoring: Scoring
    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]
    edges: tuple[Edge, ...]
    #: columns (table.column) that show that a node is reached, and how full one must be
    reached: Mapping[str, tuple[str, ...]]
    reached_share: float
    instances: Mapping[str, Pattern]
    templates: tuple[Pattern, ...]


@cache
def load_book(path: Path = FILE) -> StepBook:
    """Read the book."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    share = data["reached"].pop("reached_share")
    return StepBook(
        scoring=Scoring(**_frozen(data["scoring"])),
        weights=data["weights"],
        thresholds=data["thresholds"],
        edges=tuple(
            Edge(edge["from"], tuple(edge["to"]), edge.get("hard", False)) for edge in data["edge"]
        ),
        reached={node: tuple(columns) for node, columns in data["reached"].items()},
        reached_share=share,
        instances={
            name: Pattern(id=name, **_frozen(entry)) for name, entry in data["instance"].items()
        },
        templates=tuple(Pattern(**_frozen(entry)) for entry in data["template"]),
    )


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
