"""How figures are said and drawn: what is known of them, and no more."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from groundswell.foundation.templatetags.amounts import (
    asked,
    in_hours,
    in_money,
    per_cent,
    ranged,
    say_amount,
)
from groundswell.foundation.templatetags.figures import counted, figure, share


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0251, "3\u00a0%"), (0.00996, "1\u00a0%"), (0.004, "0.4\u00a0%"), (0, "0\u00a0%"),
     (1, "100\u00a0%"), (None, "not known")],
)  # fmt: skip
def test_a_share_is_said_in_whole_per_cent_and_small_ones_in_tenths(value: Any, words: str) -> None:
    assert per_cent(value) == words


def test_an_estimate_is_said_in_two_digits_with_its_range() -> None:
    shown = figure({"low": 1207, "likely": 1742, "high": 2603}, "€ a year", "estimated")

    assert (shown["likely"], shown["range"]) == ("1,700", "1,200–2,600")


def test_a_range_that_reads_the_same_at_both_ends_is_left_out() -> None:
    assert ranged({"low": 1001, "likely": 1002, "high": 1003}) == ""


def test_what_was_counted_is_said_exactly() -> None:
    assert counted(2829)["likely"] == "2,829"


def test_what_is_not_known_is_said_with_its_reason_and_opens_nothing() -> None:
    shown = [figure(None, reason="too few"), counted(None, reason="none"), share(None, reason="x")]

    assert [(one["known"], one["reason"]) for one in shown] == [
        (False, "too few"), (False, "none"), (False, "x"),
    ]  # fmt: skip


def test_a_share_of_nothing_is_not_known() -> None:
    assert share({"cases": 0, "of": 0}, reason="no case")["known"] is False


def test_examples_are_shown_to_those_who_may_open_tickets() -> None:
    part = {"cases": 1, "of": 4, "low": 0.1, "high": 0.6, "examples": ["INC-000001"]}

    shown, hidden = share(part, reads=True), share(part)

    assert shown["examples"] == ["INC-000001"]
    assert not hidden["examples"]


def test_minutes_become_hours_with_their_range() -> None:
    assert in_hours({"low": 60, "likely": 120, "high": 180}) == {"low": 1, "likely": 2, "high": 3}


def test_a_key_without_words_is_still_readable() -> None:
    assert asked("process.some_new_thing") == "Some new thing"


@given(some.floats(min_value=0.001, max_value=1e12))
def test_an_amount_is_never_more_than_a_twentieth_off(value: float) -> None:
    said = float(say_amount(value).replace(",", ""))

    assert abs(said - value) <= max(0.0501 * value, 0.0501)


def test_an_amount_that_somebody_named_is_said_in_the_currency_of_the_house() -> None:
    assert in_money(5000) == "5,000\u00a0€"
    assert in_money(None) == "not known"
