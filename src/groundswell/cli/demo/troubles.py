"""What goes wrong or is asked for: one record per kind of trouble, read from the data files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from groundswell.cli.demo.records import Channel
from groundswell.cli.demo.wording import data, folder

LANGUAGES = ("en", "de", "fr")
_TOLD = ("says", "calls")


@dataclass(frozen=True)
class Words:
    """How one trouble sounds in one language.

    What callers say and what agents write of a call is title, text and what helped, the last empty
    where any of `fixes` does. `questions` are what an agent asks, each with the likely answers.
    """

    says: Sequence[tuple[str, str, str]]
    calls: Sequence[tuple[str, str, str]] = ()
    fixes: Sequence[str] = ()
    questions: Sequence[tuple[str, Sequence[str]]] = ()
    notes: Sequence[str] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble or wish, with how often it comes and what it takes.

    `hours` is the median working time until it is resolved, `effort` the median minutes of work,
    `first_line` the share that the first group settles itself. `starts` is the share of the year
    that has gone before it first shows, `growth` how much it grows until the end (1 doubles it).
    `tails` says whether callers add something, such as that it is urgent.
    """

    id: str
    kind: str
    per_year: float
    service: str
    category: str
    group: str
    first_line: float
    impact: int
    urgency: int
    effort: float
    hours: float
    spread: float
    ci_share: float
    approval: float
    starts: float
    growth: float
    monitoring: bool
    tails: bool
    codes: Sequence[str]
    words: Mapping[str, Words]
    clock: str | None = None
    cis: Sequence[str] = ()
    departments: Mapping[str, float] = field(default_factory=dict)
    sites: Sequence[str] = ()
    channels: Mapping[Channel, float] | None = None
    slots: Mapping[str, Any] = field(default_factory=dict)
    guesses: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    once: bool = False
    burst: Mapping[str, Any] | None = None
    plan: Mapping[str, Any] = field(default_factory=dict)


def background_troubles() -> tuple[Trouble, ...]:
    """Return everything that is not part of a planted story."""
    return tuple(_troubles("background"))


def planted_troubles() -> Mapping[str, Trouble]:
    """Return the planted troubles by their ids."""
    return {trouble.id: trouble for trouble in _troubles("planted")}


def _troubles(name: str) -> Iterator[Trouble]:
    defaults = data("rules")["trouble"]
    known = {part.name for part in fields(Trouble)} - {"words"}
    for file in folder(name):
        for entry in file["trouble"]:
            words = {tongue: _words(entry[tongue]) for tongue in LANGUAGES if tongue in entry}
            given = {key: value for key, value in entry.items() if key not in LANGUAGES}
            unknown = set(given) - known
            if unknown:
                raise KeyError(f"{entry['id']}: no such setting: {', '.join(sorted(unknown))}")
            yield Trouble(words=words, **defaults | given)


def _words(entry: Mapping[str, Any]) -> Words:
    told = {
        name: [
            (title, text, *fix) if fix else (title, text, "")
            for title, text, *fix in entry.get(name, ())
        ]
        for name in _TOLD
    }
    rest = {key: value for key, value in entry.items() if key not in _TOLD}
    return Words(says=told["says"], calls=told["calls"], **rest)
