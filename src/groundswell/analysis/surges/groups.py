"""Tickets of one surge that are told alike, so that two troubles at one place can be told apart."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from groundswell.analysis.surges.arrivals import Recent
from groundswell.analysis.surges.options import PartOptions


@dataclass(slots=True)
class Group:
    """Tickets that are told alike, with everything a surge of their own would need."""

    started: float
    last: float
    ids: list[str] = field(default_factory=list)
    voices: dict[str, None] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)
    words: dict[int, float] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)

    def take(self, recent: Recent, most_titles: int) -> None:
        """Add a ticket."""
        self.ids.append(recent.id)
        self.voices[recent.voice] = None
        self.places.update(recent.places)
        add_words(self.words, recent.words)
        if len(self.titles) < most_titles and recent.title:
            self.titles.append(recent.title)
        self.started, self.last = min(self.started, recent.at), max(self.last, recent.at)

    def as_json(self) -> list[Any]:
        """Return it as a plain list."""
        return [
            self.started, self.last, self.ids, list(self.voices), list(self.places.items()),
            list(self.words.items()), self.titles,
        ]  # fmt: skip

    @classmethod
    def from_json(cls, held: list[Any]) -> "Group":
        """Return what `as_json` gave."""
        started, last, ids, voices, places, words, titles = held
        return cls(
            started,
            last,
            list(ids),
            dict.fromkeys(voices),
            Counter(dict(places)),
            dict(words),
            list(titles),
        )


def place_recent(
    groups: list[Group], recent: Recent, options: PartOptions, most_titles: int
) -> Group:
    """Add a ticket to the group that it is most like, else to one of its own; return the group."""
    best, near = None, options.alike
    for group in groups:
        likeness = cosine(recent.words, group.words)
        if likeness >= near:
            best, near = group, likeness
    if best is None:
        best = Group(recent.at, recent.at)
        groups.append(best)
    best.take(recent, most_titles)
    return best


def find_other(
    groups: Sequence[Group], one: Group, options: PartOptions, least_callers: int
) -> Group | None:
    """Return another group that is clearly told of something else; None: the words do not part.

    Both have as many callers as a surge needs, each holds a good share of the tickets, together
    nearly all, and they have hardly a telling word in common.
    """
    whole = sum(len(group.ids) for group in groups)

    def is_big(group: Group) -> bool:
        return len(group.voices) >= least_callers and len(group.ids) >= options.each * whole

    if not is_big(one):
        return None
    for other in groups:
        together = len(one.ids) + len(other.ids)
        if other is one or not is_big(other) or together < options.together * whole:
            continue
        if cosine(one.words, other.words) <= options.apart:
            return other
    return None


def split(groups: Sequence[Group], one: Group, other: Group) -> tuple[list[Group], list[Group]]:
    """Return the groups that go with the one and those that stay with the other.

    A small one goes where it is more like; where it is like neither it stays.
    """
    going, staying = [one], [other]
    for group in groups:
        if group is one or group is other:
            continue
        goes = cosine(group.words, one.words) > cosine(group.words, other.words)
        (going if goes else staying).append(group)
    return going, staying


def cosine(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """Return how alike two bags of words are, 0 to 1."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    near = sum(weight * many[word] for word, weight in few.items() if word in many)
    if not near:
        return 0.0
    return near / math.sqrt(_square(left) * _square(right))


def add_words(held: dict[int, float], more: Mapping[int, float]) -> None:
    """Add the weights of some words to those of others."""
    for word, weight in more.items():
        held[word] = held.get(word, 0.0) + weight


def _square(words: Mapping[int, float]) -> float:
    return sum(weight * weight for weight in words.values())
