"""Reads the rules of the process from their data file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "rules.toml"


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


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules, and how their result is shown."""

    rules: tuple[RuleText, ...]
    examples: int
    confidence: float
    recorded_share: float

    @property
    def words(self) -> tuple[str, ...]:
        """Return every class of words that a rule asks for."""
        return tuple(sorted({word for rule in self.rules for word in rule.first + rule.then}))

    @property
    def timed_words(self) -> tuple[str, ...]:
        """Return the classes of words whose time matters, not only their place."""
        timed = [rule for rule in self.rules if rule.kind == "within"]
        return tuple(sorted({word for rule in timed for word in rule.then}))


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
