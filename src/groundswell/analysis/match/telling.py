"""Which of some troubles a text tells of, by the words that tell them from everything else.

A word tells a trouble in so far as many of its tickets hold it and few of the others do: its part
of the divergence of Kullback and Leibler, in bits, as keywords of a text are found. A word that one
of twenty-one wrote says little of what they have in common, however rare it is elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2

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
        options = telling_options()
        others = Counter[int]()
        for text in usual:
            others.update(_words(text).keys())
            others[_ALL] += 1
        told = {key: [_words(text).keys() for text in texts] for key, texts in troubles.items()}
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
        options, words = telling_options(), _words(text)
        found: dict[int, tuple[str, ...]] = {}
        for key, weights in self._weights.items():
            known = [term for term in words if term in weights]
            said = sorted(known, key=weights.__getitem__, reverse=True)
            if self._is_enough(key, said, options):
                told = dict.fromkeys(words[term] for term in said)
                found[key] = tuple(told)[: options.shown]
        return found

    def _is_enough(self, key: int, said: Sequence[int], options: TellingOptions) -> bool:
        weights, held = self._weights[key], self._held[key]
        if any(weights[t] >= options.alone and held[t] >= options.alone_in for t in said):
            return True
        return len(said) > 1 and sum(weights[term] for term in said) >= options.least


#: under it the number of texts is counted; no term is below zero
_ALL = -1


def _weigh(
    count: int, texts: int, others: Counter[int], term: int, options: TellingOptions
) -> float:
    """Return how many bits a word tells of a trouble; the last ticket that holds it counts half."""
    here = (count - 0.5) / texts
    elsewhere = (others[term] + 1) / (others[_ALL] + options.pseudo)
    return here * log2(here / elsewhere)


def _words(text: str) -> dict[int, str]:
    """Return the words of a text that carry something, as typed, by term."""
    return {
        term: trim(word)
        for term, word in _reader().list_words(text[: telling_options().most_characters])
        if term >> HASH_BITS <= Kind.NAME and term >> HASH_BITS != Kind.LIGHT
    }


@cache
def _reader() -> Reader:
    """Return one reader for all: what it has read of words it remembers."""
    return Reader(Lexicon())
