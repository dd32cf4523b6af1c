"""Words that name a person: no trouble is called after one.

Two signs, both learnt from the tickets themselves and so from any language. People are greeted,
and sign; and letters of a scrambled name follow one another as no word of the desk's has them.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from groundswell.analysis.text.masks import fold, trim
from groundswell.analysis.text.wordlists import title_words, word_lists

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_MOST_CHARACTERS = 800
# Lines at the end of a text that hold a signature.
_SIGNED = 2
_MOST_SIGNED = 3
# Letters that were never seen to follow one another are as likely as this share of a pair.
_UNSEEN = 0.3
_LETTERS = 27


@dataclass(frozen=True, slots=True)
class People:
    """Words that name people, as a sample of the tickets shows them."""

    named: frozenset[str] = frozenset()

    def name_in(self, phrase: str) -> bool:
        """Tell whether a word of the phrase names a person."""
        return any(trim(word) in self.named for word in phrase.split())


def learn_people(texts: Iterable[tuple[str, str]]) -> People:
    """Return the words that name people.

    Args:
        texts: title and description of some tickets.
    """
    spoken = [_split(title, body) for title, body in texts]
    return People(_list_met(spoken) | _list_scrambled(spoken))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The words of a ticket in order, and those of a signature."""

    words: tuple[str, ...]
    signed: tuple[str, ...]


def _split(title: str, body: str) -> _Spoken:
    text = f"{title} \n {body[:_MOST_CHARACTERS]}"
    lines = [line for line in body[:_MOST_CHARACTERS].splitlines() if line.strip()]
    last = (_TOKEN.findall(line.lower()) for line in lines[1:][-_SIGNED:])
    signed = (word for words in last if len(words) <= _MOST_SIGNED for word in words)
    return _Spoken(tuple(_TOKEN.findall(text.lower())), tuple(signed))


def _list_met(spoken: Sequence[_Spoken]) -> frozenset[str]:
    """Return words that mostly stand where a person stands, and are greeted or sign at least once.

    What only follows "for" or "from" may be a place or a thing.
    """
    rules = title_words().people
    seen: Counter[str] = Counter()
    led: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for each in spoken:
        seen.update(each.words)
        met.update(each.signed)
        for before, word in pairwise(each.words):
            met[word] += before in rules.greets
            led[word] += before in rules.leads
    known = _known_words()
    return frozenset(
        word
        for word, times in met.items()
        if times
        and word not in known
        and len(word) > 1
        and times + led[word] >= max(rules.least, rules.share * seen[word])
    )


def _list_scrambled(spoken: Sequence[_Spoken]) -> frozenset[str]:
    """Return words whose letters hardly ever follow one another, and their other halves."""
    rules = title_words().people
    held = Counter(word for each in spoken for word in set(each.words))
    letters = Letters({word: count for word, count in held.items() if count > 1})
    known = _known_words()
    odd = {
        word
        for word, count in held.items()
        if count > 1
        and len(word) >= rules.least_letters
        and word.isascii()
        and word not in known
        and letters.weigh(word) < rules.unlikely
    }
    beside = Counter(word for each in spoken for word in set(_stand_beside(each.words, odd)))
    halves = {
        word
        for word, count in beside.items()
        if count >= rules.beside * held[word]
        and count > 1
        and len(word) >= rules.least_letters
        and word not in known
    }
    return frozenset(odd | halves)


def _stand_beside(words: Sequence[str], odd: set[str]) -> Iterator[str]:
    for one, other in pairwise(words):
        if one in odd:
            yield other
        if other in odd:
            yield one


class Letters:
    """How likely each letter is after another, in words of the desk's."""

    def __init__(self, words: dict[str, int]) -> None:
        """Take words with the number of tickets that hold them; the word lists count too."""
        self._pairs: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        for word in _known_words():
            self._count(word, 1.0)
        for word, tickets in words.items():
            self._count(word, math.log1p(tickets))

    def _count(self, word: str, weight: float) -> None:
        spelt = f" {fold(word)} "
        for one, other in pairwise(spelt):
            self._pairs[one + other] += weight  # type: ignore[assignment]
            self._first[one] += weight  # type: ignore[assignment]

    def weigh(self, word: str) -> float:
        """Return the mean natural logarithm of the chance of each letter after the one before."""
        spelt = f" {fold(word)} "
        chances = (
            (self._pairs[one + other] + _UNSEEN) / (self._first[one] + _UNSEEN * _LETTERS)
            for one, other in pairwise(spelt)
        )
        return sum(map(math.log, chances)) / (len(spelt) - 1)


@cache
def _known_words() -> frozenset[str]:
    lists, titles = word_lists(), title_words()
    known = lists.stop | lists.generic | lists.dangling | lists.capitals
    known |= frozenset(lists.concepts) | frozenset(lists.spelling)
    return known | titles.acts | titles.general | titles.states
