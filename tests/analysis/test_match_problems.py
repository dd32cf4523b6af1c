import json
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.discovery import discover
from groundswell.analysis.match import (
    FIXED,
    Candidate,
    Pair,
    PrototypeIndex,
    learn,
    read_learned,
    read_trial,
    try_out,
)
from tests.analysis.text.made_tickets import (
    JOBS,
    LOCKED,
    LOGINS,
    ONE_OFFS,
    PASSWORDS,
    make_evidence,
)

DESK = [*PASSWORDS, *ONE_OFFS, *LOCKED, *JOBS, *LOGINS]


@cache
def candidates() -> list[Candidate]:
    found = discover(make_evidence(DESK))
    return [Candidate(one.id, "problem", one.title, one.prototype) for one in found]


@cache
def index() -> PrototypeIndex:
    return PrototypeIndex(candidates())


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("I forgot my password", "Password reset"),
        ("Kennwort vergessen", "Password reset"),
        ("my windows account is locked again", "Account locked"),
        ("payroll portal does not let me log in", "Cannot log in to the payroll portal"),
    ],
)
def test_a_new_ticket_finds_its_problem_in_other_words(title: str, problem: str) -> None:
    (best, *_) = index().best(title)

    assert best.candidate.title.split()[-1] == problem.rsplit(maxsplit=1)[-1]


def test_it_says_why() -> None:
    shared = Candidate("KE1", "known error", "VPN drops at noon", candidates()[0].prototype)

    (best, *_) = PrototypeIndex([shared]).best("Password reset", "for the ERP")

    assert best.why[0].startswith("shared words: ")
    assert "password" in best.why[0]


def test_the_same_service_counts_and_is_said() -> None:
    told = [*["screen frozen"] * 4, *ONE_OFFS]
    service = [*["Orders"] * 4, *["Desk"] * len(ONE_OFFS)]
    (cluster,) = discover(make_evidence(told, service=service))
    index = PrototypeIndex([Candidate("P", "problem", cluster.title, cluster.prototype)])

    (there,) = index.best("screen frozen", fields={"service": "Orders"})
    (elsewhere,) = index.best("screen frozen", fields={"service": "Mail"})

    assert there.score > elsewhere.score
    assert "same service" in there.why


def test_what_nothing_knows_matches_nothing() -> None:
    assert index().best("zzxq vvwk") == ()
    assert index().best("") == ()
    assert PrototypeIndex([]).best("password reset") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_scores_fall_and_stay_within_bounds(title: str, description: str) -> None:
    scores = [found.score for found in index().best(title, description, top=10)]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


class TestLearning:
    def test_few_links_leave_the_weights_as_they_are(self) -> None:
        assert learn([(1, 0, 0)] * 100 + [(0, 0, 0)] * 100, [True] * 100 + [False] * 100) == FIXED

    def test_the_view_that_tells_gets_the_weight(self) -> None:
        chance = np.random.default_rng(1)
        right = [at % 2 == 0 for at in range(600)]
        views = [
            (chance.random(), 0.5 * is_right + 0.5 * chance.random(), 0.1) for is_right in right
        ]

        learned = learn(views, right)

        assert learned.links == 300
        assert learned.weights[1] > 5 * learned.weights[0]

    def test_a_score_is_the_share_that_was_right(self) -> None:
        chance = np.random.default_rng(2)
        views = [(chance.random(), 0.0, 0.0) for _ in range(4000)]
        right = [chance.random() < words for words, _, _ in views]

        scores = learn(views, right).score(np.array(views))
        middle = (scores > 0.4) & (scores < 0.6)

        assert np.array(right)[middle].mean() == pytest.approx(scores[middle].mean(), abs=0.06)

    def test_what_was_learnt_survives_json(self) -> None:
        learned = learn([(0.9, 0.1, 0.3), (0.2, 0.0, 0.1)] * 300, [True, False] * 300)

        assert read_learned(json.loads(json.dumps(learned.as_json()))) == learned


class TestTryingOut:
    def test_tickets_held_back_say_whether_learning_helped(self) -> None:
        chance = np.random.default_rng(3)
        pairs = [
            # the words mislead, the coded values tell
            Pair(f"T{ticket:03}", (chance.random(), 0.9 if is_right else 0.2, 0.0), is_right)
            for ticket in range(300)
            for is_right in (True, False)
        ]

        trial = try_out(pairs)

        assert trial is not None
        assert (trial.tickets, trial.pairs, trial.came_true) == (60, 120, 0.5)
        assert trial.learned_first == 60 > trial.fixed_first
        assert trial.is_as_good
        assert trial.expected == pytest.approx(0.5, abs=0.02)
        assert read_trial(json.loads(json.dumps(trial.as_json()))) == trial

    def test_where_all_were_right_nothing_can_be_tried_out(self) -> None:
        alike = (0.5, 0.0, 0.0)

        assert try_out([Pair(f"T{ticket}", alike, right=True) for ticket in range(300)]) is None
        assert try_out([]) is None
