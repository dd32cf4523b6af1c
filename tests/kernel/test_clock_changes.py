"""Working time over changes of the clock, in every zone, against a clock that is read each minute.

A sample of the changes is walked here; `python -m bench clocks` walks all of them.
"""

import random
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from groundswell.kernel.worktime import WorkCalendar
from tests.kernel.clock_oracle import CALENDARS, HOUR, MINUTE, is_open, list_changes, walk

ZONES = sorted(available_timezones())


@pytest.mark.parametrize("part", range(8))
def test_it_is_open_when_the_clock_on_the_wall_says_so(part: int) -> None:
    chance = random.Random(part)  # noqa: S311 (no secret)
    walked = 0
    for name in ZONES[part::8]:
        zone = ZoneInfo(name)
        first = chance.choice((1972, 1985, 1999, 2012, 2024))
        changes = list_changes(zone, first, first + 3)
        for change in chance.sample(changes, min(1, len(changes))):
            walked += 1
            start, end = change - 4 * HOUR, change + 4 * HOUR
            shown = list(walk(zone, start, end, MINUTE))
            for hours in CALENDARS:
                minutes = sum(is_open(one, hours) for one in shown)

                assert WorkCalendar(zone, hours).between(start, end) == minutes * MINUTE, name
    assert walked > 10


@pytest.mark.parametrize(
    ("name", "start", "hours", "lasts"),
    [
        ("Europe/Berlin", datetime(2026, 3, 28, 23), 23, 23),
        ("Europe/Berlin", datetime(2026, 10, 24, 22), 25, 25),
        ("Pacific/Apia", datetime(2011, 12, 30, 10), 1, 1),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 13), 24.5, 24.5),
    ],
)
def test_a_day_that_is_always_open_lasts_as_long_as_it_lasts(
    name: str, start: datetime, hours: float, lasts: float
) -> None:
    start = start.replace(tzinfo=UTC)
    always = {day: ((time(0), time.max),) for day in range(7)}

    assert WorkCalendar(ZoneInfo(name), always).between(start, start + hours * HOUR) == lasts * HOUR


def test_adding_ends_at_the_first_moment_at_which_the_time_has_passed() -> None:
    chance = random.Random(3)  # noqa: S311 (no secret)
    for name in ("Europe/Berlin", "America/New_York", "Africa/Casablanca", "Pacific/Chatham"):
        zone = ZoneInfo(name)
        for change in chance.sample(list_changes(zone, 2024, 2027), 4):
            calendar = WorkCalendar(zone, CALENDARS[0])
            start, work = change - 5 * HOUR, timedelta(minutes=chance.randrange(1, 900))

            due = calendar.add(start, work)

            assert calendar.between(start, due) == work
            assert calendar.between(start, due - timedelta(seconds=1)) < work


def test_a_calendar_that_opens_too_rarely_is_refused() -> None:
    holidays = frozenset(datetime(2026, 1, 1).date() + timedelta(days=n) for n in range(5000))

    with pytest.raises(ValueError, match="never open"):
        WorkCalendar(ZoneInfo("UTC"), holidays=holidays).add(
            datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=1)
        )
