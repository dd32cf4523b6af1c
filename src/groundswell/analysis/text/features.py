"""Rows of terms to weighted vectors: saturated term frequency times inverse document frequency.

Weights follow BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond", 2009) with a factor for the kind of term; only the heaviest terms of a ticket are kept.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.text.lexicon import HASH_BITS, HASHES, Kind
from groundswell.analysis.text.tokens import Rows

Matrix = sparse.csr_matrix
Reals = npt.NDArray[np.float32]

_PAIRS = int(Kind.NUMBER) << HASH_BITS
_AT_ONCE = 50_000
#: terms are smaller than this
SPACE = int(Kind.NUMBER + 1) << HASH_BITS


#: so few are sorted faster than a number is counted for every term there could be
_FEW = 500_000
#: so few columns are looked for, where a table of every term there could be is not worth its room
_FEW_TERMS = 5_000
#: terms, and how many tickets hold each
Counted = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part and kind of term counts; see `text_options.toml`."""

    title: float
    body: float
    saturation: float
    pair: float
    word: float
    concept: float
    light: float
    code: float
    name: float
    top_terms: int

    @property
    def by_kind(self) -> Reals:
        """Return the factor of each kind of term; a pair of words sits where numbers would."""
        kinds = [self.word, self.concept, self.light, self.code, self.name, self.pair]
        return np.array(kinds, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms that are compared, learnt from some tickets."""

    weights: Weights
    #: weight of each column
    idf: Reals
    #: term of each column, in order
    terms: npt.NDArray[np.int64]
    #: Column by term, from 1; 0 where a term is not compared, so that what nobody asks for of so
    #: wide a table is never written. None for few terms, which are found sooner one by one.
    places: npt.NDArray[np.int32] | None

    def columns(self, terms: npt.NDArray[np.integer]) -> npt.NDArray[np.int32]:
        """Return the column of each of these terms, -1 where it is not compared."""
        if self.places is not None:
            found: npt.NDArray[np.int32] = self.places[terms] - 1
            return found
        if not len(self.terms):
            return np.full(len(terms), -1, dtype=np.int32)
        near = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[near] == terms, near, -1).astype(np.int32)

    def vectors(self, titles: Rows, bodies: Rows) -> Matrix:
        """Return one unit vector for each ticket, shape (tickets, columns), float32."""
        counted = self._count(titles) * np.float32(self.weights.title)
        counted = counted + self._count(bodies) * np.float32(self.weights.body)
        k = np.float32(self.weights.saturation)
        counted.data = counted.data * (k + 1) / (counted.data + k) * self.idf[counted.indices]
        return scale_rows(keep_heaviest(counted, self.weights.top_terms))

    def _count(self, rows: Rows) -> Matrix:
        terms, owners = list_terms(rows)
        columns = self.columns(terms)
        known = columns >= 0
        counted = np.bincount(owners[known], minlength=len(rows))
        matrix = sparse.csr_matrix(
            (
                np.ones(int(known.sum()), dtype=np.float32),
                columns[known],
                np.concatenate(([0], np.cumsum(counted))),
            ),
            shape=(len(rows), len(self.idf)),
        )
        matrix.sum_duplicates()
        return matrix


def learn_vocabulary(
    titles: Rows, bodies: Rows, weights: Weights, *, rare: int, rarity: float
) -> Vocabulary:
    """Return the terms that are compared, with their weights.

    Args:
        titles: terms of each title.
        bodies: terms of each description, as many rows.
        weights: how parts and kinds of terms count.
        rare: a term of fewer tickets is left out.
        rarity: power of the inverse document frequency, 0 to 1.
    """
    terms, seen = _count_all(titles, bodies)
    kept, seen = terms[seen >= rare], seen[seen >= rare]
    seldom = np.log1p(len(titles) / seen) ** rarity
    idf = (seldom * weights.by_kind[kept >> HASH_BITS]).astype(np.float32)
    return make_vocabulary(weights, kept, idf)


def make_vocabulary(weights: Weights, terms: npt.NDArray[np.int64], idf: Reals) -> Vocabulary:
    """Return the vocabulary of these terms, in order, one column each."""
    if len(terms) < _FEW_TERMS:
        return Vocabulary(weights, idf, terms, places=None)
    places = np.zeros(SPACE, dtype=np.int32)
    places[terms] = np.arange(1, len(terms) + 1, dtype=np.int32)
    return Vocabulary(weights, idf, terms, places)


def _count_all(titles: Rows, bodies: Rows) -> Counted:
    """Return the terms that these tickets hold, in order, and how many hold each."""
    if len(titles) <= _AT_ONCE:
        return _count_tickets(titles, bodies)
    total = np.zeros(SPACE, dtype=np.int64)
    for start in range(0, len(titles), _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, len(titles)))
        terms, seen = _count_tickets(titles.take(rows), bodies.take(rows))
        total[terms] += seen
    terms = np.flatnonzero(total)
    return terms, total[terms]


def _count_tickets(titles: Rows, bodies: Rows) -> Counted:
    parts = [list_terms(part) for part in (titles, bodies)]
    keys = np.concatenate([owners.astype(np.int64) * SPACE + terms for terms, owners in parts])
    keys.sort()
    first = np.ones(len(keys), dtype=np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    held = keys[first] % SPACE
    if len(held) < _FEW:
        return np.unique(held, return_counts=True)
    seen = np.bincount(held, minlength=SPACE)
    terms = np.flatnonzero(seen)
    return terms, seen[terms]


def list_terms(rows: Rows) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return every term and every pair of neighbours, with the row each belongs to, in row order.

    A pair has no order, so that "reset the password" meets "password reset"; words that carry
    little and parts that vary make no pair.
    """
    kept = rows.keep(rows.terms >> HASH_BITS <= Kind.NAME)
    owners, terms = kept.owners, kept.terms
    solid = terms >> HASH_BITS != Kind.LIGHT
    first, last = terms[:-1].astype(np.int64), terms[1:].astype(np.int64)
    beside = (owners[:-1] == owners[1:]) & solid[:-1] & solid[1:] & (first != last)
    low, high = np.minimum(first, last)[beside], np.maximum(first, last)[beside]
    pairs = ((low * 1_000_003 + high) * 2_654_435_761 >> 11) % HASHES + _PAIRS
    both = np.concatenate([terms, pairs.astype(np.int32)])
    whose = np.concatenate([owners, owners[1:][beside]])
    order = np.argsort(whose, kind="stable")
    return both[order], whose[order]


def keep_heaviest(matrix: Matrix, most: int) -> Matrix:
    """Return the matrix with at most so many entries in each row, the largest ones."""
    lengths = np.diff(matrix.indptr)
    if lengths.size == 0 or lengths.max() <= most or matrix.data.max() <= 0:
        return matrix
    owners = np.repeat(np.arange(matrix.shape[0]), lengths)
    # One key for row and weight sorts three times as fast as two. The bits of a number above zero
    # sort as it does, and no weight of another row can decide a tie.
    heavy = np.maximum(matrix.data, 0).astype(np.float32).view(np.int32).astype(np.int64)
    order = np.argsort((owners << 32) - heavy, kind="stable")
    rank = np.arange(len(order)) - np.repeat(matrix.indptr[:-1], lengths)
    kept = np.sort(order[rank < most])
    bounds = np.concatenate(([0], np.cumsum(np.minimum(lengths, most))))
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], bounds), shape=matrix.shape)


def sum_rows(matrix: Matrix) -> tuple[npt.NDArray[np.integer], Reals]:
    """Return the columns that some row holds, in order, and the sum of each over all rows.

    So few rows are summed of so wide a matrix that its other columns would cost a hundred times
    as much.
    """
    columns, places = np.unique(matrix.indices, return_inverse=True)
    totals = np.zeros(len(columns), dtype=np.float32)
    np.add.at(totals, places.ravel(), matrix.data)
    return columns, totals


def scale_rows(matrix: Matrix) -> Matrix:
    """Return the matrix with rows of length one; a row without entries stays empty."""
    lengths = np.diff(matrix.indptr)
    owners = np.repeat(np.arange(matrix.shape[0]), lengths)
    norms = np.sqrt(np.bincount(owners, weights=matrix.data**2, minlength=matrix.shape[0]))
    norms[norms == 0] = 1
    scaled = (matrix.data / norms[owners]).astype(np.float32)
    return sparse.csr_matrix((scaled, matrix.indices, matrix.indptr), shape=matrix.shape)
