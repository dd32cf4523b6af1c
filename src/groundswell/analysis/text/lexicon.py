"""From a token as typed to the terms that tickets are compared by.

A term is an integer: its kind in the high bits, a hash of its folded, stemmed word in the low ones.
Hashing keeps memory bounded whatever people type; two words in one place of two million are rare
enough not to matter.
"""

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache
from zlib import crc32

from groundswell.analysis.text.masks import find_mask, fold, trim
from groundswell.analysis.text.stems import stem
from groundswell.analysis.text.wordlists import WordLists, word_lists

HASH_BITS = 21
HASHES = 1 << HASH_BITS

_PIECES = re.compile(r"\w[\w']*")
_IDEOGRAMS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Shorter roots are roots of too many words: logon would lend its own to logo.
_SHORTEST_ROOT = 5
_SHORTEST_WORD = 4
_MOST_REMEMBERED = 600_000


class Kind(IntEnum):
    """What a term is, and so how much it says."""

    WORD = 0
    CONCEPT = 1
    LIGHT = 2
    CODE = 3
    NAME = 4
    NUMBER = 5
    STOP = 6
    VARIABLE = 7


def make_term(kind: Kind, word: str) -> int:
    """Return the term of a folded word."""
    return int(kind) << HASH_BITS | crc32(word.encode("utf-8", "replace")) & (HASHES - 1)


VARIABLE = int(Kind.VARIABLE) << HASH_BITS
"""The one term of everything that differs from ticket to ticket."""

_MASKED = {"code": Kind.CODE, "name": Kind.NAME, "number": Kind.NUMBER}


class Lexicon(dict[str, tuple[int, ...]]):
    """Terms by token as typed; what is not yet known is worked out and remembered."""

    def __init__(self, corrections: Mapping[str, str] | None = None) -> None:
        """Take the words that are a slip of the finger for another, folded, see `spelling`."""
        super().__init__()
        self._corrections = corrections or {}
        self._lists = word_lists()
        self._concepts, self._generic = _spread_lists()
        self._numbered = frozenset(term for word in self._lists.number_words for term in self[word])

    @property
    def number_terms(self) -> frozenset[int]:
        """Return the terms after which a number says something: error 88, windows 11."""
        return self._numbered

    def __missing__(self, token: str) -> tuple[int, ...]:
        terms = self._read(trim(token))
        if len(self) < _MOST_REMEMBERED:
            self[token] = terms
        return terms

    def corrected(self, words: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return those of these words that are a slip of the finger, each with what is meant."""
        known = self._corrections
        return frozenset((word, known[word]) for word in map(fold, words) if word in known)

    def word_term(self, word: str) -> int:
        """Return the term of one trimmed word."""
        if word in self._concepts:
            return self._concept(self._concepts[word])
        if word in self._lists.stop or len(word) == 1:
            return make_term(Kind.STOP, word)
        plain = fold(word)
        plain = self._corrections.get(plain, plain)
        root = stem(plain)
        for known in (plain, root):
            if known in self._concepts:
                return self._concept(self._concepts[known])
        kind = Kind.LIGHT if root in self._generic else Kind.WORD
        return make_term(kind, root)

    def _concept(self, name: str) -> int:
        kind = Kind.CONCEPT
        if name in self._lists.light:
            kind = Kind.LIGHT
        elif name in self._lists.common:
            kind = Kind.WORD
        return make_term(kind, f"={name}")

    def _read(self, trimmed: str) -> tuple[int, ...]:
        if not trimmed:
            return ()
        if (trimmed.isalpha() and trimmed.isascii()) or trimmed in self._concepts:
            return (self.word_term(trimmed),)
        mask = find_mask(trimmed)
        if mask is not None:
            kind = _MASKED.get(mask.kind)
            return (VARIABLE if kind is None else make_term(kind, trimmed),)
        if _IDEOGRAMS.search(trimmed):
            return _pairs(trimmed)
        pieces = _PIECES.findall(trimmed)
        if len(pieces) == 1 and pieces[0] == trimmed:
            return (self.word_term(trimmed),)
        return tuple(term for piece in pieces for term in self._read(trim(piece)))


def _pairs(text: str) -> tuple[int, ...]:
    """Read writing without spaces by pairs of neighbouring characters."""
    runs = re.findall(r"\w+", text)
    pairs = [run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))]
    return tuple(make_term(Kind.WORD, pair) for pair in pairs)


@cache
def _spread_lists() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the concepts by word, and the roots of the words that say little."""
    lists = word_lists()
    return _spread(lists), frozenset(stem(fold(word)) for word in lists.generic)


def _spread(lists: WordLists) -> dict[str, str]:
    """Return the concepts by word as written, without accents, and by stem where that is clear."""
    spread: dict[str, str] = {}
    for word, name in lists.concepts.items():
        plain = fold(word)
        for form, shortest in ((stem(plain), _SHORTEST_ROOT), (plain, _SHORTEST_WORD)):
            if len(form) >= shortest and form not in lists.stop:
                spread.setdefault(form, name)
    return spread | dict(lists.concepts)
