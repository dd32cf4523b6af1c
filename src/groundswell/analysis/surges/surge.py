"""A surge: many people who write of one thing at once."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from groundswell.analysis.surges.arrivals import Recent, is_named
from groundswell.analysis.surges.groups import Group, add_words, place_recent
from groundswell.analysis.surges.options import PartOptions
from groundswell.analysis.surges.tail import tail_chance
from groundswell.analysis.surges.titles import write_title


@dataclass(frozen=True, slots=True)
class Unusual:
    """Why it is one: what was seen in which window beside what is usual."""

    #: the place that was unusual, None where words were
    key: str | None
    #: minutes that were looked back
    window: float
    #: tickets usual in such a window at that hour
    expected: float
    #: people who wrote in it
    seen: int
    #: chance of so many, were all as usual
    chance: float


@dataclass(frozen=True, slots=True)
class Surge:
    """What is known of a surge up to now."""

    id: str
    title: str
    started: datetime
    #: when the ticket came in that made it a surge, and which of its tickets that was, from 1
    detected: datetime
    at_ticket: int
    raised_by: str
    #: None where no ticket names its caller; one without a caller counts as a person of its own
    callers: int | None
    #: in the order in which they came
    tickets: tuple[str, ...]
    #: where most of them are, None where they name no place
    place: str | None
    unusual: Unusual
    #: when its last ticket came; None while it goes on
    ended: datetime | None = None
    #: the one that it was part of until its words parted, as that is now
    parted_from: "Surge | None" = None

    def is_raised_by(self, ticket: str) -> bool:
        """Tell whether this very ticket made it a surge."""
        return self.raised_by == ticket

    @property
    def why(self) -> str:
        """Return the reason in words."""
        seen, minutes = self.unusual, self.unusual.window
        long = f"{minutes:.0f} minutes" if minutes < 120 else f"{minutes / 60:.0f} hours"
        about = "with the same words" if seen.key is None else f"on {seen.key}"
        usual = f"{seen.expected:.1f}" if seen.expected >= 0.1 else "fewer than 0.1"
        who = "tickets" if self.callers is None else "people"
        return f"{seen.seen} {who} within {long} {about}, where {usual} tickets are usual"


@dataclass(slots=True)
class Open:
    """A surge that goes on."""

    raised_by: str
    started: float
    detected: float
    at_ticket: int
    unusual: Unusual
    #: the place or word that was unusual
    key: str | int
    last: float
    ids: list[str] = field(default_factory=list)
    voices: dict[str, None] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)
    words: dict[int, float] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    #: its tickets, by how they are told
    groups: list[Group] = field(default_factory=list)

    def take(self, recent: Recent, most_titles: int, options: PartOptions) -> Group:
        """Add a ticket; return those that are told like it."""
        recent.taken = True
        self.ids.append(recent.id)
        self.voices[recent.voice] = None
        self.places.update(recent.places)
        add_words(self.words, recent.words)
        if len(self.titles) < most_titles and recent.title:
            self.titles.append(recent.title)
        self.started, self.last = min(self.started, recent.at), max(self.last, recent.at)
        return place_recent(self.groups, recent, options, most_titles)

    def part(self, going: list[Group], staying: list[Group], *, now: float) -> "Open":
        """Keep some groups and return a surge of the others."""
        other = Open(
            raised_by=going[0].ids[-1],
            started=now,
            detected=now,
            at_ticket=0,
            unusual=self.unusual,
            key=self.key,
            last=now,
        )
        order = {ticket: at for at, ticket in enumerate(self.ids)}
        other._hold(going, order)
        self._hold(staying, order)
        other.at_ticket = len(other.ids)
        seen = self.unusual
        chance = tail_chance(len(other.voices), seen.expected, 0.0)
        other.unusual = replace(seen, seen=len(other.voices), chance=max(seen.chance, chance))
        return other

    def _hold(self, groups: list[Group], order: Mapping[str, int]) -> None:
        """Hold these groups and nothing else, their tickets in this order."""
        ids = [ticket for group in groups for ticket in group.ids]
        self.ids = sorted(ids, key=order.__getitem__)
        self.voices = dict.fromkeys(voice for group in groups for voice in group.voices)
        self.places, self.words = Counter(), {}
        for group in groups:
            self.places.update(group.places)
            add_words(self.words, group.words)
        self.titles = [title for group in groups for title in group.titles]
        self.started = min(group.started for group in groups)
        self.last = max(group.last for group in groups)
        self.groups = groups

    def likeness(self, recent: Recent) -> float:
        """Return the cosine of a ticket with what the tickets of the surge have in common."""
        held = self.words
        near = sum(weight * held[word] for word, weight in recent.words.items() if word in held)
        if not near:
            return 0.0
        return near / math.sqrt(sum(weight * weight for weight in held.values()))

    def list_places(self, share: float) -> list[str]:
        """Return the place that was unusual, and those where at least that share of tickets is.

        The one named first on most tickets comes first: the service before its server.
        """
        least = share * len(self.ids)
        return [
            place for place, count in self.places.items() if place == self.key or count >= least
        ]

    def show(self, share: float, *, ended: bool = False) -> Surge:
        """Return it as it is now."""
        place = next(iter(self.list_places(share)), None)
        return Surge(
            id=self.raised_by,
            title=write_title(self.titles, place),
            started=_moment(self.started),
            detected=_moment(self.detected),
            at_ticket=self.at_ticket,
            raised_by=self.raised_by,
            callers=len(self.voices) if any(map(is_named, self.voices)) else None,
            tickets=tuple(self.ids),
            place=place,
            unusual=self.unusual,
            ended=_moment(self.last) if ended else None,
        )

    def as_json(self) -> dict[str, Any]:
        """Return it in plain numbers and words."""
        seen = self.unusual
        return {
            "raised_by": self.raised_by,
            "times": [self.started, self.detected, self.last],
            "at_ticket": self.at_ticket,
            "unusual": [seen.key, seen.window, seen.expected, seen.seen, seen.chance],
            "key": self.key,
            "ids": self.ids,
            "voices": list(self.voices),
            "places": list(self.places.items()),
            "words": list(self.words.items()),
            "titles": self.titles,
            "groups": [group.as_json() for group in self.groups],
        }

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Open":
        """Return what `as_json` gave."""
        started, detected, last = held["times"]
        kept = cls(
            raised_by=held["raised_by"],
            started=started,
            detected=detected,
            at_ticket=held["at_ticket"],
            unusual=Unusual(*held["unusual"]),
            key=held["key"],
            last=last,
            ids=list(held["ids"]),
            voices=dict.fromkeys(held["voices"]),
            places=Counter(dict(held["places"])),
            words=dict(held["words"]),
            titles=list(held["titles"]),
            groups=[Group.from_json(each) for each in held.get("groups", ())],
        )
        if not kept.groups:  # kept before surges could part: what came until then stays together
            kept.groups = [Group(started, last, *(deepcopy(each) for each in kept._told()))]
        return kept

    def _told(self) -> tuple[Any, ...]:
        return self.ids, self.voices, self.places, self.words, self.titles


def begin(
    key: str | int,
    members: Sequence[Recent],
    unusual: Unusual,
    most_titles: int,
    options: PartOptions,
) -> Open:
    """Return a surge of these tickets, the last of which raised it."""
    last = members[-1]
    surge = Open(
        raised_by=last.id,
        started=members[0].at,
        detected=last.at,
        at_ticket=len(members),
        unusual=unusual,
        key=key,
        last=last.at,
    )
    for recent in members:
        surge.take(recent, most_titles, options)
    return surge


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
