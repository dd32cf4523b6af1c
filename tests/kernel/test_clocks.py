from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.kernel.clocks import Run, Turn, list_segments, moment_of, read_clock
from groundswell.kernel.worktime import WorkCalendar

OFFICE = WorkCalendar(ZoneInfo("UTC"))
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def turns(*told: tuple[float, Run]) -> list[Turn]:
    return [Turn(MONDAY + hours * HOUR, run, why=f"at {hours}") for hours, run in told]


class TestReading:
    def test_says_when_it_is_due_while_it_runs(self) -> None:
        reading = read_clock(
            turns((0, Run.RUNS)), calendar=OFFICE, goal=4 * HOUR, until=MONDAY + HOUR
        )

        assert reading.due_at == MONDAY + 4 * HOUR
        assert reading.left == 3 * HOUR
        assert reading.kept is None

    def test_stands_still_and_goes_on_with_what_was_left(self) -> None:
        waited = turns((0, Run.RUNS), (1, Run.STANDS), (6, Run.RUNS))

        standing = read_clock(waited[:2], calendar=OFFICE, goal=4 * HOUR, until=MONDAY + 5 * HOUR)
        going = read_clock(waited, calendar=OFFICE, goal=4 * HOUR, until=MONDAY + 7 * HOUR)

        assert (standing.due_at, standing.used, standing.run) == (None, HOUR, Run.STANDS)
        assert going.due_at == MONDAY + 25 * HOUR  # two hours on Monday, the last on Tuesday at ten
        assert going.used == 2 * HOUR

    def test_is_kept_at_the_last_moment_and_broken_one_second_later(self) -> None:
        for late, kept in ((timedelta(), True), (timedelta(seconds=1), False)):
            over = [*turns((0, Run.RUNS)), Turn(MONDAY + 4 * HOUR + late, Run.OVER)]

            reading = read_clock(over, calendar=OFFICE, goal=4 * HOUR, until=MONDAY + 9 * HOUR)

            assert (reading.kept, reading.due_at) == (kept, MONDAY + 4 * HOUR)

    def test_is_broken_although_no_working_time_passed_since(self) -> None:
        over = turns((0, Run.RUNS), (12, Run.OVER))

        reading = read_clock(over, calendar=OFFICE, goal=8 * HOUR, until=MONDAY + 20 * HOUR)

        assert (reading.kept, reading.left) == (False, timedelta())

    def test_is_late_at_once_and_stays_so(self) -> None:
        broken = turns((0, Run.RUNS), (5, Run.STANDS), (6, Run.RUNS), (7, Run.OVER))

        for until, kept in ((3, None), (4.5, False), (5.5, False), (9, False)):
            reading = read_clock(
                broken, calendar=OFFICE, goal=4 * HOUR, until=MONDAY + until * HOUR
            )
            assert reading.kept is kept
            assert reading.due_at == MONDAY + 4 * HOUR

    def test_says_until_when_there_was_time(self) -> None:
        over = turns((0, Run.RUNS), (1, Run.STANDS), (3, Run.OVER))

        reading = read_clock(over, calendar=OFFICE, goal=4 * HOUR, until=MONDAY + 9 * HOUR)

        assert (reading.kept, reading.due_at) == (True, MONDAY + 6 * HOUR)

    def test_refuses_a_moment_before_it_began(self) -> None:
        with pytest.raises(ValueError, match="not begun"):
            read_clock(turns((1, Run.RUNS)), calendar=OFFICE, goal=HOUR, until=MONDAY)


class TestMoments:
    def test_finds_the_moment_at_which_so_much_is_left_or_it_is_so_late(self) -> None:
        reading = read_clock(
            turns((0, Run.RUNS)), calendar=OFFICE, goal=10 * HOUR, until=MONDAY + HOUR
        )

        assert reading.due_at == MONDAY + 26 * HOUR
        assert moment_of(reading, 2 * HOUR, calendar=OFFICE) == MONDAY + 24 * HOUR
        assert moment_of(reading, 3 * HOUR, calendar=OFFICE) == MONDAY + 7 * HOUR
        assert moment_of(reading, -HOUR, calendar=OFFICE) == MONDAY + 27 * HOUR

    def test_knows_none_while_it_stands(self) -> None:
        standing = read_clock(
            turns((0, Run.RUNS), (1, Run.STANDS)),
            calendar=OFFICE, goal=4 * HOUR, until=MONDAY + 2 * HOUR,
        )  # fmt: skip

        assert moment_of(standing, HOUR, calendar=OFFICE) is None


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 4000), st.sampled_from(Run)), max_size=8),
    st.integers(1, 6000),
    st.integers(0, 20_000),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
)
def test_every_second_is_explained_once(
    told: list[tuple[int, Run]], goal: int, length: int, zone: str
) -> None:
    at, made = datetime(2026, 3, 27, 7, 13, 5, tzinfo=UTC), [Run.RUNS]
    story = [Turn(at, Run.RUNS)]
    for minutes, run in told:
        at += timedelta(minutes=minutes)
        story.append(Turn(at, run))
        made.append(run)
    until = story[0].at + timedelta(minutes=length)
    calendar = WorkCalendar(ZoneInfo(zone))

    segments = list_segments(story, calendar=calendar, until=until)
    reading = read_clock(story, calendar=calendar, goal=timedelta(minutes=goal), until=until)

    assert all(one.end == two.start for one, two in pairwise(segments))
    assert all(one.lasts > timedelta() for one in segments)
    counted = sum((one.lasts for one in segments if one.counts), timedelta())
    assert counted == reading.used
    if segments:
        assert segments[0].start == story[0].at
        assert segments[-1].end == (reading.ended_at or until)
    if reading.due_at is not None and reading.due_at <= until and reading.run != Run.OVER:
        assert reading.used >= reading.goal
