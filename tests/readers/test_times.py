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
