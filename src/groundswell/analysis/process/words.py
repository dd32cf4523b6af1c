"""Reads the words of an event log: which state they name and where the time after them goes."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "words.toml"


@dataclass(frozen=True, slots=True)
class WordClass:
    """One class of words; see words.toml for what its parts mean."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    segment: str | None
    finished: bool
    state: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes in the order in which they are asked, and the details that say nothing."""

    classes: tuple[WordClass, ...]
    transitions: frozenset[str]

    def classify(self, activity: str, detail: str) -> str | None:
        """Return the class of an event's words, None where no class knows them."""
        for words in (detail, activity):
            for kind in self.classes:
                if _says(kind, _plain(words)):
                    return kind.name
        return None

    def label(self, activity: str, detail: str) -> str:
        """Return the step as a person would name it; a standard transition adds nothing."""
        if not detail or _plain(detail) in self.transitions or detail == activity:
            return activity or "(no word)"
        return f"{activity}: {detail}" if activity else detail

    def named(self, *, segment: str | None = None, finished: bool | None = None) -> tuple[str, ...]:
        """Return the names of the classes with this segment or this ending."""
        return tuple(
            kind.name
            for kind in self.classes
            if (segment is None or kind.segment == segment)
            and (finished is None or kind.finished == finished)
        )


@cache
def load_vocabulary(path: Path = FILE) -> Vocabulary:
    """Read the vocabulary."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Vocabulary(
        classes=tuple(_class(entry) for entry in data["class"]),
        transitions=frozenset(data["transitions"]),
    )


def _class(entry: dict[str, Any]) -> WordClass:
    unless = entry.get("unless")
    return WordClass(
        name=entry["name"],
        pattern=re.compile(entry["pattern"]),
        unless=re.compile(unless) if unless else None,
        segment=entry.get("segment"),
        finished=entry.get("finished", False),
        state=entry.get("state", True),
    )


def _says(kind: WordClass, words: str) -> bool:
    if not kind.pattern.search(words):
        return False
    return kind.unless is None or not kind.unless.search(words)


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.lower()).strip()
