from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.kernel.worktime import WorkCalendar

BERLIN = ZoneInfo("Europe/Berlin")
ALWAYS = {day: ((time(0), time(12)), (time(12), time.max)) for day in range(7)}
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


class TestBetween:
    def test_leaves_out_the_night_and_the_weekend(self) -> None:
        friday = datetime(2026, 3, 6, 16, tzinfo=UTC)
        monday = datetime(2026, 3, 9, 10, tzinfo=UTC)

        assert WorkCalendar(ZoneInfo("UTC")).between(friday, monday) == timedelta(hours=2)

    def test_counts_the_hour_that_the_clock_skips_as_not_there(self) -> None:
        night = WorkCalendar(BERLIN, {6: ((time(1, 30), time(3, 30)),)})
        start = datetime(2026, 3, 29, 0, tzinfo=BERLIN)

        assert night.between(start, start + timedelta(days=1)) == timedelta(hours=1)

    def test_counts_the_hour_that_the_clock_repeats_twice(self) -> None:
        night = WorkCalendar(BERLIN, {6: ((time(1, 30), time(3, 30)),)})
        start = datetime(2026, 10, 25, 0, tzinfo=BERLIN)

        assert night.between(start, start + timedelta(days=1)) == timedelta(hours=3)

    def test_leaves_out_holidays(self) -> None:
        calendar = WorkCalendar(ZoneInfo("UTC"), holidays=frozenset({date(2026, 3, 9)}))
        friday = datetime(2026, 3, 6, 16, tzinfo=UTC)

        assert calendar.between(friday, friday + timedelta(days=3)) == timedelta(hours=1)

    @given(MOMENTS, MOMENTS, MOMENTS)
    def test_adds_up_over_any_cut(self, one: datetime, two: datetime, three: datetime) -> None:
        calendar = WorkCalendar(BERLIN)
        start, cut, end = sorted((one, two, three))

        whole = calendar.between(start, end)

        assert whole == calendar.between(start, cut) + calendar.between(cut, end)
        assert timedelta() <= whole <= end - start


class TestAdd:
    def test_goes_over_the_weekend(self) -> None:
        friday = datetime(2026, 3, 6, 16, tzinfo=UTC)

        due = WorkCalendar(ZoneInfo("UTC")).add(friday, timedelta(hours=2))

        assert due == datetime(2026, 3, 9, 10, tzinfo=UTC)

    @given(MOMENTS, st.integers(1, 60 * 24 * 10))
    def test_is_undone_by_between(self, start: datetime, minutes: int) -> None:
        calendar = WorkCalendar(BERLIN)
        work = timedelta(minutes=minutes)

        assert calendar.between(start, calendar.add(start, work)) == work

    def test_refuses_a_calendar_that_is_never_open(self) -> None:
        with pytest.raises(ValueError, match="never open"):
            WorkCalendar(BERLIN, {}).add(datetime(2026, 1, 1, tzinfo=UTC), timedelta(1))
