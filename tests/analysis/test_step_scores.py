"""The score of a step: reckoned by hand, vetoed by each factor, read aloud in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.mode import load_modes
from groundswell.analysis.mode.book import TERMS
from groundswell.analysis.results import Span
from groundswell.analysis.steps import (
    Candidate,
    Chosen,
    Standing,
    Touched,
    choose_steps,
    load_book,
    propose,
    read_candidates,
    write_candidate,
)
from groundswell.kernel.errors import BadInput

EVEN = load_modes().modes["even keel"].weights
RECORDS = frozenset({"INC.1", "CASE"})
#: every node that a general step builds: no general step is proposed beside the ones of a test
ALL = frozenset(pattern.builds for pattern in load_book().templates.values())
WORDS = {
    "title": "Blank pages", "tickets": "12 tickets", "cost": "much", "people": "", "whom": "Ann",
    "whose": "", "times": "3", "share": "80%", "person": "Ada", "who": "Bo", "amount": "150 EUR",
    "chance": "88 %",
}  # fmt: skip


def make(name: str, cost: tuple[float, float, float] | None = None, **given: Any) -> Candidate:
    touched = Touched(cost=Span(*cost) if cost else None, **{"confidence": 1.0, **given})
    return propose(load_book().instances[name], touched, WORDS, currency="EUR")


def choose(*candidates: Candidate, **given: Any) -> Chosen:
    standing = Standing(**{"shown": ALL | RECORDS, "weights": EVEN, **given})
    return choose_steps(candidates, standing, currency="EUR", seed=1)


def test_a_score_is_what_one_reckons_by_hand() -> None:
    """One step: 40 minutes, mandate 0, 14 days, risk 0.2, half of 2,000 a year ends.

    Pain 1 (the dearest), value 1 (it is its own reference), gap (2 - 1) / 2, enable 0 (nothing
    waits for it), visible 0.5 (soon, nobody named), risk 0.2.
    Benefit = .25 + .20 + .05 * .5 + 0 + .20 * .5 + .10 * .2 = .595
    Ease = 1 / (1 + 40 / 480 / 3) = .97297; reach 1; proof .6 + .4 * .5 = .8; ready 1.
    """
    step = make("open-problem", (1500, 2000, 2500), confidence=0.5)

    chosen = choose(step, shown=RECORDS | ALL, levels={"problem": 1})

    found = chosen.steps[0]
    assert [found.terms[name] for name in TERMS] == [1, 1, 0.5, 0, 0.5, 0.2]
    assert found.terms["benefit"] == 0.595
    assert found.terms["ease"] == 0.973
    assert found.terms["proof"] == 0.8
    assert found.score == pytest.approx(100 * 0.595 * (1 / (1 + 40 / 480 / 3)) * 0.8, abs=0.05)
    assert found.value_by == "cost of delay"


@pytest.mark.parametrize(
    ("cost", "by"),
    [
        ((1000, 2000, 4900), "cost of delay"),
        ((1000, 2000, 5000), "judgement"),
        ((0, 2000, 3000), "judgement"),
        (None, "judgement"),
    ],
)
def test_money_ranks_where_it_is_known_within_a_factor_of_five(
    cost: tuple[float, float, float] | None, by: str
) -> None:
    assert choose(make("open-problem", cost)).steps[0].value_by == by


def test_a_mandate_costs_reach_until_support_covers_it() -> None:
    ask = make("ask-for", (1000, 2000, 3000))

    alone, covered = choose(ask), choose(ask, covered=2)

    assert alone.steps[0].terms["reach"] == 0.6
    assert covered.steps[0].terms["reach"] == 1.0
    assert covered.ranking.scores[0] == pytest.approx(alone.ranking.scores[0] / 0.6)


def test_what_cannot_be_done_yet_lends_its_benefit_to_what_makes_it_possible() -> None:
    ask = make("ask-for", (90_000, 100_000, 110_000))

    chosen = choose(ask, shown=RECORDS | (ALL - {"CSI.1"}))

    assert ask.title not in [step.title for step in chosen.steps]
    opener = next(step for step in chosen.steps if step.id == "improvement-list")
    assert opener.inherits == ask.title
    place = chosen.ranking.candidates.index(ask)
    assert opener.terms["benefit"] == pytest.approx(0.7 * chosen.ranking.benefits[place], abs=1e-3)


def test_with_three_open_the_step_is_to_finish_one() -> None:
    chosen = choose(make("open-problem", (1, 2, 3)), open=3)

    assert [step.id for step in chosen.steps] == ["finish-one"]
    assert "one of the 3" in chosen.steps[0].title
    assert len(choose(shown=frozenset(), open=2).steps) == 1


def test_every_third_round_without_a_sign_faces_somebody_who_decides() -> None:
    def faces(**given: Any) -> bool:
        steps = choose(shown=RECORDS, **given).steps
        return any(load_book().pattern(one.id).faces_management for one in steps)  # type: ignore[union-attr]

    assert faces(round=3, signs=0)
    assert not faces(round=2, signs=0)
    assert not faces(round=3, signs=None)


def test_a_step_says_what_would_put_it_first() -> None:
    small = make("show-cost", (2000, 2500, 3000), confidence=1.0)
    large = make("open-problem", (2000, 2500, 3000), subject="p")

    steps = {step.id.partition(":")[0]: step for step in choose(small, large).steps}

    assert "no longer be first if it took more than" in steps["open-problem"].would_change[0]
    assert steps["show-cost"].would_change
    assert steps["open-problem"].holds == 1.0


def test_a_step_that_one_word_of_the_boss_puts_first_says_so() -> None:
    ask = make("ask-for", (9000, 10_000, 11_000))
    other = make("open-problem", (8000, 9000, 10_000), subject="p")

    found = next(step for step in choose(ask, other).steps if step.id == "ask-for")

    assert "It would be first if your boss had agreed." in found.would_change


@pytest.mark.parametrize(
    ("weights", "reason"),
    [
        ({**EVEN, "pain": 0.5}, "add up to 1.25; they have to add up to 1"),
        ({**EVEN, "pain": -0.25, "value": 0.7}, "The weight of pain"),
        ({"pain": 1.0}, "give one for each of"),
    ],
)
def test_weights_that_cannot_be_weighed_with_are_refused(
    weights: Mapping[str, float], reason: str
) -> None:
    with pytest.raises(BadInput, match=reason):
        choose(weights=weights)


def test_a_proposed_step_survives_its_document() -> None:
    step = make("show-cost", (1000, 2000, 3000), records=("T1",), service="Print")

    assert read_candidates([write_candidate(step)]) == (step,)
    assert read_candidates([{**write_candidate(step), "pattern": "of another version"}]) == ()


COSTS = st.tuples(*[st.floats(1, 1e6)] * 3).map(sorted).map(tuple)
STEPS = st.builds(
    lambda name, cost, subject, sure: make(name, cost, subject=subject, confidence=sure),
    st.sampled_from(sorted(set(load_book().instances) & {
        "open-problem", "write-down", "known-error", "show-cost", "ask-for", "confirm-rate",
    } - {"confirm-rate"})),
    st.none() | COSTS,
    st.text("abc", max_size=3),
    st.floats(0, 1),
)  # fmt: skip
STANDINGS = st.builds(
    Standing,
    shown=st.frozensets(st.sampled_from(sorted(ALL | RECORDS))),
    weights=st.sampled_from([traits.weights for traits in load_modes().modes.values()]),
    levels=st.dictionaries(st.sampled_from(["incident", "problem"]), st.none() | st.integers(0, 4)),
    open=st.integers(0, 5),
    covered=st.integers(0, 4),
    round=st.integers(1, 6),
    signs=st.none() | st.integers(0, 2),
)


@given(st.lists(STEPS, max_size=6), STANDINGS)
@settings(max_examples=25, deadline=None)
def test_whatever_the_house_there_are_one_to_three_and_one_is_yours_to_do_today(
    steps: list[Candidate], standing: Standing
) -> None:
    chosen = choose_steps(steps, standing, currency="EUR", seed=1)

    assert len(chosen.steps) <= 3
    assert len({step.role for step in chosen.steps}) == len(chosen.steps)
    doable = any(
        one.is_quick and score > 0
        for one, score in zip(chosen.ranking.candidates, chosen.ranking.scores, strict=True)
    )
    assert any(s.mandate == 0 and s.minutes <= 120 for s in chosen.steps) == doable
    assert chosen.steps == choose_steps(steps, standing, currency="EUR", seed=1).steps


@given(st.lists(st.floats(10, 1e6), min_size=2, max_size=8), st.floats(1, 100))
@settings(max_examples=25, deadline=None)
def test_more_pain_never_lowers_a_step(costs: list[float], times: float) -> None:
    def score_first(first: float) -> float:
        spans = [(cost * 0.5, cost, cost * 2) for cost in (first, *costs[1:])]
        steps = [make("open-problem", span, subject=str(i)) for i, span in enumerate(spans)]
        return float(choose(*steps).ranking.scores[0])

    assert score_first(costs[0] * times) >= score_first(costs[0]) - 1e-9


def test_a_house_that_has_reached_everything_still_gets_a_step_when_one_is_open() -> None:
    assert choose(replace(make("open-problem", (1, 2, 3)))).steps
