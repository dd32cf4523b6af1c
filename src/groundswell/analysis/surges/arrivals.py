"""A ticket as the watch for surges sees it, and the words that tell what it is about."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from groundswell.analysis.surges.options import WordOptions
from groundswell.analysis.text.lexicon import HASH_BITS, Kind, Lexicon, make_term
from groundswell.analysis.text.wordlists import word_lists

_SAYS_NOTHING = frozenset({Kind.LIGHT, Kind.NUMBER, Kind.STOP, Kind.VARIABLE})


@dataclass(frozen=True, slots=True)
class Arrival:
    """One ticket on the moment that it comes in."""

    id: str
    #: with offset
    at: datetime
    #: who has the trouble; None where that is not known: each such ticket counts as a person
    caller: str | None = None
    #: where the trouble is: the service first, then what else is named
    places: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    #: written by a machine: it is nobody's call
    machine: bool = False


@dataclass(slots=True, eq=False)
class Recent:
    """An arrival that is remembered for the longest window."""

    id: str
    #: seconds since 1970
    at: float
    #: whom it counts as
    voice: str
    places: tuple[str, ...]
    title: str
    #: weight of each telling word, of length 1 together
    words: dict[int, float]
    #: whether a surge holds it already
    taken: bool = False

    def as_json(self) -> list[Any]:
        """Return it as a plain list."""
        words = [[term, weight] for term, weight in self.words.items()]
        places = list(self.places)
        return [self.id, self.at, self.voice, places, self.title, words, self.taken]

    @classmethod
    def from_json(cls, held: list[Any]) -> "Recent":
        """Return what `as_json` gave."""
        ticket, at, voice, places, title, words, taken = held
        return cls(ticket, at, voice, tuple(places), title, {w[0]: w[1] for w in words}, taken)


_CALLER, _TICKET = "c", "t"


def name_voice(arrival: Arrival) -> str:
    """Return whom a ticket counts as: its caller, else somebody of whom nothing is known."""
    return f"{_CALLER}{arrival.caller}" if arrival.caller else f"{_TICKET}{arrival.id}"


def is_named(voice: str) -> bool:
    """Tell whether a voice is that of a caller who is known."""
    return voice.startswith(_CALLER)


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


@cache
def telling_terms() -> frozenset[int]:
    """Return the terms that say what is wrong or wanted, and name no thing."""
    return frozenset(make_term(Kind.CONCEPT, f"={name}") for name in word_lists().telling)


def list_words(title: str, description: str, options: WordOptions) -> list[int]:
    """Return the terms of a ticket that say something, each once, in their order."""
    known = _lexicon()
    most = options.most_characters
    text = f"{title[:most]} {description[:most]}"[:most]
    found: dict[int, None] = {}
    for token in text.lower().split():
        for term in known[token]:
            if term >> HASH_BITS not in _SAYS_NOTHING:
                found[term] = None
        if len(found) >= options.most:
            break
    return list(found)[: options.most]


def weigh_kind(term: int, options: WordOptions) -> float:
    """Return how much a word of its kind says beside the name of a thing."""
    kind = term >> HASH_BITS
    if kind == Kind.CODE:
        return options.code
    if kind == Kind.NAME:
        return options.name
    return options.telling if term in telling_terms() else 1.0
