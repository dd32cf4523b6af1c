"""Promises and what came of them, the misses first."""

from datetime import date
from typing import Any

import pytest

from groundswell.analysis.results import Span
from groundswell.analysis.worth import LedgerEntry, enter, find_hit_rate, order_ledger
from groundswell.kernel.errors import BadInput

DAY = date(2026, 6, 1)


def made(delivered: float | None, verdict: Any = "confirmed", day: date = DAY) -> LedgerEntry:
    span = None if delivered is None else Span(delivered / 2, delivered, delivered * 2)
    return enter(
        "Valve", "no more leaks", forecast=1000, delivered=span, verdict=verdict, checked_on=day
    )


@pytest.mark.parametrize(
    ("delivered", "verdict", "result", "error"),
    [
        (1200, "confirmed", "kept", 0.2),
        (800, "confirmed", "kept", -0.2),
        (500, "confirmed", "partly", -0.5),
        (100, "confirmed", "missed", -0.9),
        (900, "came back", "missed", -0.1),
        (900, "not yet known", "too early", None),
        (None, "confirmed", "too early", None),
    ],
)
def test_a_promise_is_judged_by_what_was_delivered(
    delivered: float | None, verdict: str, result: str, error: float | None
) -> None:
    entry = made(delivered, verdict)

    assert entry.result == result
    assert entry.error == (None if error is None else pytest.approx(error))


def test_misses_come_first_and_the_latest_first_among_them() -> None:
    later = date(2026, 9, 1)
    entries = [made(None), made(1000), made(500), made(0), made(0, day=later)]

    ordered = order_ledger(entries)

    assert [entry.result for entry in ordered] == [
        "missed",
        "missed",
        "partly",
        "kept",
        "too early",
    ]
    assert ordered[0].checked_on == later


def test_the_hit_rate_is_a_default_until_five_cases_are_finished() -> None:
    four = [made(delivered) for delivered in (200, 400, 600, 5000)]

    start, own = find_hit_rate([*four, made(None)]), find_hit_rate([*four, made(500)])

    assert (start.value, str(start.source)) == (0.7, "default, not confirmed")
    assert (own.value, str(own.source)) == (0.5, "measured on 5 finished cases")


@pytest.mark.parametrize(("delivered", "rate"), [(-300, 0), (9000, 2)])
def test_the_hit_rate_stays_within_its_bounds(delivered: float, rate: float) -> None:
    assert find_hit_rate([made(delivered)] * 5).value == rate


@pytest.mark.parametrize("forecast", [0, -5, float("nan")])
def test_a_promise_of_nothing_is_no_promise(forecast: float) -> None:
    with pytest.raises(BadInput, match="only a promise of more than 0 can be kept"):
        enter("V", "x", forecast=forecast, delivered=None, verdict="confirmed", checked_on=DAY)
