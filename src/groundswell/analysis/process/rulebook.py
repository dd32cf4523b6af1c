"""Reads the rules of the process from their data file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where in a case one of these classes of words occurs: first, last, or the first time (at)."""

    which: Literal["first", "last", "at"]
    words: tuple[str, ...]

    @property
    def column(self) -> str:
        """Return the name of its column in the case table."""
        return "_".join((self.which, *self.words))


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule as data; see rules.toml."""

    id: str
    says: str
    kind: str
    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    counted: str = ""
    most: int = 0
    priorities: tuple[int, ...] = ()
    minutes: float = 0.0

    @property
    def before(self) -> Mark | None:
        """Return the place of `first`, None where the rule names none."""
        which: Literal["first", "last"] = "last" if self.kind == "response" else "first"
        return Mark(which, self.first) if self.first else None

    @property
    def after(self) -> Mark | None:
        """Return the place of `then`, None where the rule names none."""
        ends: dict[str, Literal["last", "at"]] = {"response": "last", "within": "at"}
        return Mark(ends.get(self.kind, "first"), self.then) if self.then else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the places that it asks for."""
        return tuple(mark for mark in (self.before, self.after) if mark)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules, and how their result is shown."""

    rules: tuple[RuleText, ...]
    examples: int
    confidence: float
    recorded_share: float

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return every place in a case that a rule asks for, each once."""
        wanted = (mark for rule in self.rules for mark in rule.marks)
        return tuple(dict.fromkeys(wanted))


@cache
def load_rules(path: Path = FILE) -> RuleBook:
    """Read the rules."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = tuple(_rule(entry) for entry in data["rule"])
    return RuleBook(rules, data["examples"], data["confidence"], data["recorded_share"])


def _rule(entry: dict[str, Any]) -> RuleText:
    return RuleText(
        id=entry["id"],
        says=entry["says"],
        kind=entry["kind"],
        first=tuple(entry.get("first", ())),
        then=tuple(entry.get("then", ())),
        counted=entry.get("counted", ""),
        most=entry.get("most", 0),
        priorities=tuple(entry.get("priorities", ())),
        minutes=entry.get("minutes", 0.0),
    )
