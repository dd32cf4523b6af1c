"""Which days a calendar file closes: as often as they come again, and where they were moved."""

from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises import wholedays
from groundswell.servicedesk.promises.dayoffs import read_days

BERLIN = ZoneInfo("Europe/Berlin")
#: one that is always closed, so that no file is without a day
OTHER = ["UID:other", "DTSTART;VALUE=DATE:20260505"]
#: what is worked out around 2026
WINDOW = (date(2024, 1, 1), date(2031, 12, 31))

OFTEN: dict[str, Any] = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def write(*events: list[str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR"]).encode()


def days_of(*events: list[str], zone: ZoneInfo = BERLIN) -> list[str]:
    found = read_days(write(*events, OTHER), around=2026, zone=zone)
    return [day for day in found if day != "2026-05-05"]


def on(day: date) -> str:
    return f"{day:%Y%m%d}"


SERIES = ["UID:a", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Away"]


class TestOneOfASeries:
    def test_that_was_moved_takes_the_place_of_its_day(self) -> None:
        moved = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260114"]

        expected = ["2026-01-05", "2026-01-14", "2026-01-19", "2026-01-26"]
        assert days_of(SERIES, moved) == expected
        # in whichever order they stand
        assert days_of(moved, SERIES) == expected

    def test_that_lasts_longer_closes_its_days(self) -> None:
        longer = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260112",
                  "DTEND;VALUE=DATE:20260114"]  # fmt: skip

        assert days_of(SERIES, longer)[1:3] == ["2026-01-12", "2026-01-13"]

    @pytest.mark.parametrize("start", [["DTSTART;VALUE=DATE:20260112"], []])
    def test_that_was_called_off_closes_no_day(self, start: list[str]) -> None:
        gone = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "STATUS:CANCELLED", *start]

        assert days_of(SERIES, gone) == ["2026-01-05", "2026-01-19", "2026-01-26"]

    def test_that_became_an_hour_closes_no_day(self) -> None:
        hour = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART:20260113T100000Z"]

        assert days_of(SERIES, hour) == ["2026-01-05", "2026-01-19", "2026-01-26"]

    def test_that_was_moved_twice_is_where_it_was_moved_last(self) -> None:
        first = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260113"]
        last = [*first[:2], "DTSTART;VALUE=DATE:20260114", "SEQUENCE:2"]

        assert days_of(SERIES, last, [*first, "SEQUENCE:1"])[1] == "2026-01-14"

    def test_from_which_on_all_are_moved_moves_the_rest(self) -> None:
        onwards = ["UID:a", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260112",
                   "DTSTART;VALUE=DATE:20260113"]  # fmt: skip

        assert days_of(SERIES, onwards) == ["2026-01-05", "2026-01-13", "2026-01-20", "2026-01-27"]
        assert days_of(SERIES, [*onwards, "STATUS:CANCELLED"]) == ["2026-01-05"]

    def test_of_another_series_is_left_alone(self) -> None:
        other = ["UID:b", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260114"]

        assert days_of(SERIES, other) == [
            "2026-01-05", "2026-01-12", "2026-01-14", "2026-01-19", "2026-01-26"
        ]  # fmt: skip

    def test_keeps_the_name_of_its_series_where_it_has_none(self) -> None:
        moved = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260114"]
        found = read_days(write(SERIES, moved), around=2026, zone=BERLIN)

        assert found["2026-01-14"] == "Away"


class TestDaysThatTheFileWritesAsMoments:
    """Tools write the last day, and those that are left out, as a moment of UTC."""

    @pytest.mark.parametrize(
        ("written", "zone"),
        [
            ("20260107", "Europe/Berlin"),
            ("20260107T000000", "Europe/Berlin"),
            ("20260106T230000Z", "Europe/Berlin"),
            ("20260107T225959Z", "Europe/Berlin"),
            ("20260107T235959Z", "America/New_York"),
            ("20260107T000000Z", "America/New_York"),
            ("20260108T045959Z", "America/New_York"),
            ("20260106T150000Z", "Asia/Tokyo"),
        ],
    )
    def test_the_last_day_is_the_one_that_was_meant(self, written: str, zone: str) -> None:
        daily = ["UID:a", "DTSTART;VALUE=DATE:20260105", f"RRULE:FREQ=DAILY;UNTIL={written}"]

        assert days_of(daily, zone=ZoneInfo(zone)) == ["2026-01-05", "2026-01-06", "2026-01-07"]

    def test_a_day_that_is_left_out_too(self) -> None:
        daily = ["UID:a", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;COUNT=3",
                 "EXDATE:20260105T230000Z"]  # fmt: skip

        assert days_of(daily) == ["2026-01-05", "2026-01-07"]


class TestAWholeDayThatIsWrittenWithTimes:
    """Old Outlook and some others write the midnights between which it lies."""

    @pytest.mark.parametrize(
        ("start", "end", "zone"),
        [
            ("DTSTART:20261224T000000", "DTEND:20261226T000000", "Europe/Berlin"),
            ("DTSTART:20261224T000000", "DURATION:P2D", "Europe/Berlin"),
            ("DTSTART:20261224T000000", "DURATION:PT48H", "Europe/Berlin"),
            ("DTSTART;TZID=Europe/Berlin:20261224T000000",
             "DTEND;TZID=Europe/Berlin:20261226T000000", "Europe/Berlin"),
            ("DTSTART;TZID=Europe/Berlin:20261224T000000",
             "DTEND;TZID=Europe/Berlin:20261226T000000", "America/New_York"),
            ("DTSTART;TZID=W. Europe Standard Time:20261224T000000",
             "DTEND;TZID=W. Europe Standard Time:20261226T000000", "Europe/Berlin"),
            ("DTSTART:20261223T230000Z", "DTEND:20261225T230000Z", "Europe/Berlin"),
            ("DTSTART:20261224T050000Z", "DTEND:20261226T050000Z", "America/New_York"),
            ("DTSTART:20261223T150000Z", "DTEND:20261225T150000Z", "Asia/Tokyo"),
        ],
    )  # fmt: skip
    def test_closes_its_days(self, start: str, end: str, zone: str) -> None:
        assert days_of([start, end], zone=ZoneInfo(zone)) == ["2026-12-24", "2026-12-25"]

    def test_closes_its_day_where_the_clock_is_put_forward(self) -> None:
        short = ["DTSTART:20260328T230000Z", "DTEND:20260329T220000Z"]

        assert days_of(short) == ["2026-03-29"]

    @pytest.mark.parametrize(
        "times",
        [
            ["DTSTART:20261224T000000"],
            ["DTSTART:20261224T000000", "DTEND:20261224T000000"],
            ["DTSTART:20261224T000000", "DTEND:20261224T120000"],
            ["DTSTART:20261224T080000", "DTEND:20261225T080000"],
            ["DTSTART:20261224T000000", "DTEND:20261223T000000"],
            ["DTSTART:20261224T000000Z", "DTEND:20261225T000000Z"],  # from one to one in Berlin
        ],
    )
    def test_one_of_hours_closes_none(self, times: list[str]) -> None:
        assert days_of(times) == []

    def test_comes_again_and_is_moved_as_others(self) -> None:
        daily = ["UID:a", "DTSTART;TZID=Europe/Berlin:20260105T000000", "DURATION:P1D",
                 "RRULE:FREQ=DAILY;UNTIL=20260108T230000Z",
                 "EXDATE;TZID=Europe/Berlin:20260106T000000"]  # fmt: skip
        moved = ["UID:a", "RECURRENCE-ID;TZID=Europe/Berlin:20260107T000000",
                 "DTSTART;TZID=Europe/Berlin:20260112T000000",
                 "DTEND;TZID=Europe/Berlin:20260113T000000"]  # fmt: skip

        assert days_of(daily, moved) == ["2026-01-05", "2026-01-08", "2026-01-09", "2026-01-12"]

    def test_of_utc_comes_again_on_the_days_of_its_zone(self) -> None:
        weekly = ["UID:a", "DTSTART:20260106T230000Z", "DTEND:20260107T230000Z",
                  "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"]  # fmt: skip

        # Tuesday in UTC is Wednesday here, as its first day says
        assert days_of(weekly) == ["2026-01-07", "2026-01-14"]


class TestAFileThatAsksTooMuch:
    def test_of_rules_without_end_is_refused_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(wholedays, "_PATIENCE", 0.05)
        never = ["UID:a", "DTSTART;VALUE=DATE:20260105",
                 "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]  # fmt: skip

        with pytest.raises(BadInput, match="take too long"):
            days_of(never, never, never)

    def test_of_too_many_days_is_refused_and_not_cut(self) -> None:
        with pytest.raises(BadInput, match="more than 5,000"):
            days_of(*[["DTSTART;VALUE=DATE:20260105"]] * 5_001)

    def test_of_many_meetings_and_one_day_closes_that_day(self) -> None:
        meeting = ["DTSTART:20260105T100000Z"]

        assert days_of(*[meeting] * 5_001, ["DTSTART;VALUE=DATE:20260106"]) == ["2026-01-06"]

    @pytest.mark.parametrize(
        "rule",
        ["FREQ=HOURLY", "FREQ=YEARLY;BYMONTH=13;BYDAY=1MO",
         "FREQ=DAILY;COUNT=x", "FREQ=NEVER", "FREQ=DAILY;COUNT=2;UNTIL=20260106"],
    )  # fmt: skip
    def test_a_rule_that_says_nothing_readable_stops_no_page(self, rule: str) -> None:
        days_of(["UID:a", "DTSTART;VALUE=DATE:20260105", f"RRULE:{rule}"])

    def test_one_that_lasts_for_centuries_closes_nearly_every_day(self) -> None:
        with pytest.raises(BadInput, match="nearly every day"):
            days_of(["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:99991231",
                     "RRULE:FREQ=DAILY;COUNT=2"])  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    often = draw(st.sampled_from(sorted(OFTEN)))
    given: dict[str, Any] = {
        "often": often,
        "start": draw(st.dates(date(2019, 1, 1), date(2028, 12, 31))),
        "every": draw(st.integers(1, 5)),
        "length": draw(st.integers(1, 12)),
    }
    given["weekdays"] = draw(st.lists(st.integers(0, 6), unique=True, max_size=3))
    given["monthday"] = draw(st.sampled_from([None, 1, 15, 31, -1])) if often != "WEEKLY" else None
    end = draw(st.sampled_from(["none", "count", "until"]))
    given["count"] = draw(st.integers(1, 900)) if end == "count" else None
    given["until"] = (
        given["start"] + timedelta(days=draw(st.integers(0, 2000))) if end == "until" else None
    )
    return given


def written(rule: dict[str, Any]) -> list[str]:
    parts = [f"FREQ={rule['often']}", f"INTERVAL={rule['every']}"]
    if rule["weekdays"]:
        parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in rule["weekdays"]))
    if rule["monthday"]:
        parts.append(f"BYMONTHDAY={rule['monthday']}")
    if rule["count"]:
        parts.append(f"COUNT={rule['count']}")
    if rule["until"]:
        parts.append(f"UNTIL={on(rule['until'])}")
    return [
        "UID:a",
        f"DTSTART;VALUE=DATE:{on(rule['start'])}",
        f"DTEND;VALUE=DATE:{on(rule['start'] + timedelta(days=rule['length']))}",
        "RRULE:" + ";".join(parts),
    ]


def begins(rule: dict[str, Any]) -> list[date]:
    """Return what dateutil says, from the first day on and to the end of what is worked out."""
    midnight = datetime.min.time()
    found = rrule(
        OFTEN[rule["often"]],
        dtstart=datetime.combine(rule["start"], midnight),
        interval=rule["every"],
        count=rule["count"],
        until=rule["until"] and datetime.combine(rule["until"], midnight),
        byweekday=rule["weekdays"] or None,
        bymonthday=rule["monthday"],
    )
    last = datetime.combine(WINDOW[1], midnight)
    return [moment.date() for moment in takewhile(lambda moment: moment <= last, found)]


def closed(*events: list[str]) -> set[date]:
    told = Calendar.from_ical(write(*events)).walk("VEVENT")
    listed = wholedays.list_days(told, first=WINDOW[0], last=WINDOW[1], zone=BERLIN)
    return {day for day, _ in listed}


def lasting(firsts: list[date], length: int) -> set[date]:
    days = {first + timedelta(days=step) for first in firsts for step in range(length)}
    return {day for day in days if WINDOW[0] <= day <= WINDOW[1]}


@settings(max_examples=150, deadline=None)
@given(rule=rules())
def test_a_rule_closes_the_days_that_dateutil_says(rule: dict[str, Any]) -> None:
    assert closed(written(rule)) == lasting(begins(rule), rule["length"])


@settings(max_examples=150, deadline=None)
@given(rule=rules(), data=st.data())
def test_moved_and_called_off_days_take_the_place_of_their_own(
    rule: dict[str, Any], data: st.DataObject
) -> None:
    firsts = begins(rule)[:2000]
    assume(firsts)
    events, moved, gone = [written(rule)], [], []
    for day in data.draw(st.lists(st.sampled_from(firsts), unique=True, max_size=4)):
        of = ["UID:a", f"RECURRENCE-ID;VALUE=DATE:{on(day)}"]
        gone.append(day)
        if data.draw(st.booleans()):
            events.append([*of, "STATUS:CANCELLED"])
            continue
        to = day + timedelta(days=data.draw(st.integers(-40, 40)))
        events.append([*of, f"DTSTART;VALUE=DATE:{on(to)}"])
        moved.append(to)
    kept = [day for day in begins(rule) if day not in gone]

    found = closed(*data.draw(st.permutations(events)))

    assert found == lasting(kept, rule["length"]) | lasting(moved, 1)
