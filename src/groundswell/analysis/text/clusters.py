"""Groups of like tickets: communities of the neighbour graph, joined where their centres agree."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import sparse

from groundswell.analysis.text.features import Matrix, Reals, keep_heaviest, scale_rows
from groundswell.analysis.text.neighbours import (
    find_neighbours,
    find_own_neighbours,
    weigh_by_company,
)
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from sknetwork import clustering
else:
    clustering = LateModule("sknetwork.clustering")

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


def find_centres(vectors: Matrix, weights: Reals, how: Grouping, *, seed: int) -> Matrix:
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
    nearest = find_own_neighbours(vectors, most=how.neighbours + 1, least=how.similar)
    graph = weigh_by_company(nearest, how.neighbours + 1)
    labels = _communities(graph, weights, how.resolution, seed)
    return _merge(_sum_members(vectors, weights, labels, how.prototype_terms), how)


def assign(vectors: Matrix, centres: Matrix, least: float) -> tuple[Labels, Reals]:
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


def make_centres(sums: Matrix, terms: int) -> Matrix:
    """Return the centres of groups from the sums of their members: heaviest terms, unit rows."""
    return scale_rows(keep_heaviest(sums, terms))


def _sum_members(vectors: Matrix, weights: Reals, labels: Labels, terms: int) -> Matrix:
    """Return the weighted sum of each group's members, shape (groups, terms).

    Only a few times as many terms as a centre holds are kept: what falls out here cannot rise far
    enough by joining groups to matter.
    """
    groups = int(labels.max(initial=-1)) + 1
    inside = np.flatnonzero(labels >= 0)
    members = sparse.csr_matrix(
        (weights[inside], (labels[inside], inside)), shape=(groups, vectors.shape[0])
    )
    return keep_heaviest((members @ vectors).tocsr(), 4 * terms)


def _communities(graph: Matrix, weights: Reals, resolution: float, seed: int) -> Labels:
    """Return a group for each row that has a neighbour or stands for several tickets, else -1."""
    alone = np.diff(graph.indptr) == 0
    linked, repeated = np.flatnonzero(~alone), np.flatnonzero(alone & (weights > 1))
    labels = np.full(graph.shape[0], -1, dtype=np.int64)
    if linked.size:
        louvain = clustering.Louvain(resolution=resolution, random_state=seed)
        labels[linked] = louvain.fit_predict(graph[linked][:, linked].tocsr())
    labels[repeated] = labels.max(initial=-1) + 1 + np.arange(len(repeated))
    return labels


def _merge(sums: Matrix, how: Grouping) -> Matrix:
    """Return the centres once groups whose centres agree are one.

    Each group joins only the one it is nearest to, and only if that holds both ways, round after
    round until no two agree: so groups do not chain.
    """
    centres = make_centres(sums, how.prototype_terms)
    while centres.shape[0] > 1:
        first, second = _list_mutual(centres, how.merge)
        if first.size == 0:
            break
        rest = np.setdiff1d(np.arange(centres.shape[0]), np.concatenate((first, second)))
        joined = (sums[first] + sums[second]).tocsr()
        sums = sparse.vstack([sums[rest], joined], format="csr")
        fresh = make_centres(joined, how.prototype_terms)
        centres = sparse.vstack([centres[rest], fresh], format="csr")
    return centres


def _list_mutual(centres: Matrix, least: float) -> tuple[Labels, Labels]:
    """Return the pairs of groups that are each other's nearest, at least so near."""
    near = find_neighbours(centres, centres, most=2, least=least).tocoo()
    apart = near.row != near.col
    best = np.full(centres.shape[0], -1, dtype=np.int64)
    # Written backwards, so that the nearer of two stays.
    best[near.row[apart][::-1]] = near.col[apart][::-1]
    ours = np.arange(centres.shape[0])
    mutual = (best >= 0) & (best[best] == ours) & (ours < best)
    return ours[mutual], best[mutual]
