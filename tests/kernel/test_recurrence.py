"""Days that come again, held against plain counting over the calendar."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.kernel.recurrence import Recurrence, Rhythm, moment_of, on_workdays

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
MONTHS = st.integers(1, 13)


def list_days(rule: Recurrence, *, after: date, count: int, is_open: Any = None) -> list[date]:
    return list(islice(rule.days(after=after, is_open=is_open or (lambda _: True)), count))


def next_day(rule: Recurrence, *, after: date, is_open: Any = None) -> str:
    return list_days(rule, after=after, count=1, is_open=is_open)[0].isoformat()


def test_the_31st_and_29_february_are_the_last_day_where_there_is_none() -> None:
    last = Recurrence(rhythm=Rhythm.MONTH_DAY, first=date(2026, 1, 31), place=31)
    found = list_days(last, after=date(2026, 1, 1), count=4)
    assert [day.day for day in found] == [31, 28, 31, 30]

    leap = Recurrence(rhythm=Rhythm.MONTH_DAY, first=date(2024, 2, 29), place=29, every=12)
    found = list_days(leap, after=date(2023, 1, 1), count=5)
    assert [(day.year, day.day) for day in found] == [
        (2024, 29), (2025, 28), (2026, 28), (2027, 28), (2028, 29)
    ]  # fmt: skip


@settings(max_examples=30)
@given(first=DAYS, place=st.sampled_from([*range(1, 32), -1]), every=MONTHS)
def test_a_day_of_the_month(first: date, place: int, every: int) -> None:
    rule = Recurrence(rhythm=Rhythm.MONTH_DAY, first=first, place=place, every=every)
    for day in list_days(rule, after=first - timedelta(days=1), count=12):
        length = monthrange(day.year, day.month)[1]
        assert day.day == (length if place == -1 else min(place, length))
        assert ((day.year - first.year) * 12 + day.month - first.month) % every == 0


@settings(max_examples=30)
@given(first=DAYS, weekdays=st.frozensets(st.integers(0, 6), min_size=1), every=st.integers(1, 9))
def test_days_of_the_week(first: date, weekdays: frozenset[int], every: int) -> None:
    rule = Recurrence(rhythm=Rhythm.WEEKDAYS, first=first, weekdays=weekdays, every=every)
    monday = first - timedelta(days=first.weekday())
    counted = [
        day
        for day in (first + timedelta(days=step) for step in range(200))
        if day.weekday() in weekdays and (day - monday).days // 7 % every == 0
    ]
    found = rule.days(after=first - timedelta(days=1), is_open=lambda _: True)
    assert list(takewhile(lambda day: day < first + timedelta(days=200), found)) == counted


@settings(max_examples=30)
@given(first=DAYS, place=st.sampled_from([*range(1, 24), -1]), closed=st.frozensets(DAYS))
def test_a_working_day_of_the_month(first: date, place: int, closed: frozenset[date]) -> None:
    def is_open(day: date) -> bool:
        return on_workdays(day) and day not in closed

    rule = Recurrence(rhythm=Rhythm.WORKING_DAY, first=first, place=place)
    for day in list_days(rule, after=first - timedelta(days=1), count=6, is_open=is_open):
        worked = [
            one for number in range(1, day.day + 1) if is_open(one := day.replace(day=number))
        ]
        rest = [one for number in range(day.day + 1, monthrange(day.year, day.month)[1] + 1)
                if is_open(one := day.replace(day=number))]  # fmt: skip
        assert is_open(day)
        assert len(worked) == place or not rest


@settings(max_examples=30)
@given(
    first=DAYS,
    every=st.integers(1, 40),
    puts_off=st.booleans(),
    closed=st.frozensets(st.integers(0, 6), max_size=6),
    wait=st.integers(0, 900),
)
def test_closed_days_are_left_out_or_put_off_and_none_comes_twice(
    *, first: date, every: int, puts_off: bool, closed: frozenset[int], wait: int
) -> None:
    def is_open(day: date) -> bool:
        return day.weekday() not in closed

    rule = Recurrence(rhythm=Rhythm.DAYS, first=first, every=every, puts_off=puts_off)
    after = first + timedelta(days=wait)
    found = list_days(rule, after=after, count=15, is_open=is_open)
    assert all(is_open(day) and day > after for day in found)
    assert all(one < other for one, other in pairwise(found))
    if not puts_off:
        assert all((day - first).days % every == 0 for day in found)
    else:
        assert len(found) == 15


def test_a_rule_ends_and_one_that_never_fits_ends_too() -> None:
    rule = Recurrence(rhythm=Rhythm.DAYS, first=date(2026, 3, 2), last=date(2026, 3, 4))
    assert len(list_days(rule, after=date(2026, 3, 1), count=9)) == 3

    never = Recurrence(rhythm=Rhythm.WEEKDAYS, first=date(2026, 3, 2), weekdays=frozenset({6}))
    assert not list_days(never, after=date(2026, 3, 1), count=1, is_open=on_workdays)


def test_the_last_friday_and_the_last_working_day() -> None:
    friday = Recurrence(rhythm=Rhythm.MONTH_WEEKDAY, first=date(2026, 3, 2),
                        weekdays=frozenset({4}), place=-1)  # fmt: skip
    assert next_day(friday, after=date(2026, 3, 2)) == "2026-03-27"

    worked = Recurrence(rhythm=Rhythm.WORKING_DAY, first=date(2026, 3, 2), place=-1)
    assert next_day(worked, after=date(2026, 5, 1), is_open=on_workdays) == "2026-05-29"


def test_a_time_that_clocks_skip_or_show_twice_comes_once() -> None:
    skipped = moment_of(date(2026, 3, 29), time(2, 30), BERLIN)
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert f"{skipped.astimezone(BERLIN):%H:%M}" == "03:30"
    twice = moment_of(date(2026, 10, 25), time(2, 30), BERLIN)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
