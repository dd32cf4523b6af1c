"""Tickets as rows of terms: one flat array and where each ticket starts."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from groundswell.analysis.text.lexicon import HASH_BITS, Kind, Lexicon, make_term
from groundswell.analysis.text.masks import fold, trim
from groundswell.analysis.text.wordlists import word_lists

Terms = npt.NDArray[np.int32]
Bounds = npt.NDArray[np.int64]

# A row longer than this says nothing new about the trouble: it is a log, a thread or a form.
_MOST_CHARACTERS = 1500

_AT_ONCE = 500_000

_STOP = make_term(Kind.STOP, "")
_BREAK = make_term(Kind.STOP, "\n")


@dataclass(frozen=True, slots=True)
class Rows:
    """Terms of many texts; row i is `terms[bounds[i]:bounds[i + 1]]`."""

    terms: Terms
    bounds: Bounds

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def lengths(self) -> Bounds:
        """Return the number of terms in each row."""
        return np.diff(self.bounds)

    @property
    def owners(self) -> npt.NDArray[np.int32]:
        """Return the row number of each term."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.lengths)

    def take(self, rows: npt.NDArray[np.integer]) -> "Rows":
        """Return some rows, in the order asked for."""
        lengths = self.bounds[rows + 1] - self.bounds[rows]
        bounds = np.concatenate(([0], np.cumsum(lengths)))
        offsets = np.arange(bounds[-1]) - np.repeat(bounds[:-1], lengths)
        return Rows(self.terms[np.repeat(self.bounds[rows], lengths) + offsets], bounds)

    def keep(self, mask: npt.NDArray[np.bool_]) -> "Rows":
        """Return the rows with only the terms that the mask keeps."""
        bounds = np.zeros(len(self.bounds), dtype=np.int64)
        # In pieces: to count along all terms of ten million tickets takes gigabytes.
        for start in range(0, len(self), _AT_ONCE):
            ends = self.bounds[start : start + _AT_ONCE + 1]
            kept = np.concatenate(([0], np.cumsum(mask[ends[0] : ends[-1]])))
            bounds[start + 1 : start + len(ends)] = bounds[start] + kept[ends[1:] - ends[0]]
        return Rows(self.terms[mask], bounds)


