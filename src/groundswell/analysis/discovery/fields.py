"""Coded fields beside the words of tickets."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from groundswell.analysis.discovery.options import FieldView
from groundswell.analysis.discovery.source import Codes, Tickets
from groundswell.analysis.text.features import Matrix, scale_rows


def add_fields(vectors: Matrix, tickets: Tickets, view: FieldView, *, length: float) -> Matrix:
    """Return the tickets' words with their coded fields beside them, as unit rows.

    A ticket without words stays empty: by its fields alone it would join whatever trouble its
    service has most of.

    Args:
        vectors: unit rows by words, shape (tickets, terms).
        tickets: all tickets, in the same order.
        view: which fields count, and how much against one another.
        length: how much all of them count beside the words.
    """
    worded = np.diff(vectors.indptr) > 0
    columns = list(_list_columns(tickets, view, worded))
    if not columns:
        return vectors
    fields = scale_rows(sparse.hstack(columns, format="csr"))
    beside = sparse.hstack([vectors, fields * np.float32(length)], format="csr")
    return scale_rows(beside)


def _list_columns(
    tickets: Tickets, view: FieldView, worded: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Iterator[Matrix]:
    for name, weight in view.fields.items():
        codes = tickets.codes[name]
        if codes.counts.size:
            telling = codes.counts <= max(1, view.most_share * len(tickets))
            yield _one_column_each(codes, weight, telling, worded)


def _one_column_each(
    codes: Codes,
    weight: float,
    telling: np.ndarray[tuple[int], np.dtype[np.bool_]],
    worded: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Matrix:
    """Return one column for each value; the rarer the value, the heavier."""
    rows = np.flatnonzero(worded & (codes.numbers >= 0))
    rows = rows[telling[codes.numbers[rows]]]
    held = codes.numbers[rows]
    seldom = np.sqrt(np.log1p(len(worded) / np.maximum(1, codes.counts)))
    data = (weight * seldom[held]).astype(np.float32)
    return sparse.csr_matrix((data, (rows, held)), shape=(len(worded), len(codes.values)))
