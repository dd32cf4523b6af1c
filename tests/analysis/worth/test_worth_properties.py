"""What holds for every case, whatever its numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_cases import EXACT, certain_pain, ranged_pain, small_fix, terms_with

from groundswell.analysis.results import Span
from groundswell.analysis.worth import (
    Counted,
    Option,
    Served,
    allocate,
    appraise,
    do_nothing,
    give,
    make_option,
    simulate,
)
from groundswell.analysis.worth.flows import (
    Stream,
    internal_rate,
    net_flows,
    payback_months,
    present_value,
)

MONEY = st.floats(-1e6, 1e6)
FLOWS = st.lists(MONEY, min_size=2, max_size=12)
PRICE = st.integers(0, 10_000_000).map(lambda cents: cents / 100)
SHARE = st.integers(0, 1000).map(lambda part: part / 1000)
RATE = st.integers(0, 1000).map(lambda part: part / 1000)


@given(FLOWS, RATE, st.floats(-5, 5), st.data())
def test_net_present_value_is_linear_in_the_flows(
    flows: list[float], rate: float, factor: float, data: st.DataObject
) -> None:
    other = data.draw(st.lists(MONEY, min_size=len(flows), max_size=len(flows)))
    one, two = np.array(flows), np.array(other)

    together = present_value(one + factor * two, rate)

    apart = present_value(one, rate) + factor * np.asarray(present_value(two, rate))
    assert together == pytest.approx(apart, rel=1e-9, abs=1e-3)


@given(st.floats(1, 1e6), st.lists(st.floats(0, 1e6), min_size=1, max_size=10))
def test_an_internal_rate_makes_the_net_present_value_zero(once: float, back: list[float]) -> None:
    flows = np.array([-once, *back])

    rate = internal_rate(flows)

    assume(not isinstance(rate, str))
    assert present_value(flows, float(rate)) == pytest.approx(0, abs=1e-6 * max(once, *back))


@given(FLOWS)
def test_flows_that_never_turn_have_no_internal_rate(flows: list[float]) -> None:
    assert internal_rate(np.abs(np.array(flows))) == "none"


def test_flows_that_turn_twice_have_several_internal_rates() -> None:
    flows = np.array([-100.0, 230.0, -132.0])

    assert internal_rate(flows) == "several"
    assert present_value(flows, 0.1) == pytest.approx(0)
    assert present_value(flows, 0.2) == pytest.approx(0)


@given(st.floats(0, 1e5), st.floats(1, 1e5), st.floats(1, 1e5), st.floats(0, 24))
def test_payback_comes_no_later_for_less_money_or_more_benefit(
    once: float, benefit: float, more: float, lead: float
) -> None:
    usual = payback_months(Stream(once, 0, benefit, lead, 50))

    assert payback_months(Stream(once, 0, benefit + more, lead, 50)) <= usual
    assert payback_months(Stream(once / 2, 0, benefit, lead, 50)) <= usual
    assert payback_months(Stream(once, 0, benefit, lead / 2, 50)) <= usual


@given(st.floats(0, 1e5), st.floats(0, 1e5), st.floats(0.1, 50), st.integers(1, 30))
def test_flows_hold_what_is_brought_between_the_lead_time_and_the_end_of_life(
    once: float, benefit: float, life: float, years: int
) -> None:
    flows = net_flows(Stream(once, 0, benefit, 6, life), years=years, growth=0)

    works = max(0.0, min(life, years) - 0.5)
    assert flows.shape == (years + 1,)
    assert flows.sum() == pytest.approx(benefit * works - once, abs=1e-3)


@given(SHARE, SHARE, SHARE)
def test_what_is_more_effective_is_never_worth_less(one: float, other: float, sure: float) -> None:
    less, more = sorted((one, other))

    worths = [
        appraise(
            small_fix(give("effectiveness", part), give("success", sure)), certain_pain(), EXACT
        ).net_present_value.known
        for part in (less, more)
    ]

    assert worths[0] <= worths[1] + 1e-9


@settings(max_examples=25, deadline=None)
@given(SHARE, SHARE, st.integers(0, 2**32))
def test_what_is_more_effective_is_never_worth_less_in_any_run(
    one: float, other: float, seed: int
) -> None:
    less, more = sorted((one, other))

    worths = [
        simulate(ranged_pain(), [option_of(part)], EXACT, seed=seed, runs=200).of("Fix")
        for part in (less, more)
    ]

    for end in ("low", "likely", "high"):
        least, most = (getattr(found.net_present_value, end) for found in worths)
        assert least <= most + 1e-9
    assert worths[0].chance_of_gain <= worths[1].chance_of_gain


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 200), st.floats(0.05, 5), SHARE, PRICE, st.integers(0, 2**32))
def test_a_range_is_in_order_and_a_seed_gives_the_same_figures(
    incidents: int, years: float, sure: float, money: float, seed: int
) -> None:
    pain = replace(ranged_pain(), frequency=Counted(incidents, years))
    fix = small_fix(give("cash", money, low=money / 2, high=2 * money), give("success", sure))
    options = [do_nothing(), fix]

    found = simulate(pain, options, EXACT, seed=seed, runs=300)

    assert found == simulate(pain, options, EXACT, seed=seed, runs=300)
    spans = [found.cost_per_year, found.per_year]
    for outcome in found.outcomes:
        spans += [outcome.net_present_value, outcome.saving, outcome.cost_once]
        assert 0 <= outcome.chance_of_gain <= 1
        assert all(-1 <= entry.correlation <= 1 for entry in outcome.influences)
    assert all(in_order(span) for span in spans)
    assert all(entry.value >= 0 for entry in found.knowledge)
    assert found.of("Do nothing").net_present_value == Span(0, 0, 0)


@given(st.lists(st.tuples(st.floats(0.1, 1000), st.booleans()), min_size=1, max_size=20), SHARE)
def test_shares_of_several_problems_make_up_the_whole(
    times: list[tuple[float, bool]], share: float
) -> None:
    served = [
        Served(f"problem {place}", certain_pain(times=often), proven=proven)
        for place, (often, proven) in enumerate(times)
    ]
    tool = make_option("Tool", give("cash", 800), give("share", share))

    shares = allocate(tool, served)

    assert sum(entry.share.value for entry in shares.values()) == pytest.approx(share)
    assert sum(entry.once for entry in shares.values()) == pytest.approx(share * 800)


@given(PRICE, st.floats(0.5, 20), RATE)
def test_at_the_break_even_frequency_it_costs_as_much_as_it_brings(
    money: float, life: float, discount: float
) -> None:
    fix = small_fix(give("cash", money), give("life_years", life))
    terms = terms_with(give("discount", discount))

    found = appraise(fix, certain_pain(), terms)

    often = found.break_even_frequency.known
    saved = often * 137.5 * 0.9 * 0.95
    assert saved == pytest.approx(found.annual_cost.known, rel=1e-9)


def option_of(effectiveness: float) -> Option:
    high = min(1.0, effectiveness + 0.1)
    return small_fix(give("effectiveness", effectiveness, low=effectiveness / 2, high=high))


def in_order(span: Span) -> bool:
    return span.low <= span.likely <= span.high