def join_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of several parts, one after the other."""
    shifts = np.cumsum([0, *(len(part.terms) for part in parts)])
    bounds = [part.bounds[:-1] + shift for part, shift in zip(parts, shifts, strict=False)]
    return Rows(
        np.concatenate([part.terms for part in parts]) if parts else np.empty(0, np.int32),
        np.concatenate([*bounds, shifts[-1:]]).astype(np.int64),
    )


class Reader:
    """Turns texts into rows of terms, phrases made one, words that carry nothing left out."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases = _phrase_tables(lexicon.corrected(_words_of_phrases()))
        self._before_number = _table_of(lexicon.number_terms)

    def read(self, texts: Iterable[str]) -> Rows:
        """Return the terms of each text."""
        terms_of = self._lexicon.__getitem__
        flat, ends = array("i"), array("q", [0])
        for text in texts:
            tokens = text[:_MOST_CHARACTERS].lower().split()
            flat.extend(chain.from_iterable(map(terms_of, tokens)))
            flat.append(_BREAK)
            ends.append(len(flat))
        return self._tidy(Rows(np.array(flat, dtype=np.int32), np.array(ends, dtype=np.int64)))

    def list_terms(self, token: str, before: str = "") -> tuple[int, ...]:
        """Return the terms of one token as it reads after another, phrases not made one."""
        terms = self._lexicon[token.lower()]
        if len(terms) == 1 and terms[0] >> HASH_BITS == Kind.NUMBER:
            led = self._lexicon[before.lower()][-1:]
            return tuple(_mix(terms[0], term) for term in led if self._before_number[term])
        return terms

    def list_words(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield each term of a text with the token it stands for, phrases not made one."""
        for token in text[:_MOST_CHARACTERS].lower().split():
            for term in self._lexicon[token]:
                yield term, token

    def _tidy(self, rows: Rows) -> Rows:
        terms = rows.terms
        for phrases in self._phrases:
            _merge(terms, phrases)
        kinds = terms >> HASH_BITS
        numbers = np.flatnonzero(kinds == Kind.NUMBER)
        follows = self._before_number[terms[numbers - 1]] & (numbers > 0)
        said = numbers[follows]
        terms[said] = _mix(terms[said].astype(np.int64), terms[said - 1])
        terms[numbers[~follows]] = Kind.VARIABLE << HASH_BITS
        return rows.keep(terms >> HASH_BITS != Kind.STOP)


def _mix(number: Any, before: Any) -> Any:
    """Return the term of a number after a word that gives it a meaning: error 88, job 4711."""
    return ((number * 31 + before) & ((1 << HASH_BITS) - 1)) | (Kind.CODE << HASH_BITS)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases of one length: their keys in order, and what each stands for."""

    length: int
    starts: npt.NDArray[np.bool_]
    keys: npt.NDArray[np.uint64]
    meanings: Terms


@cache
def _words_of_phrases() -> frozenset[str]:
    return frozenset(word for words in word_lists().phrases for word in words)


@lru_cache(maxsize=16)
def _phrase_tables(corrections: frozenset[tuple[str, str]]) -> list[_Phrases]:
    """Return the phrases by length, longest first, where these slips are taken for other words."""
    lexicon = Lexicon(dict(corrections))
    by_length: dict[int, dict[tuple[int, ...], int]] = {}
    for words, name in word_lists().phrases.items():
        terms = tuple(lexicon[word][0] for word in words)
        by_length.setdefault(len(words), {})[terms] = lexicon.word_term(name)
    tables = []
    for length, phrases in sorted(by_length.items(), reverse=True):
        keys = _keys(np.array(list(phrases), dtype=np.int32))
        order = np.argsort(keys)
        meanings = np.array(list(phrases.values()), dtype=np.int32)[order]
        starts = _as_table(first for first, *_ in phrases)
        tables.append(_Phrases(length, starts, keys[order], meanings))
    return tables


def _keys(windows: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """Return one number for each row of terms, its order included."""
    keys = np.zeros(len(windows), dtype=np.uint64)
    for column in windows.T:
        keys = keys * np.uint64(0x9E3779B97F4A7C15) + column.astype(np.uint64)
    return keys


@lru_cache(maxsize=16)
def _table_of(terms: frozenset[int]) -> npt.NDArray[np.bool_]:
    return _as_table(terms)


def _as_table(terms: Iterable[int]) -> npt.NDArray[np.bool_]:
    table = np.zeros((Kind.VARIABLE + 1) << HASH_BITS, dtype=np.bool_)
    table[list(terms)] = True
    return table


def _merge(terms: Terms, phrases: _Phrases) -> None:
    """Put the phrase's term in place of its first word and drop the others, where it stands."""
    places = np.flatnonzero(phrases.starts[terms])
    places = places[places + phrases.length <= len(terms)]
    windows = np.stack([terms[places + step] for step in range(phrases.length)], axis=1)
    keys = _keys(windows)
    at = np.minimum(np.searchsorted(phrases.keys, keys), len(phrases.keys) - 1)
    found = phrases.keys[at] == keys
    here = places[found]
    for step in range(1, phrases.length):
        terms[here + step] = _STOP
    terms[here] = phrases.meanings[at[found]]


def read_words(text: str) -> list[str]:
    """Return the folded words of a text, for counting spellings."""
    return [*map(_read_word, text[:_MOST_CHARACTERS].lower().split())]


@lru_cache(maxsize=100_000)
def _read_word(token: str) -> str:
    return fold(trim(token))
