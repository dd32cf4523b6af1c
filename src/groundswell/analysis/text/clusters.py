"""Groups of like tickets: communities of the neighbour graph, joined where their centres agree."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sknetwork.clustering import Louvain

from groundswell.analysis.text.features import Matrix, keep_heaviest, scale_rows
from groundswell.analysis.text.neighbours import find_neighbours, weigh_by_company

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouping:
    """How closely tickets must agree to be one trouble; see `text_options.toml`."""

    neighbours: int
    similar: float
    resolution: float
    merge: float
    assign: float
    prototype_terms: int


def find_centres(
    vectors: Matrix, weights: npt.NDArray[np.float32], how: Grouping, *, seed: int
) -> Matrix:
    """Return the centres of the groups among these vectors, shape (groups, terms), unit rows.

    Args:
        vectors: distinct tickets, unit rows.
        weights: how many tickets each row stands for, shape (n,).
        how: the thresholds.
        seed: fixes the order in which communities are tried.

    Source:
        V. D. Blondel et al., "Fast unfolding of communities in large networks", Journal of
        Statistical Mechanics (2008) P10008; merging afterwards undoes its splitting of large
        groups.
    """
    nearest = find_neighbours(vectors, vectors, most=how.neighbours + 1, least=how.similar)
    graph = weigh_by_company(nearest, how.neighbours + 1)
    labels = _communities(graph, how.resolution, seed)
    labels = _merge(vectors, weights, labels, how)
    return make_centres(vectors, weights, labels, how.prototype_terms)


def assign(
    vectors: Matrix, centres: Matrix, least: float
) -> tuple[Labels, npt.NDArray[np.float32]]:
    """Return the nearest centre of each row, -1 where none is near, and the cosine with it."""
    if centres.shape[0] == 0:
        return np.full(vectors.shape[0], -1), np.zeros(vectors.shape[0], dtype=np.float32)
    best = find_neighbours(vectors, centres, most=1, least=least)
    filled = np.diff(best.indptr) > 0
    labels = np.full(vectors.shape[0], -1, dtype=np.int64)
    cosines = np.zeros(vectors.shape[0], dtype=np.float32)
    labels[filled] = best.indices
    cosines[filled] = best.data
    return labels, cosines


def make_centres(
    vectors: Matrix, weights: npt.NDArray[np.float32], labels: Labels, terms: int
) -> Matrix:
    """Return the weighted mean of each group, its heaviest terms only, as unit rows."""
    groups = int(labels.max(initial=-1)) + 1
    inside = np.flatnonzero(labels >= 0)
    members = sparse.csr_matrix(
        (weights[inside], (labels[inside], inside)), shape=(groups, vectors.shape[0])
    )
    return scale_rows(keep_heaviest((members @ vectors).tocsr(), terms))


def _communities(graph: Matrix, resolution: float, seed: int) -> Labels:
    """Return a group for each row that has a neighbour, -1 for the others."""
    linked = np.flatnonzero(np.diff(graph.indptr) > 0)
    labels = np.full(graph.shape[0], -1, dtype=np.int64)
    if linked.size:
        part = graph[linked][:, linked].tocsr()
        louvain = Louvain(resolution=resolution, random_state=seed)
        labels[linked] = louvain.fit_predict(part)
    return labels


def _merge(
    vectors: Matrix, weights: npt.NDArray[np.float32], labels: Labels, how: Grouping
) -> Labels:
    """Join groups whose centres agree, each only with the one it is nearest to, until none do."""
    while True:
        centres = make_centres(vectors, weights, labels, how.prototype_terms)
        if centres.shape[0] < 2:
            return labels
        joined = _join_mutual(centres, how.merge)
        if joined is None:
            return labels
        labels = np.where(labels >= 0, joined[np.maximum(labels, 0)], -1)


def _join_mutual(centres: Matrix, least: float) -> Labels | None:
    """Return new numbers for the groups with mutual nearest ones joined, None if there are none."""
    near = find_neighbours(centres, centres, most=2, least=least).tocoo()
    apart = near.row != near.col
    best = np.full(centres.shape[0], -1, dtype=np.int64)
    best[near.row[apart]] = near.col[apart]
    ours = np.arange(centres.shape[0])
    mutual = (best >= 0) & (best[best] == ours)
    if not mutual.any():
        return None
    lead = np.where(mutual, np.minimum(ours, best), ours)
    renumbered: Labels = np.unique(lead, return_inverse=True)[1]
    return renumbered
