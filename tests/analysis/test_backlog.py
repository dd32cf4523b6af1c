"""Open work by week, and what is foretold of it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.backlog import SEASON, Week, count_weeks, forecast

#: a Wednesday
AS_OF = datetime(2026, 3, 11, 12, tzinfo=UTC)


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 9, tzinfo=UTC)


def test_weeks_are_whole_and_count_what_came_went_and_was_open() -> None:
    times = [
        (datetime(2026, 2, 23, tzinfo=UTC), day(3)),  # first week, finished in the second
        (datetime(2026, 2, 24, tzinfo=UTC), None),
        (day(2), day(8)),  # within the second
        (day(7), day(10)),  # finished in the week that is not over
        (day(10), None),  # in the week that is not over
    ]

    assert count_weeks(times, as_of=AS_OF, weeks=26) == [
        Week(date(2026, 2, 23), opened=2, finished=0, open=2),
        Week(date(2026, 3, 2), opened=2, finished=2, open=2),
    ]
    assert len(count_weeks(times, as_of=AS_OF, weeks=1)) == 1
    assert count_weeks([], as_of=AS_OF, weeks=26) == []


def test_a_trend_beats_the_naive_guess_and_is_continued() -> None:
    found = forecast([10.0 + 3 * week for week in range(40)])

    assert found is not None
    assert found.is_better
    assert found.season == 1
    assert 127 < found.ahead[0].likely < 133
    assert found.naive_error == pytest.approx(7.04, abs=0.5)


def test_where_nothing_moves_it_is_no_better_than_naive() -> None:
    found = forecast([7.0] * 30)

    assert found is not None
    assert not found.is_better
    assert [(one.low, one.likely, one.high) for one in found.ahead] == [(7.0, 7.0, 7.0)] * 4


def test_a_season_is_repeated_where_two_years_are_known() -> None:
    year = [20.0 + 15 * (week % SEASON in range(10, 14)) for week in range(2 * SEASON + 10)]

    found = forecast(year)

    assert found is not None
    assert found.season == SEASON
    assert [one.likely for one in found.ahead] == [35.0] * 4


def test_with_few_weeks_nothing_is_foretold() -> None:
    assert forecast([5.0] * 10) is None


@given(st.lists(st.integers(0, 500), min_size=16, max_size=60))
def test_the_range_holds_the_likely_value_and_nothing_is_below_zero(values: list[int]) -> None:
    found = forecast([float(value) for value in values])

    assert found is not None
    assert all(0 <= one.low <= one.likely <= one.high for one in found.ahead)


def test_weeks_add_up() -> None:
    times = [(day(2) - timedelta(days=3 * n), day(2) - timedelta(days=2 * n)) for n in range(20)]

    weeks = count_weeks(times, as_of=AS_OF, weeks=52)

    assert sum(week.opened for week in weeks) == 20
    assert all(
        after.open == before.open + after.opened - after.finished
        for before, after in pairwise(weeks)
    )
