"""What a group of tickets has in common, as terms with weights that stay the same between runs."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.discovery.grouping import TextGroups
from groundswell.analysis.discovery.source import Tickets
from groundswell.analysis.text.features import (
    SPACE,
    Matrix,
    Vocabulary,
    keep_heaviest,
    scale_rows,
    sum_rows,
)
from groundswell.analysis.text.lexicon import HASH_BITS, HASHES, Kind

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Prototype = Mapping[int, float]

#: A coded value takes the place of a kind of term behind all others.
CODED = (int(Kind.VARIABLE) + 1) << HASH_BITS
_MOST_READ = 2000
# What the name of a job counts beside the words that all jobs share.
_NAME = 1.5
# What coded values count beside words; alone where there are no words.
_FIELDS = 0.35
_SHARED = 0.5
FIELD_NAMES = ("service", "ci", "category", "subcategory", "symptom", "product", "closure_code")


def field_term(field: str, value: str) -> int:
    """Return the term of a coded value."""
    return CODED | crc32(f"{field}={value}".casefold().encode("utf-8", "replace")) & (HASHES - 1)


def make_prototype(tickets: Tickets, texts: TextGroups, rows: Rows, most: int) -> dict[int, float]:
    """Return the heaviest terms of some tickets, of length one; words, names and coded values."""
    some = rows[np.linspace(0, len(rows) - 1, min(len(rows), _MOST_READ)).astype(np.int64)]
    columns, totals = sum_rows(texts.vectors[some])
    width = (1, texts.vectors.shape[1])
    mean = sparse.csr_matrix((totals, columns, [0, len(columns)]), shape=width)
    middle = scale_rows(keep_heaviest(mean, most))
    terms = texts.vocabulary.terms[middle.indices]
    found = dict(zip(terms.tolist(), middle.data.astype(float).tolist(), strict=True))
    names = texts.names.take(some).terms
    named, counts = np.unique(names, return_counts=True)
    for term in named[counts >= _SHARED * len(some)].tolist():
        found[term] = _NAME
    for term in _list_shared(tickets, some):
        found[term] = _FIELDS
    length = float(np.sqrt(sum(weight**2 for weight in found.values()))) or 1.0
    return {term: weight / length for term, weight in sorted(found.items())}


def _list_shared(tickets: Tickets, rows: Rows) -> list[int]:
    """Return the coded values that most of these tickets hold."""
    shared = []
    for field in FIELD_NAMES:
        codes = tickets.codes[field]
        held = codes.numbers[rows]
        counts = np.bincount(held[held >= 0], minlength=1)
        if counts.max() >= _SHARED * len(rows):
            shared.append(field_term(field, codes.values[int(counts.argmax())]))
    return shared


def compare(ours: Sequence[Prototype], theirs: Sequence[Prototype]) -> Scores:
    """Return the cosine of each prototype with each of the others, shape (ours, theirs)."""
    parts = (ours, theirs)
    terms = [np.array([term for each in part for term in each], dtype=np.int64) for part in parts]
    known, places = np.unique(np.concatenate(terms), return_inverse=True)
    rows = np.split(places.ravel(), [len(terms[0])])
    left, right = (
        _as_rows(part, columns, max(1, len(known)))
        for part, columns in zip(parts, rows, strict=True)
    )
    near: Scores = (left @ right.T).toarray()
    return near


def _as_rows(prototypes: Sequence[Prototype], columns: Rows, width: int) -> Matrix:
    bounds = np.concatenate(([0], np.cumsum([len(each) for each in prototypes], dtype=np.int64)))
    weights = [weight for each in prototypes for weight in each.values()]
    data = np.array(weights, dtype=np.float32)
    return sparse.csr_matrix((data, columns, bounds), shape=(len(prototypes), width))


def find_nearness(texts: TextGroups, rows: Rows, prototypes: Sequence[Prototype]) -> Scores:
    """Return the cosine of tickets' words with prototypes, shape (tickets, prototypes)."""
    known = [_by_column(each, texts.vocabulary) for each in prototypes]
    places = np.array([place for each in known for place in each], dtype=np.int64)
    theirs = _as_rows(known, places, texts.vectors.shape[1])
    near: Scores = (texts.vectors[rows] @ theirs.T).toarray()
    return near


def _by_column(prototype: Prototype, vocabulary: Vocabulary) -> dict[int, float]:
    """Return the weights of the words of a prototype, by their column; its fields are left out."""
    words = [term for term in prototype if term < SPACE]
    columns = vocabulary.columns(np.array(words, dtype=np.int64)).tolist()
    return {
        column: prototype[term] for term, column in zip(words, columns, strict=True) if column >= 0
    }
