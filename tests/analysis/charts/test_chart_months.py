import pytest

from groundswell.analysis.charts.months import fill_months, pace, tickets_per_month


def months(*counts: int) -> tuple[tuple[str, int], ...]:
    return tuple((f"2025-{place:02}", count) for place, count in enumerate(counts, start=1))


def test_a_month_without_tickets_is_zero_and_not_left_out() -> None:
    filled = fill_months((("2026-02", 3), ("2025-11", 1)))

    assert filled == (("2025-11", 1), ("2025-12", 0), ("2026-01", 0), ("2026-02", 3))


def test_no_dates_are_no_figure() -> None:
    assert tickets_per_month(()) is None


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((5, 10, 10, 11, 30, 28, 31, 5), "more"),
        ((5, 30, 28, 31, 10, 10, 11, 5), "fewer"),
        ((5, 10, 12, 11, 13, 10, 12, 5), "no clear trend"),
        ((0, 0, 1, 0, 2, 3, 2, 3), "no clear trend"),
    ],
)
def test_a_trend_is_claimed_only_beyond_chance(counts: tuple[int, ...], verdict: str) -> None:
    found = pace(months(*counts))

    assert found is not None
    assert found.verdict == verdict


def test_the_first_and_the_last_month_do_not_count_for_a_trend() -> None:
    found = pace(months(18, 10, 10, 10, 10, 2))

    assert found is not None
    assert (found.earlier, found.later) == (20, 20)


def test_an_export_that_was_cut_otherwise_than_by_time_has_no_trend() -> None:
    assert pace(months(1, 0, 2, 2, 6, 68, 397)) is None


def test_too_few_months_have_no_trend() -> None:
    assert pace(months(1, 2, 3, 4, 5)) is None
    assert pace(months(1, 2, 3, 4, 5, 6, 7), span=3) is None


def test_the_message_says_the_trend_or_that_there_is_none() -> None:
    rising = tickets_per_month(months(5, 10, 10, 11, 30, 28, 31, 5))
    steady = tickets_per_month(months(5, 10, 12, 11, 13, 10, 12, 5))
    short = tickets_per_month(months(5, 1200))

    assert rising is not None
    assert steady is not None
    assert short is not None
    assert rising.title == "More of late: 89 tickets in 3 months, 31 in as many before"
    assert steady.title == "About 12 tickets a month, without a clear trend"
    assert short.title == "Most tickets came in Feb 2025: 1,200"
