"""Slips of the finger: a rare word one letter away from a common one is taken for that word."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from groundswell.analysis.text.masks import fold
from groundswell.analysis.text.tokens import read_words
from groundswell.analysis.text.wordlists import word_lists

_SHORTEST = 6
# A word is common from so many tickets on, and a slip is at most this share of it.
_COMMON = 4
_SLIP = 0.1
# One letter for another makes real words of real words (chance, change), so it takes longer words
# and a commoner target.
_SHORTEST_CHANGED = 8
_SLIP_CHANGED = 0.05


def learn_corrections(texts: Iterable[str]) -> dict[str, str]:
    """Return the common word for each rare one that is a letter away from it.

    Both have at least six letters and begin alike: people seldom miss the first letter, and short
    words are too close to one another. Known words of the synonym table count as common.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({word for word in read_words(text) if len(word) >= _SHORTEST})
    letters = {word: count for word, count in seen.items() if word.isalpha()}
    listed = _read_lists()
    common = {word for word, count in letters.items() if count >= _COMMON or word in listed.words}
    nearby = _by_shape(sorted(common, key=lambda word: (-letters[word], word)))
    corrections = {}
    for word, count in letters.items():
        meant = None if word in common else _find_near(word, nearby, listed.by_shape)
        if meant is None:
            continue
        most = _most_share(word, meant)
        if count <= most * letters.get(meant, 0) or (meant in listed.known and most == _SLIP):
            corrections[word] = meant
    return corrections


@dataclass(frozen=True, slots=True)
class _Listed:
    """The words of our own lists, which count as common wherever they are not seen.

    Attributes:
        words: all of them.
        known: those of the synonym table.
        by_shape: the first of them by each of their shapes.
    """

    words: frozenset[str]
    known: frozenset[str]
    by_shape: Mapping[str, str]


@cache
def _read_lists() -> _Listed:
    lists = word_lists()
    known = frozenset(fold(word) for word in lists.concepts if len(word) >= _SHORTEST)
    words = known | {fold(word) for word in lists.stop | lists.generic}
    return _Listed(words, known, _by_shape(sorted(words)))


def _by_shape(words: Iterable[str]) -> dict[str, str]:
    """Return for each shape the first of these words that has it."""
    nearby: dict[str, str] = {}
    for word in words:
        for shape in _shapes(word):
            nearby.setdefault(shape, word)
    return nearby


def _find_near(word: str, seen: Mapping[str, str], listed: Mapping[str, str]) -> str | None:
    """Return a word that is a letter away: one that was seen, or else one of the lists."""
    found = (seen.get(shape) or listed.get(shape) for shape in _shapes(word))
    return next((meant for meant in found if meant and meant[0] == word[0]), None)


def _shapes(word: str) -> list[str]:
    """Return the word and the word without each one of its letters but the first."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


def _most_share(word: str, meant: str) -> float:
    """Return how often the word may be seen, as a share of what is meant, to be a slip for it."""
    start = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), -1)
    rest, target = (word[start:], meant[start:]) if start >= 0 else ("", "")
    one_more_or_less = rest[1:] == target or rest == target[1:]
    swapped = rest[:2] == target[1::-1] and rest[2:] == target[2:]
    if one_more_or_less or swapped:
        return _SLIP
    changed = rest[1:] == target[1:] and len(word) >= _SHORTEST_CHANGED
    return _SLIP_CHANGED if changed else 0.0
