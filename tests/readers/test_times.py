"""Times are read as the whole column writes them, and said so."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.readers.times import TimePlan, Unreadable, time_reader
from tests.readers.files import read_file, reasons, rows

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(micros: int | Unreadable) -> datetime:
    assert isinstance(micros, int), micros
    return EPOCH + timedelta(microseconds=micros)


@given(MOMENTS, st.sampled_from("/-."))
def test_a_day_written_first_is_read_back_whatever_the_sign(moment: datetime, sign: str) -> None:
    written = f"{moment.day}{sign}{moment.month}{sign}{moment.year} {moment:%H:%M:%S}"

    found = instant(time_reader(TimePlan("day"))(written))

    assert found == moment.replace(microsecond=0, tzinfo=UTC)


@given(MOMENTS)
def test_a_month_written_first_with_half_days_is_read_back(moment: datetime) -> None:
    written = moment.strftime("%m/%d/%Y %I:%M:%S %p")

    found = instant(time_reader(TimePlan("month"))(written))

    assert found == moment.replace(microsecond=0, tzinfo=UTC)


@given(MOMENTS, st.integers(-12 * 60, 14 * 60))
def test_an_iso_time_with_any_offset_is_turned_into_utc(moment: datetime, minutes: int) -> None:
    local = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    read = time_reader(TimePlan())

    if 1990 <= local.year <= 2100:
        assert instant(read(local.isoformat())) == local
        assert instant(read(local.isoformat(sep=" "))) == local


@given(st.text(max_size=40))
def test_no_text_whatever_brings_the_reading_down(text: str) -> None:
    found = [time_reader(TimePlan(order))(text) for order in ("day", "month", "year")]

    assert all(isinstance(one, int | Unreadable) for one in found)


@given(st.lists(MOMENTS, min_size=1, max_size=20))
def test_what_is_remembered_gives_the_same_answer_as_reading_afresh(
    moments: list[datetime],
) -> None:
    cells = [moment.strftime("%d/%m/%Y %H:%M") for moment in moments]
    read = time_reader(TimePlan("day"))

    together = [read(cell) for cell in cells * 2]

    assert together == [time_reader(TimePlan("day"))(cell) for cell in cells] * 2


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("25/Feb/26 10:17 PM", datetime(2026, 2, 25, 22, 17)),
        ("12/31/99 12:05 AM", None),
        ("25. Februar 2026 10:17", datetime(2026, 2, 25, 10, 17)),
        ("25.02.2026, 10:17 Uhr", datetime(2026, 2, 25, 10, 17)),
        ("25 févr. 2026 10:17", datetime(2026, 2, 25, 10, 17)),
        ("2 de enero de 2024 10:30", datetime(2024, 1, 2, 10, 30)),
        ("Feb 25, 2026 10:17 PM", datetime(2026, 2, 25, 22, 17)),
        ("Thu, 25 Feb 2026 10:17:00 +0100", datetime(2026, 2, 25, 9, 17)),
        ("Thu Feb 25 10:17:00 UTC 2026", datetime(2026, 2, 25, 10, 17)),
        ("20260225T101700Z", datetime(2026, 2, 25, 10, 17)),
        ("2026-02-25 10:17:00 +0000", datetime(2026, 2, 25, 10, 17)),
        ("2026-02-25", datetime(2026, 2, 25)),
        ("30/02/2026", None),
        ("10:17", None),
        ("0001-01-01 00:00:00", None),
        ("9999-12-31 00:00", None),
    ],
)
def test_each_way_of_writing_a_time_is_known(cell: str, expected: datetime | None) -> None:
    found = time_reader(TimePlan("day"))(cell)

    if expected is None:
        assert isinstance(found, Unreadable)
    else:
        assert instant(found) == expected.replace(tzinfo=UTC)


def table(*openings: str, ends: tuple[str, ...] = ()) -> str:
    ends = ends or ("",) * len(openings)
    lines = [f"{n};T;{a};{b}" for n, (a, b) in enumerate(zip(openings, ends, strict=True))]
    return "\n".join(("Number;Title;Opened;Closed", *lines, ""))


def test_one_day_above_twelve_settles_the_whole_column(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table("3/4/2024 08:00", "5/6/2024 08:00", "13/6/2024 08:00"))

    assert [row["opened_at"].month for row in rows(reading)] == [4, 6, 6]
    assert "day first, because it holds 13/6/2024" in reasons(reading.sources[0], "Opened")


def test_one_month_in_the_second_place_settles_it_the_other_way(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table("3/4/2024 08:00", "5/6/2024 08:00", "6/13/2024 08:00"))

    assert [row["opened_at"].month for row in rows(reading)] == [3, 5, 6]
    assert "month first, because it holds 6/13/2024" in reasons(reading.sources[0], "Opened")


def test_a_column_that_proves_nothing_follows_one_that_does(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table("3/4/2024 08:00", ends=("3/25/2024 08:00",)))

    assert rows(reading)[0]["opened_at"] == datetime(2024, 3, 4, 8, tzinfo=UTC)
    assert "another column of the file proves it" in reasons(reading.sources[0], "Opened")


def test_without_proof_the_order_of_the_rows_tells(tmp_path: Path) -> None:
    openings = [f"{month}/{day}/2024 08:00" for month in (1, 2, 3) for day in (2, 6, 11)]

    reading = read_file(tmp_path, table(*openings))

    assert [row["opened_at"].month for row in rows(reading)] == [1] * 3 + [2] * 3 + [3] * 3
    assert "the times follow one another" in reasons(reading.sources[0], "Opened")


def test_without_any_hint_the_assumption_is_said_aloud(tmp_path: Path) -> None:
    source = read_file(tmp_path, table("3/4/2024 08:00")).sources[0]

    assert "this is an assumption" in reasons(source, "Opened")
    assert "taken as UTC" in reasons(source, "Opened")


def test_a_column_that_proves_both_orders_is_left_unused(tmp_path: Path) -> None:
    source = read_file(tmp_path, table("13/4/2024 08:00", "4/13/2024 08:00")).sources[0]

    assert source.unused == ("Opened", "Closed")[:1]
    assert "cannot be told apart" in reasons(source, "Opened")


@pytest.mark.parametrize(
    ("cell", "words"),
    [("1709280000", "seconds"), ("1709280000000.0", "milliseconds"), ("45352.3333333", "days")],
)
def test_bare_numbers_are_read_as_what_they_can_only_count(
    tmp_path: Path, cell: str, words: str
) -> None:
    reading = read_file(tmp_path, table(cell))

    assert rows(reading)[0]["opened_at"].replace(tzinfo=None).date() == datetime(2024, 3, 1).date()
    assert f"Read as {words}" in reasons(reading.sources[0], "Opened")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("25/02/2026\u00a010:17", datetime(2026, 2, 25, 10, 17)),
        ("25/2/2026 10:17 p. m.", datetime(2026, 2, 25, 22, 17)),
        ("25/2/2026, 10:17:05\u202fPM", datetime(2026, 2, 25, 22, 17, 5)),
        ("Mi 25.02.2026 10:17", datetime(2026, 2, 25, 10, 17)),
        ("Wed 25/2/2026 10:17", datetime(2026, 2, 25, 10, 17)),
        ("10:17 25/02/2026", datetime(2026, 2, 25, 10, 17)),
        ("2026-02-25T10:17:00Z[UTC]", datetime(2026, 2, 25, 10, 17)),
        ("2026-02-25T11:17:00+01:00[Europe/Berlin]", datetime(2026, 2, 25, 10, 17)),
        ("2026年02月25日 10:17", datetime(2026, 2, 25, 10, 17)),
    ],
)
def test_what_stands_around_a_date_does_not_hide_it(
    tmp_path: Path, cell: str, expected: datetime
) -> None:
    reading = read_file(tmp_path, table(cell))

    assert rows(reading)[0]["opened_at"] == expected.replace(tzinfo=UTC)


def test_the_order_is_proved_behind_the_day_of_the_week_too(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table("Mon 3/4/2024 08:00", "Wed 3/13/2024 08:00"))

    assert [row["opened_at"].day for row in rows(reading)] == [4, 13]
    assert "month first" in reasons(reading.sources[0], "Opened")


def test_two_figures_that_hardly_change_are_the_year(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table(*(f"24-03-{day:02} 08:00" for day in range(1, 9))))

    assert [row["opened_at"].day for row in rows(reading)] == list(range(1, 9))
    assert "year first, because its first figure hardly ever" in reasons(
        reading.sources[0], "Opened"
    )


def test_days_of_one_month_are_no_years(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table(*(f"{day:02}-03-24 08:00" for day in range(1, 9))))

    assert [row["opened_at"].day for row in rows(reading)] == list(range(1, 9))


def test_a_spreadsheet_day_may_have_a_decimal_comma(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table("45352,5"))

    assert rows(reading)[0]["opened_at"] == datetime(2024, 3, 1, 12, tzinfo=UTC)


def test_a_word_that_stands_for_no_time_is_said_and_taken_as_empty(tmp_path: Path) -> None:
    ends = ("noch offen", "2024-03-02", "noch offen", "noch offen", "")

    reading = read_file(tmp_path, table(*("2024-03-01",) * 5, ends=ends))

    assert sum("closed_at" in row for row in rows(reading)) == 1
    assert "“noch offen” is taken as no time" in reasons(reading.sources[0], "Closed")


def test_a_single_slip_is_no_word_for_nothing(tmp_path: Path) -> None:
    reading = read_file(tmp_path, table(*("2024-03-01",) * 5, "soon"))

    assert "Opened is soon" in reading.sources[0].rejected[0].reason


def test_figures_from_an_unnamed_start_are_named_so(tmp_path: Path) -> None:
    source = read_file(tmp_path, table("30685", "30686")).sources[0]

    assert "count from a moment that the file does not name" in reasons(source, "Opened")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Opening date;Opening time", "25.02.2024;10:17"),
        ("Opened;Time", "2/25/2024;10:17 AM"),
        ("Datum;Uhrzeit", "2024-02-25 00:00:00;10:17:00"),
    ],
)
def test_a_day_and_its_time_of_day_in_two_columns_are_one_time(
    tmp_path: Path, header: str, cells: str
) -> None:
    reading = read_file(tmp_path, f"Number;Title;{header}\n1;T;{cells}\n2;T;{cells[:10]};\n")

    source = reading.sources[0]
    assert rows(reading)[0]["opened_at"] == datetime(2024, 2, 25, 10, 17, tzinfo=UTC)
    assert source.unused == ()
    assert "together with the time of day" in reasons(source, header.split(";", maxsplit=1)[0])


def test_a_length_of_time_is_no_time_of_day(tmp_path: Path) -> None:
    text = (
        "Number;Title;Opened;Resolution date;Resolution time\n"
        "1;T;2024-02-25 08:00;2024-02-26;05:30\n"
    )

    reading = read_file(tmp_path, text)

    assert rows(reading)[0]["resolved_at"] == datetime(2024, 2, 26, tzinfo=UTC)
    assert "Resolution time" in reading.sources[0].unused


def test_of_several_columns_the_one_that_holds_times_is_taken(tmp_path: Path) -> None:
    text = (
        "number,short_description,opened_at,sla_due,due_date\n"
        "INC1,Lift stuck,2024-03-01 08:00:00,to be agreed,2024-03-03 08:00:00\n"
    )

    reading = read_file(tmp_path, text)

    assert rows(reading)[0]["due_at"] == datetime(2024, 3, 3, 8, tzinfo=UTC)
