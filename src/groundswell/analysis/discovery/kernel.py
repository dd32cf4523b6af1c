"""The two functions that discovery runs over blocks of tickets: Arrow in, Arrow out, on any engine.

The first turns texts into terms, the second weighs terms and finds the nearest group. Both are
pure: what they learnt from a sample travels with them, and a ticket gets the same answer in any
block, so a result does not depend on how an engine cuts the tickets into pieces.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from groundswell.analysis.discovery.fields import FieldWeights
from groundswell.analysis.text.clusters import assign
from groundswell.analysis.text.features import Matrix, Vocabulary, make_vocabulary
from groundswell.analysis.text.lexicon import VARIABLE, Lexicon
from groundswell.analysis.text.lines import Stripper
from groundswell.analysis.text.tokens import Reader, Rows
from groundswell.evidence.engines.interface import ROW

_TERMS: pa.DataType = pa.list_(pa.int32())
_REAL: pa.DataType = pa.float32()
_WEIGHTS: pa.DataType = pa.list_(pa.float32())
_AT_ONCE = 50_000
Numbers = Mapping[str, npt.NDArray[np.int32]]


@dataclass(frozen=True)
class ReadTexts:
    """`row, title, body` as text → `row, title, body` as terms."""

    boilerplate: frozenset[str]
    corrections: Mapping[str, str]

    schema = pa.schema([(ROW, pa.int64()), ("title", _TERMS), ("body", _TERMS)])

    @cached_property
    def reader(self) -> Reader:
        """Return what turns texts into terms; it remembers the words that it has met."""
        return Reader(Lexicon(self.corrections))

    @cached_property
    def stripper(self) -> Stripper:
        """Return what takes out the lines that say nothing."""
        return Stripper(self.boilerplate)

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Return the terms of these texts."""
        titles, bodies = list_words(rows, "title"), list_words(rows, "body")
        stripped = map(self.stripper.strip, titles, bodies)
        told, said = self.reader.read(titles), self.reader.read(stripped)
        # What varies from ticket to ticket shapes a title; in a description it says nothing.
        said = said.keep(said.terms != VARIABLE)
        columns = [rows.column(ROW).combine_chunks(), as_lists(told), as_lists(said)]
        return pa.Table.from_arrays(columns, schema=self.schema)

    def __reduce__(self) -> tuple[Callable[..., "ReadTexts"], tuple[Any, ...]]:
        # The words that were met stay here.
        return ReadTexts, (self.boilerplate, self.corrections)


@dataclass(frozen=True)
class Weigh:
    """Terms and coded fields as vectors."""

    vocabulary: Vocabulary
    fields: FieldWeights

    def sample(self, titles: Rows, bodies: Rows, numbers: Numbers) -> Matrix:
        """Return the unit rows of some tickets by words and fields, worked out piece by piece."""
        pieces = [
            np.arange(at, min(at + _AT_ONCE, len(titles))) for at in range(0, len(titles), _AT_ONCE)
        ]
        parts = [self.vocabulary.vectors(titles.take(at), bodies.take(at)) for at in pieces]
        return self.fields.put_beside(sparse.vstack(parts, format="csr"), numbers)

    def __reduce__(self) -> tuple[Callable[..., "Weigh"], tuple[Any, ...]]:
        # The table of columns is nearly empty and fifty megabytes; it follows from the terms.
        known = self.vocabulary
        return _weigh_again, (known.weights, known.terms.astype(np.int32), known.idf, self.fields)


def _weigh_again(
    weights: Any, terms: npt.NDArray[np.int32], idf: Any, fields: FieldWeights
) -> Weigh:
    return Weigh(make_vocabulary(weights, terms.astype(np.int64), idf), fields)


@dataclass(frozen=True)
class Assign:
    """`row`, terms and coded fields → the nearest group, how near it is, and the words' vector."""

    weigh: Weigh
    centres: Matrix
    #: lowest cosine with a centre
    least: float

    schema = pa.schema(
        [
            (ROW, pa.int64()),
            ("label", pa.int64()),
            ("near", _REAL),
            ("places", _TERMS),
            ("weights", _WEIGHTS),
        ]
    )

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Return the nearest group of each ticket, -1 where none is near."""
        titles, bodies = as_rows(rows.column("title")), as_rows(rows.column("body"))
        words = self.weigh.vocabulary.vectors(titles, bodies)
        numbers = {
            name: rows.column(_field(at)).to_numpy()
            for at, name in enumerate(self.weigh.fields.by_value)
        }
        vectors = self.weigh.fields.put_beside(words, numbers)
        labels, near = assign(vectors, self.centres, self.least)
        columns = [
            rows.column(ROW).combine_chunks(),
            pa.array(labels),
            pa.array(near),
            _make_lists(words.indices.astype(np.int32), words.indptr),
            _make_lists(words.data, words.indptr),
        ]
        return pa.Table.from_arrays(columns, schema=self.schema)


def as_terms(titles: Rows, bodies: Rows, numbers: Numbers) -> pa.Table:
    """Return tickets as `Assign` takes them."""
    fields = {_field(at): pa.array(held) for at, held in enumerate(numbers.values())}
    row = pa.array(np.arange(len(titles), dtype=np.int64))
    return pa.table({ROW: row, "title": as_lists(titles), "body": as_lists(bodies), **fields})


def _field(at: int) -> str:
    return f"field_{at}"


def as_vectors(found: pa.Table, *, width: int) -> Matrix:
    """Return the vectors that `Assign` answered with, shape (tickets, width)."""
    places, bounds = _flatten(found.column("places"))
    weights, _ = _flatten(found.column("weights"))
    return sparse.csr_matrix((weights, places, bounds), shape=(found.num_rows, width))


def as_lists(rows: Rows) -> Any:
    """Return rows of terms as Arrow lists."""
    return _make_lists(rows.terms, rows.bounds)


def as_rows(column: Any) -> Rows:
    """Return Arrow lists as rows of terms."""
    return Rows(*_flatten(column))


def list_words(rows: pa.Table, column: str) -> list[str]:
    """Return a column of texts, "" where there is none."""
    held: Any = rows.column(column)
    words: list[str] = (held.fill_null("") if held.null_count else held).to_pylist()
    return words


def _make_lists(values: npt.NDArray[Any], bounds: npt.NDArray[np.integer]) -> Any:
    offsets = pa.array(bounds.astype(np.int32), pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.array(values))


def _flatten(column: Any) -> tuple[Any, npt.NDArray[np.int64]]:
    """Return the values of Arrow lists, one after the other, and where each list starts."""
    lists = column.combine_chunks()
    lengths = lists.value_lengths().to_numpy()
    return lists.flatten().to_numpy(), np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
