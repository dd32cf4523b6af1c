"""What it costs to wait."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import EXACT, certain_pain, small_fix, terms_with

from groundswell.analysis.results import Span
from groundswell.analysis.worth import (
    Counting,
    appraise,
    cost_of_delay,
    cost_of_delay_week,
    cost_of_waiting,
    cost_per_year,
    cost_since,
    delay_by_duration,
    give,
    judged_order,
)
from groundswell.kernel.errors import BadInput

COST = cost_per_year(certain_pain())
UNKNOWN = cost_per_year(certain_pain(times=0))
BENEFIT = appraise(small_fix(), certain_pain(), EXACT).benefit
NO = date(2026, 3, 1)


def test_doing_nothing_costs_every_year_in_money_of_today() -> None:
    terms = terms_with(give("growth", 0.2))

    found = cost_of_waiting(COST, terms)

    assert found.known == pytest.approx(3300 / 1.1 + 3960 / 1.21 + 4752 / 1.331)


def test_a_refusal_keeps_counting() -> None:
    found = cost_since(COST, refused_on=NO, as_of=NO + timedelta(90))

    assert found.known == pytest.approx(3300 * 90 / 365)
    assert found.remark == "0 incidents counted, 90 of 90 days expected"


def test_incidents_take_the_place_of_what_was_expected() -> None:
    came = [(NO - timedelta(1), 999.0), (NO + timedelta(10), 150.0), (NO + timedelta(80), 70.0)]

    found = cost_since(
        COST, refused_on=NO, as_of=NO + timedelta(90), counting=Counting(came, NO + timedelta(60))
    )

    assert found.known == pytest.approx(150 + 3300 * 30 / 365)
    assert found.remark == "1 incidents counted, 30 of 90 days expected"


def test_counted_to_the_day_it_is_known_even_without_a_yearly_cost() -> None:
    counted = Counting([(NO + timedelta(10), 150.0)], NO + timedelta(90))

    found = cost_since(UNKNOWN, refused_on=NO, as_of=NO + timedelta(90), counting=counted)

    assert found.value == 150


def test_a_refusal_lies_before_the_question() -> None:
    with pytest.raises(BadInput, match="ask for a day on or after it"):
        cost_since(COST, refused_on=NO, as_of=NO - timedelta(1))


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_waiting_longer_never_costs_less(one: int, other: int) -> None:
    sooner, later = sorted((one, other))

    costs = [
        cost_since(COST, refused_on=NO, as_of=NO + timedelta(days)).known
        for days in (sooner, later)
    ]

    assert costs[0] <= costs[1]


def test_delay_costs_the_benefit_of_the_time() -> None:
    assert cost_of_delay(BENEFIT).known == pytest.approx(2821.5 / 12)
    assert cost_of_delay_week(BENEFIT).known == pytest.approx(2821.5 / 52)


def test_money_ranks_only_where_its_range_is_narrow() -> None:
    narrow = delay_by_duration(BENEFIT, weeks=2, range_=Span(1800, 3700, 7500))
    wide = delay_by_duration(BENEFIT, weeks=2, range_=Span(1000, 3700, 7500))

    assert narrow.known == pytest.approx(2821.5 / 104)
    assert wide.not_known == "The range is wider than a factor of 5, so judgement ranks, not money."
    with pytest.raises(BadInput, match="more than 0"):
        delay_by_duration(BENEFIT, weeks=0, range_=Span(1, 2, 3))


def test_judgement_ranks_by_steps_that_differ() -> None:
    assert judged_order(value=8, urgency=5, risk=3, size=2) == 8
    with pytest.raises(BadInput, match="The size is judged 4; use one of 1, 2, 3, 5"):
        judged_order(value=8, urgency=5, risk=3, size=4)


def test_unknown_cost_stays_unknown() -> None:
    unknown = appraise(small_fix(), certain_pain(times=0), EXACT).benefit

    for figure in (
        cost_of_waiting(UNKNOWN, EXACT),
        cost_since(UNKNOWN, refused_on=NO, as_of=NO + timedelta(9)),
        cost_of_delay(unknown),
        delay_by_duration(unknown, weeks=1, range_=Span(1, 2, 3)),
    ):
        assert figure.value is None
        assert "No incident is counted" in str(figure.not_known)
