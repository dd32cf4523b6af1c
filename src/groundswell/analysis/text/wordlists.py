"""The word lists that the analysis of text reads: masks, synonyms, stop words, ways of writing."""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_LANGUAGES = ("en", "de", "fr")


@dataclass(frozen=True, slots=True)
class Mask:
    """A kind of token that is not a word, and how it is compared; see `text_masks.toml`."""

    name: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Everything that `data/text_*.toml` says about single words, folded to lower case."""

    masks: tuple[Mask, ...]
    number_words: frozenset[str]
    stop: frozenset[str]
    #: the words of `stop` by language, to tell languages apart
    languages: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    dangling: frozenset[str]
    capitals: frozenset[str]
    spelling: Mapping[str, str]
    title_prefixes: re.Pattern[str]
    #: word → the word that stands for it
    concepts: Mapping[str, str]
    #: several words in a row → the word that stands for them
    phrases: Mapping[tuple[str, ...], str]
    #: concepts that say that something is wrong, not what
    light: frozenset[str]
    #: concepts that many different troubles share
    common: frozenset[str]
    #: concepts that say what is wrong or wanted; the others name a thing
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """From when a word counts as the name of a person; see `text_titles.toml`."""

    leads: frozenset[str]
    greets: frozenset[str]
    learn_from: int
    least: int
    share: float
    least_letters: int
    unlikely: float
    beside: float


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What makes a phrase a title; see `text_titles.toml`."""

    acts: frozenset[str]
    general: frozenset[str]
    states: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    people: PeopleRules
    #: acts whose thing stands behind them, so that no title ends with one
    doing: frozenset[str]
    #: words of those who ask for something
    wants: frozenset[str]
    #: what stands behind a thing that is asked for, by language
    wanted: Mapping[str, str]
    #: what stands behind a thing of which people only say that it fails, by language
    failing: Mapping[str, str]
    #: what stands for a person, by language
    somebody: Mapping[str, str]


def read_data(name: str) -> dict[str, Any]:
    """Return the content of one data file of the analysis, for the caller to change as needed."""
    return deepcopy(_load(name))


@cache
def _load(name: str) -> dict[str, Any]:
    place = resources.files("groundswell.analysis").joinpath("data", name)
    return tomllib.loads(place.read_text(encoding="utf-8"))


@cache
def word_lists() -> WordLists:
    """Return the word lists, read once."""
    masks, words, synonyms = (
        read_data(f"text_{part}.toml") for part in ("masks", "words", "synonyms")
    )
    return WordLists(
        masks=tuple(
            Mask(mask["name"], mask["as"], re.compile(mask["pattern"])) for mask in masks["mask"]
        ),
        number_words=frozenset(masks["number_words"]),
        stop=frozenset(word for part in words["stop"].values() for word in part.split()),
        languages={name: frozenset(words["stop"][name].split()) for name in _LANGUAGES},
        generic=frozenset(words["generic"].split()),
        dangling=frozenset(words["dangling"].split()),
        capitals=frozenset(words["capitals"].split()),
        spelling=dict(words["spelling"]),
        title_prefixes=re.compile(words["title_prefixes"], re.IGNORECASE),
        concepts={
            word: name
            for name, entry in synonyms.items()
            for word in (name, *entry.get("words", ()))
        },
        phrases={
            tuple(re.findall(r"\w[\w'-]*", phrase)): name
            for name, entry in synonyms.items()
            for phrase in entry.get("phrases", ())
        },
        light=frozenset(name for name, entry in synonyms.items() if entry.get("light")),
        telling=frozenset(name for name, entry in synonyms.items() if entry.get("tells")),
        common=frozenset(name for name, entry in synonyms.items() if entry.get("common")),
    )


@cache
def title_words() -> TitleWords:
    """Return what is known of the words of titles, read once."""
    held = read_data("text_titles.toml")
    names = ("acts", "general", "states", "conjunctions", "auxiliaries", "doing", "wants")
    sets = {name: frozenset(held[name].split()) for name in names}
    spoken = {name: frozenset(held["people"][name].split()) for name in ("leads", "greets")}
    people = PeopleRules(**(held["people"] | spoken))
    return TitleWords(
        **sets,
        people=people,
        wanted=held["wanted"],
        failing=held["failing"],
        somebody=held["somebody"],
    )
