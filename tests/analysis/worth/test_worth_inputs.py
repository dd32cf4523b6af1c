"""Inputs say where they are from and keep their bounds; refusals say what to do."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import certain_pain, small_fix

from groundswell.analysis.cost import load_rates
from groundswell.analysis.worth import (
    Counted,
    Sample,
    Source,
    do_nothing,
    from_rate,
    give,
    input_rules,
    make_option,
    make_terms,
    measure,
    simulate,
)
from groundswell.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("success", 1.4, "more than 1 is taken for a slip.*0.8 for 80 %"),
        ("success", -0.1, "cannot be below 0"),
        ("cash", -5, "The one-off money is -5; it cannot be below 0"),
        ("cash", 1e12, "more than 1e\\+09 is taken for a slip"),
        ("user_rate", 50_000, "more than 10,000 is taken for a slip. The unit is money/h"),
        ("horizon", 0, "The horizon is 0; it cannot be below 1"),
        ("horizon", 2.5, "write a whole number"),
        ("life_years", 0, "has to be more than 0"),
        ("minutes", float("nan"), "write a number"),
        ("minutes", float("inf"), "write a number"),
        ("minutes", "ten", 'is "ten"; write a number'),
        ("users", True, "write a number"),
        ("cash", 1e-300, "as good as nothing; write 0"),
        ("wishes", 3, '"wishes" is no input of a case; there are per_year'),
    ],
)
def test_an_impossible_value_is_refused_with_field_value_bound_and_advice(
    key: str, value: Any, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        give(key, value)


def test_a_value_outside_its_own_range_is_refused() -> None:
    with pytest.raises(BadInput, match="low 5, likely 3, high 9. Put low below likely"):
        give("minutes", 3, low=5, high=9)


@given(st.sampled_from(sorted(input_rules())), st.floats())
def test_any_number_is_either_kept_as_it_is_or_refused_in_a_sentence(
    key: str, value: float
) -> None:
    try:
        kept = give(key, value)
    except BadInput as refusal:
        assert str(refusal).endswith((".", "%."))  # noqa: PT017
    else:
        assert kept.low == kept.value == kept.high == value


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("measured"), "measured"),
        (Source("counted"), "counted"),
        (Source("estimated", "Bo"), "estimated by Bo"),
        (Source("given", "Ada Lind"), "given by the manager Ada Lind"),
        (Source(), "default, not confirmed"),
    ],
)
def test_an_input_says_where_it_is_from(source: Source, said: str) -> None:
    entry = give("minutes", 15, low=5, high=40, source=source, on=date(2026, 3, 2))

    assert str(entry) == f"time hit 15 min, 5 to 40 ({said}, 2026-03-02)"


@pytest.mark.parametrize("kind", ["estimated", "given"])
def test_an_estimate_without_a_name_is_refused(kind: Any) -> None:
    with pytest.raises(BadInput, match="needs the name of the person"):
        Source(kind)


def test_an_unknown_source_is_refused() -> None:
    kind: Any = "guessed"

    with pytest.raises(BadInput, match="measured, counted, estimated"):
        Source(kind)


def test_a_rate_of_the_rate_card_keeps_its_source_and_its_mark() -> None:
    entry = from_rate("user_rate", load_rates()["user_rate"])

    assert (entry.low, entry.value, entry.high) == (30, 40, 55)
    assert str(entry.source) == "default, not confirmed"


def test_eight_incidents_outweigh_a_belief_and_seven_do_not() -> None:
    belief = give("minutes", 15, low=5, high=40)

    assert measure([20.0] * 7, belief) is belief
    assert measure([20.0] * 8, belief) == Sample("minutes", (20.0,) * 8)


def test_minutes_count_for_the_people_who_were_hit() -> None:
    sample = Sample("minutes", (10.0, 40.0), weights=(1.0, 3.0))

    assert sample.value == 32.5


@pytest.mark.parametrize(("values", "weights"), [((), ()), ((1.0, 2.0), (1.0,))])
def test_a_sample_needs_a_value_for_each_incident(
    values: tuple[float, ...], weights: tuple[float, ...]
) -> None:
    with pytest.raises(BadInput, match="one value for each incident"):
        Sample("minutes", values, weights)


@pytest.mark.parametrize(("incidents", "years"), [(-1, 1), (3, 0), (3, -2), (3, float("nan"))])
def test_a_count_needs_a_time(incidents: int, years: float) -> None:
    with pytest.raises(BadInput):
        Counted(incidents, years)


def test_an_option_takes_its_own_inputs_once_and_no_others() -> None:
    with pytest.raises(BadInput, match="twice"):
        make_option("Fix", give("cash", 1), give("cash", 2))
    with pytest.raises(BadInput, match="no input of an option"):
        make_option("Fix", give("minutes", 1))
    with pytest.raises(BadInput, match="give it one"):
        make_option("  ")
    with pytest.raises(BadInput, match="does not belong to the terms"):
        make_terms(give("cash", 1))
    with pytest.raises(BadInput, match="share from 0 to 1"):
        make_option("Fix", proof=2.0)
    with pytest.raises(BadInput, match="give its rate of own hours"):
        make_option("Fix", give("hours", 6))


def test_a_case_needs_options_with_names_of_their_own_and_a_seed() -> None:
    terms = make_terms()

    with pytest.raises(BadInput, match="no option to simulate"):
        simulate(certain_pain(), [], terms, seed=1)
    with pytest.raises(BadInput, match="Two options are called “Fix”"):
        simulate(certain_pain(), [small_fix(), small_fix()], terms, seed=1)
    with pytest.raises(BadInput, match="The seed is -1"):
        simulate(certain_pain(), [do_nothing()], terms, seed=-1)
    with pytest.raises(BadInput, match="There is no option “Tool”; there are “Fix”"):
        simulate(certain_pain(), [small_fix()], terms, seed=1, runs=100).of("Tool")
