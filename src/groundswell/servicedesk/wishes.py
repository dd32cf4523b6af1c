"""Whether words ask for something, where others say that something is wrong."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from groundswell.analysis.text.wordlists import word_lists
from groundswell.foundation.search.words import cut

#: letters of what is told that are read: a log further down says nothing of what is wanted
_READ = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """The words by which somebody asks for something, and whether they say that it is trouble."""

    words: str = ""
    denied: bool = False

    def __bool__(self) -> bool:
        """Tell whether something is asked for."""
        return bool(self.words) and not self.denied


@dataclass(frozen=True, slots=True)
class _Words:
    says: tuple[str, ...]
    begins: frozenset[str]
    is_none: tuple[str, ...]
    trouble: tuple[str, ...]


def find_wish(text: str) -> str:
    """Return the words by which a text asks for something; "" where it tells of trouble, or both.

    Whoever needs a thing because another is broken has trouble: that is what the desk has to end.
    """
    held, words = _load(), cut(text[:_READ])
    line = f" {' '.join(words)} "
    if _first(held.trouble, line):
        return ""
    for phrase in held.is_none:
        line = line.replace(f" {phrase} ", " ")
    rest = line.split()
    if rest and rest[0] in held.begins and rest[0] == words[0]:
        return rest[0]
    return _first(held.says, line)


def _first(phrases: Iterable[str], line: str) -> str:
    return next((phrase for phrase in phrases if f" {phrase} " in line), "")


@cache
def _load() -> _Words:
    """Return the words of the data file, with those that the analysis knows for a trouble."""
    path = Path(__file__).with_name("wishes.toml")
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    lists, troubles = word_lists(), set(held["concepts"])
    known = [word for word, name in lists.concepts.items() if name in troubles]
    known += [" ".join(run) for run, name in lists.phrases.items() if name in troubles]
    spelled = {" ".join(cut(words)) for words in known}
    return _Words(
        says=tuple(held["says"]),
        begins=frozenset(held["begins"]),
        is_none=tuple(held["is_none"]),
        trouble=(*held["trouble"], *sorted(spelled)),
    )
