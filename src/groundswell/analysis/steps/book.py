"""Reads steps and thresholds from steps.toml and step_templates.toml; see there what they mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Scoring:
    """How terms become a score and a ranking."""

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
    narrow: float
    noticed_days: int
    noticed: tuple[float, float, float]
    open_limit: int
    facing_every: int
    alike: float
    kept_records: int
    target: int


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
    risk: float
    judged: tuple[int, int, int, int]
    how_to: tuple[str, ...]
    done: str
    share: tuple[float, float, float] = (0.0, 0.0, 0.0)
    enable: float = 0.0
    unit: str = ""
    likely: float = 0.0
    money: float = 0.0
    seen_by: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    faces_management: bool = False
    #: from and to which level of its practice it leads; None where it was made from records
    start_level: int | None = None
    end_level: int | None = None
    #: the indicator of the catalogue that shows it done, with `least` or `most`
    measure: Mapping[str, Any] = field(default_factory=dict)

    @property
    def urgency(self) -> float:
        """Return WSJF: value, time criticality and what it opens, by the size of the job.

        Source: D. Reinertsen, "The Principles of Product Development Flow", 2009, in the form of
        four judgements.
        """
        value, time, opens, size = self.judged
        return (value + time + opens) / size


@dataclass(frozen=True, slots=True)
class StepBook:
    """Everything that is known about steps before the records are seen."""

    scoring: Scoring
    thresholds: Mapping[str, float]
    instances: Mapping[str, Pattern]
    templates: Mapping[str, Pattern]

    def pattern(self, name: str) -> Pattern | None:
        """Return a pattern by its id, None where this version has none of that name."""
        return self.instances.get(name) or self.templates.get(name)


@cache
def load_book(folder: Path = FOLDER) -> StepBook:
    """Read the book."""
    data = tomllib.loads((folder / "steps.toml").read_text(encoding="utf-8"))
    general = tomllib.loads((folder / "step_templates.toml").read_text(encoding="utf-8"))
    return StepBook(
        scoring=Scoring(**_frozen(data["scoring"])),
        thresholds=data["thresholds"],
        instances={
            name: Pattern(id=name, **_frozen(entry)) for name, entry in data["instance"].items()
        },
        templates={entry["id"]: _template(entry) for entry in general["template"]},
    )


def _template(entry: Mapping[str, Any]) -> Pattern:
    given = _frozen(entry)
    return Pattern(start_level=given.pop("from"), end_level=given.pop("to"), **given)


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
