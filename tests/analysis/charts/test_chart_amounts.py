import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.charts.amounts import (
    effort,
    elapsed,
    money,
    money_between,
    price,
    rounded,
    span_of,
)
from groundswell.analysis.results import Span


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.345, "0.35"),
        (9.96, "10"),
        (12.4, "12"),
        (99.6, "100"),
        (2913.4, "2,900"),
        (1_449_000, "1.4\u00a0million"),
        (-2913, "-2,900"),
    ],
)
def test_a_number_keeps_the_two_digits_that_matter(value: float, said: str) -> None:
    assert rounded(value) == said


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_rounding_never_turns_an_order_round(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert _number(rounded(low)) <= _number(rounded(high))


@pytest.mark.parametrize(
    ("currency", "said"),
    [
        ("EUR", "2,900\u00a0€"),
        ("USD", "$2,900"),
        ("GBP", "£2,900"),
        ("CHF", "CHF\u00a02,900"),
        ("HUF", "2,900\u00a0HUF"),
    ],
)
def test_money_stands_as_its_currency_is_written(currency: str, said: str) -> None:
    assert money(2913.4, currency) == said


def test_a_price_stays_as_it_was_named() -> None:
    assert price(1249, "EUR") == "1,249\u00a0€"
    assert price(19.9, "USD") == "$19.90"


def test_an_amount_is_followed_by_its_range() -> None:
    assert money_between(Span(1402, 2913, 5099), "EUR") == "2,900\u00a0€ (1,400 to 5,100)"


def test_a_span_is_read_from_a_record_or_from_its_document() -> None:
    span = Span(1, 2, 3)

    assert span_of(span) is span
    assert span_of({"low": 1, "likely": 2, "high": 3}) == span
    assert span_of({"likely": 2}) is None
    assert span_of(None) is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (30, "30\u00a0seconds"),
        (5400, "1.5\u00a0hours"),
        (7200, "2\u00a0hours"),
        (172800, "2\u00a0days"),
    ],
)
def test_elapsed_time_is_told_in_the_unit_that_suits_it(seconds: float, said: str) -> None:
    assert elapsed(seconds) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (40, "40\u00a0minutes"),
        (60, "1\u00a0hour"),
        (90, "1.5\u00a0hours"),
        (480, "1\u00a0working\u00a0day"),
        (1200, "2.5\u00a0working\u00a0days"),
    ],
)
def test_effort_is_told_as_one_says_it(minutes: int, said: str) -> None:
    assert effort(minutes) == said


def _number(said: str) -> float:
    return float(said.replace(",", "").replace("\u00a0million", "e6"))
