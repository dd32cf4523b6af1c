"""Coded fields beside the words of tickets."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.discovery.options import FieldView
from groundswell.analysis.discovery.source import Codes, Tickets
from groundswell.analysis.text.features import Matrix, Reals, scale_rows


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """What each coded value counts beside the words, learnt from all tickets."""

    #: how much all fields together count
    length: float
    #: weight of each value by name of the field; 0 for one that too many hold to tell anything
    by_value: Mapping[str, Reals]

    def put_beside(self, vectors: Matrix, numbers: Mapping[str, npt.NDArray[np.int32]]) -> Matrix:
        """Return the tickets' words with their coded fields beside them, as unit rows.

        A ticket without words stays empty: by its fields alone it would join whatever trouble its
        service has most of. What a ticket becomes does not depend on the others.

        Args:
            vectors: unit rows by words, shape (tickets, terms).
            numbers: the number of each ticket's value by name of the field, -1 for none.
        """
        worded = np.diff(vectors.indptr) > 0
        columns = [
            _one_column_each(numbers[name], weights, worded)
            for name, weights in self.by_value.items()
        ]
        if not columns:
            return vectors
        fields = scale_rows(sparse.hstack(columns, format="csr"))
        beside = sparse.hstack([vectors, fields * np.float32(self.length)], format="csr")
        return scale_rows(beside)


def learn_fields(tickets: Tickets, view: FieldView, *, length: float) -> FieldWeights:
    """Return what the values of these tickets count; the rarer a value, the heavier.

    Args:
        tickets: all tickets.
        view: which fields count, and how much against one another.
        length: how much all of them count beside the words.
    """
    by_value = {
        name: _weigh(tickets.codes[name], weight, view.most_share * len(tickets), len(tickets))
        for name, weight in view.fields.items()
        if tickets.codes[name].counts.size
    }
    return FieldWeights(length, by_value)


def _weigh(codes: Codes, weight: float, most: float, count: int) -> Reals:
    seldom = np.sqrt(np.log1p(count / np.maximum(1, codes.counts)))
    telling = codes.counts <= max(1, most)
    return np.where(telling, weight * seldom, 0).astype(np.float32)


def _one_column_each(
    numbers: npt.NDArray[np.int32], weights: Reals, worded: npt.NDArray[np.bool_]
) -> Matrix:
    """Return one column for each value."""
    rows = np.flatnonzero(worded & (numbers >= 0))
    rows = rows[weights[numbers[rows]] > 0]
    held = numbers[rows]
    return sparse.csr_matrix((weights[held], (rows, held)), shape=(len(worded), len(weights)))
