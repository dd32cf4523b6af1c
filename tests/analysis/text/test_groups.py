"""Features, neighbours and clusters on a handful of texts."""

import numpy as np
import pytest
from scipy import sparse

from groundswell.analysis.text.clusters import Grouping, assign, find_centres
from groundswell.analysis.text.features import (
    Matrix,
    Weights,
    keep_heaviest,
    learn_vocabulary,
    scale_rows,
)
from groundswell.analysis.text.lexicon import Lexicon
from groundswell.analysis.text.neighbours import (
    find_neighbours,
    find_own_neighbours,
    weigh_by_company,
)
from groundswell.analysis.text.runs import count_runs
from groundswell.analysis.text.tokens import Reader
from groundswell.analysis.text.wordlists import read_data
from tests.analysis.text.made_tickets import JOBS, LOCKED, PASSWORDS

READER = Reader(Lexicon())
WEIGHTS = Weights(**read_data("text_options.toml")["weights"])
HOW = Grouping(
    neighbours=15, similar=0.25, resolution=2.0, merge=0.62, assign=0.45, prototype_terms=40
)


def vectors(titles: list[str]) -> Matrix:
    rows, silent = READER.read(titles), READER.read([""] * len(titles))
    return learn_vocabulary(rows, silent, WEIGHTS, rare=1, rarity=0.7).vectors(rows, silent)


def test_rows_have_length_one_and_only_the_heaviest_terms() -> None:
    found = vectors(
        [
            *PASSWORDS,
            *LOCKED,
            "a b c " + " ".join(f"word{letter}x" for letter in "abcdefghijklmnop"),
        ]
    )

    lengths = np.asarray(found.multiply(found).sum(axis=1)).ravel()
    assert lengths == pytest.approx(1.0, abs=1e-5)
    assert np.diff(found.indptr).max() <= WEIGHTS.top_terms


def test_keeping_the_heaviest_keeps_the_largest_of_each_row() -> None:
    matrix = Matrix(np.array([[3.0, 1.0, 2.0], [0.0, 5.0, 0.0]], dtype=np.float32))

    kept = keep_heaviest(matrix, 2).toarray()

    assert kept.tolist() == [[3.0, 0.0, 2.0], [0.0, 5.0, 0.0]]


def test_an_empty_row_stays_empty() -> None:
    scaled = scale_rows(Matrix(np.array([[0.0, 0.0], [3.0, 4.0]], dtype=np.float32)))

    assert scaled.toarray() == pytest.approx(np.array([[0, 0], [0.6, 0.8]]))


def test_word_order_does_not_matter_for_a_pair() -> None:
    found = vectors(["reset the password", "password reset", "account locked"])

    likeness = (found @ found.T).toarray()

    assert likeness[0, 1] == pytest.approx(1.0, abs=1e-5)
    assert likeness[0, 2] == 0


def test_company_counts_neighbours_that_two_rows_share() -> None:
    found = vectors(["vpn drops", "vpn drops daily", "vpn drops often", "toner empty"])
    nearest = find_neighbours(found, found, most=4, least=0.1)

    graph = weigh_by_company(nearest, 4)

    assert (graph != graph.T).nnz == 0
    assert graph[0, 1] == pytest.approx(nearest[0, 1] * 4 / 5)
    assert graph[3].nnz == 0


def test_three_troubles_make_three_groups() -> None:
    titles = [*PASSWORDS, *LOCKED, *JOBS]
    found = vectors(titles)

    centres = find_centres(found, np.ones(len(titles), np.float32), HOW, seed=1)
    labels, near = assign(found, centres, HOW.assign)

    for part in (PASSWORDS, LOCKED, JOBS):
        own = labels[[titles.index(title) for title in part]]
        assert np.bincount(own[own >= 0]).max() >= 0.8 * len(part)
    assert near.max() <= 1.0 + 1e-5


def test_nothing_to_compare_gives_no_group() -> None:
    found = vectors(["", ""])

    centres = find_centres(found, np.ones(2, np.float32), HOW, seed=1)

    assert centres.shape[0] == 0
    assert assign(found, centres, 0.4)[0].tolist() == [-1, -1]


def test_runs_lie_within_words_and_case_does_not_count() -> None:
    one, other, joined = count_runs(["Print job", "print JOB", "printjob"], length=4, hashes=2**16)

    assert (one != other).nnz == 0
    assert one.sum() == len([" pri", "prin", "rint", "int ", " job", "job "])
    assert one.multiply(joined).nnz == 4


def test_columns_that_nearly_all_rows_hold_change_no_neighbour() -> None:
    rng = np.random.default_rng(3)
    words = sparse.random(400, 60, density=0.08, format="csr", dtype=np.float32, random_state=3)
    hours = np.zeros((400, 4), dtype=np.float32)
    hours[np.arange(400), rng.integers(0, 4, 400)] = 0.03
    rows = scale_rows(sparse.hstack([scale_rows(words), hours], format="csr"))

    quick = find_own_neighbours(rows, most=6, least=0.3)
    plain = find_neighbours(rows, rows, most=6, least=0.3)

    assert (quick.indptr == plain.indptr).all()
    assert np.allclose(quick.toarray(), plain.toarray(), atol=1e-6)
