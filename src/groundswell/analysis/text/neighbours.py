"""Which tickets are like which, and how far they share their company."""

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from groundswell.analysis.text.features import Matrix

_EDGES_AT_ONCE = 100_000


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
