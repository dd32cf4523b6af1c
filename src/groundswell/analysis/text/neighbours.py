"""Which tickets are like which, and how far they share their company."""

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from groundswell.analysis.text.features import Matrix, Reals

_EDGES_AT_ONCE = 100_000
# A column is light that adds at most so much to any cosine and makes at least this share of the
# work. What it adds is added to the nearest without it, of which so many more are looked at.
_LIGHT = 0.002
_WORK = 0.01
_MOST_LIGHT = 16
_SPARE = 8

Columns = npt.NDArray[np.int64]


def find_neighbours(
    vectors: Matrix, others: Matrix, *, most: int, least: float, threads: int = 2
) -> Matrix:
    """Return the cosine of each row with its most similar rows of `others`.

    Args:
        vectors: unit rows, shape (n, terms).
        others: unit rows, shape (m, terms).
        most: how many neighbours are kept for a row.
        least: lowest cosine that is kept.
        threads: processors to use; the result is the same for any number.

    Returns:
        Shape (n, m), sorted by falling cosine within a row.
    """
    found: Matrix = sp_matmul_topn(
        vectors, others.T.tocsr(), top_n=most, threshold=least, sort=True, n_threads=threads
    )
    return found


def find_own_neighbours(vectors: Matrix, *, most: int, least: float) -> Matrix:
    """Return the cosine of each row with its most similar rows, itself among them.

    As `find_neighbours` with the same rows twice, but columns that make much of the work and
    hardly a difference are left out first and added for the nearest rows only. Nearly every row
    holds the hours of a day, and two rows that share them are hardly nearer for it: such columns
    cost the square of their rows.

    Args:
        vectors: unit rows, shape (n, terms).
        most: how many neighbours are kept for a row.
        least: lowest cosine that is kept.
    """
    light, worth = _list_light(vectors)
    if light.size == 0:
        return find_neighbours(vectors, vectors, most=most, least=least)
    rest = _without(vectors, light)
    rough = find_neighbours(rest, rest, most=most + max(most, _SPARE), least=least - worth)
    return _add_light(rough, vectors[:, light].toarray(), most, least)


def _list_light(vectors: Matrix) -> tuple[Columns, float]:
    """Return the light columns, and what they add to a cosine at the most."""
    work = np.bincount(vectors.indices, minlength=vectors.shape[1]).astype(np.float64) ** 2
    heaviest = np.argsort(-work, kind="stable")[:_MOST_LIGHT]
    worth = _list_largest(vectors)[heaviest] ** 2
    light = (worth <= _LIGHT) & (work[heaviest] >= _WORK * work.sum())
    return np.sort(heaviest[light]), float(worth[light].sum())


def _list_largest(matrix: Matrix) -> Reals:
    largest = np.zeros(matrix.shape[1], dtype=np.float32)
    np.maximum.at(largest, matrix.indices, matrix.data)
    return largest


def _without(matrix: Matrix, columns: Columns) -> Matrix:
    """Return the matrix with nothing in some columns."""
    kept = np.ones(matrix.shape[1], dtype=np.bool_)
    kept[columns] = False
    held = kept[matrix.indices]
    bounds = np.concatenate(([0], np.cumsum(held)))[matrix.indptr].astype(np.int32)
    return sparse.csr_matrix((matrix.data[held], matrix.indices[held], bounds), shape=matrix.shape)


def _add_light(rough: Matrix, light: Reals, most: int, least: float) -> Matrix:
    """Return the nearest rows with what the light columns add to their cosines."""
    owners = np.repeat(np.arange(rough.shape[0], dtype=np.int32), np.diff(rough.indptr))
    near = rough.data.copy()
    for column in light.T:
        near += column[owners] * column[rough.indices]
    kept = np.flatnonzero(near > least)
    kept = kept[np.lexsort((-near[kept], owners[kept]))]
    counts = np.bincount(owners[kept], minlength=rough.shape[0])
    rank = np.arange(len(kept)) - np.repeat(np.cumsum(counts) - counts, counts)
    kept = kept[rank < most]
    bounds = np.concatenate(([0], np.cumsum(np.minimum(counts, most))))
    return sparse.csr_matrix((near[kept], rough.indices[kept], bounds), shape=rough.shape)


def weigh_by_company(nearest: Matrix, most: int) -> Matrix:
    """Return a symmetric graph whose edges weigh more where two rows share their neighbours.

    A chance link between two groups joins rows with different neighbours and so weighs little.
    The weight is the cosine times (1 + shared neighbours) / (1 + most).

    Source:
        R. A. Jarvis and E. A. Patrick, "Clustering Using a Similarity Measure Based on Shared Near
        Neighbors", IEEE Transactions on Computers C-22 (1973), 1025-1034.
    """
    count = nearest.shape[0]
    lists = np.full((count, most), -1, dtype=np.int32)
    lengths = np.diff(nearest.indptr)
    owners = np.repeat(np.arange(count, dtype=np.int32), lengths)
    rank = np.arange(nearest.nnz) - np.repeat(nearest.indptr[:-1], lengths)
    lists[owners, rank] = nearest.indices
    lists.sort(axis=1)
    apart = owners != nearest.indices
    first, second = owners[apart], nearest.indices[apart]
    shared = np.concatenate(
        [
            _shared(lists, first[at : at + _EDGES_AT_ONCE], second[at : at + _EDGES_AT_ONCE])
            for at in range(0, max(1, len(first)), _EDGES_AT_ONCE)
        ]
    )
    weights = nearest.data[apart] * (1 + shared) / (1 + most)
    graph = sparse.csr_matrix((weights, (first, second)), shape=(count, count))
    return graph.maximum(graph.T).tocsr()


def _shared(
    lists: npt.NDArray[np.int32], first: npt.NDArray[np.int32], second: npt.NDArray[np.int32]
) -> npt.NDArray[np.int64]:
    ours, theirs = lists[first], lists[second]
    same = (ours[:, :, None] == theirs[:, None, :]) & (ours >= 0)[:, :, None]
    counted: npt.NDArray[np.int64] = same.any(axis=2).sum(axis=1)
    return counted
