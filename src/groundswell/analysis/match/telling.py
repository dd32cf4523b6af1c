"""Which of some troubles a text tells of, by the words that tell them from everything else.

A word tells a trouble in so far as many of its tickets hold it and few of the others do: its part
of the divergence of Kullback and Leibler, in bits, as keywords of a text are found. A word that one
of twenty-one wrote says little of what they have in common, however rare it is elsewhere.

A word that is written as one with others counts as those too, and an article before an apostrophe
is no part of its word: a desk mixes languages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import log2

from groundswell.analysis.text.compounds import Compounds
from groundswell.analysis.text.lexicon import HASH_BITS, Kind, Lexicon
from groundswell.analysis.text.masks import trim
from groundswell.analysis.text.tokens import Reader
from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class TellingOptions:
    """See `telling` in `data/text_match.toml`."""

    most_characters: int
    pseudo: int
    word: float
    least: float
    alone: float
    alone_in: int
    shown: int


@cache
def telling_options() -> TellingOptions:
    """Return the options as the data file holds them."""
    return TellingOptions(**read_data("text_match.toml")["telling"])


class Telling:
    """The words that tell some troubles from each other and from what is told every day."""

    def __init__(self, troubles: Mapping[int, Sequence[str]], usual: Iterable[str]) -> None:
        """Count words.

        Args:
            troubles: the texts of the tickets of each, by its key.
            usual: texts of other tickets.
        """
        options, usual = telling_options(), list(usual)
        self._compounds = Compounds([*usual, *chain.from_iterable(troubles.values())])
        self._parts: dict[str, tuple[int, ...]] = {}
        others = Counter[int]()
        for text in usual:
            others.update(self._words(text).keys())
            others[_ALL] += 1
        told = {key: [*map(self._words, texts)] for key, texts in troubles.items()}
        self._weights: dict[int, dict[int, float]] = {}
        self._held: dict[int, Counter[int]] = {}
        for key, texts in told.items():
            held = Counter(term for terms in texts for term in terms)
            self._held[key] = held
            self._weights[key] = {
                term: weight
                for term, count in held.items()
                if (weight := _weigh(count, len(texts), others, term, options)) >= options.word
            }

    def fit(self, text: str) -> dict[int, tuple[str, ...]]:
        """Return the troubles that a text tells of, each with the words that say so as typed.

        It takes two telling words, or one that several of its tickets hold and hardly any other.
        """
        options, words = telling_options(), self._words(text)
        found: dict[int, tuple[str, ...]] = {}
        for key, weights in self._weights.items():
            known = [term for term in words if term in weights]
            said = sorted(known, key=weights.__getitem__, reverse=True)
            # a word and those of which it is made are one that was typed
            best = {words[term][0]: term for term in reversed(said)}
            if self._is_enough(key, [*best.values()], options):
                told = dict.fromkeys(words[term][1] for term in said)
                found[key] = tuple(told)[: options.shown]
        return found

    def _words(self, text: str) -> dict[int, tuple[int, str]]:
        """Return what carries something by term: the term of the word that was typed, and that."""
        found: dict[int, tuple[int, str]] = {}
        begun = _ARTICLE.sub("", text[: telling_options().most_characters])
        for term, token in _reader().list_words(begun):
            for held in (term, *self._parts_of(token)):
                if held >> HASH_BITS <= Kind.NAME and held >> HASH_BITS != Kind.LIGHT:
                    found.setdefault(held, (term, trim(token)))
        return found

    def _parts_of(self, token: str) -> tuple[int, ...]:
        """Return the terms of the words of which one is made."""
        if token not in self._parts:
            parts = " ".join(self._compounds.split(trim(token)))
            self._parts[token] = tuple(term for term, _ in _reader().list_words(parts))
        return self._parts[token]

    def _is_enough(self, key: int, said: Sequence[int], options: TellingOptions) -> bool:
        weights, held = self._weights[key], self._held[key]
        if any(weights[t] >= options.alone and held[t] >= options.alone_in for t in said):
            return True
        return len(said) > 1 and sum(weights[term] for term in said) >= options.least


#: what French writes before a word without a space: l'imprimante, d'étiquettes
_ARTICLE = re.compile(r"\b(?:[cdjlmnst]|qu)['\u2019](?=\w{3})", re.IGNORECASE)
#: under it the number of texts is counted; no term is below zero
_ALL = -1


def _weigh(
    count: int, texts: int, others: Counter[int], term: int, options: TellingOptions
) -> float:
    """Return how many bits a word tells of a trouble; the last ticket that holds it counts half."""
    here = (count - 0.5) / texts
    elsewhere = (others[term] + 1) / (others[_ALL] + options.pseudo)
    return here * log2(here / elsewhere)


@cache
def _reader() -> Reader:
    """Return one reader for all: what it has read of words it remembers."""
    return Reader(Lexicon())
