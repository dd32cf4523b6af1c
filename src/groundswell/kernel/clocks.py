"""The clock of a promise: from what happened to when it is due, and why.

A clock is read from its turns: from this moment on it runs, stands still or is over. Between two
turns the calendar says which part counts. Nothing is kept on the way, so the same turns under
another calendar or goal give what would have been under those.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from groundswell.kernel.worktime import WorkCalendar


class Run(StrEnum):
    """What a clock does from a turn on."""

    RUNS = "runs"
    STANDS = "stands"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at` on the clock does this; why and by whom in words, as the record knows them."""

    at: datetime
    run: Run
    why: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which nothing changes: the same turn, and open or closed while it runs."""

    start: datetime
    end: datetime
    turn: Turn
    is_open: bool

    @property
    def lasts(self) -> timedelta:
        """Return how long it is on the wall."""
        return self.end - self.start

    @property
    def counts(self) -> bool:
        """Tell whether its time counts against the promise."""
        return self.is_open and self.turn.run == Run.RUNS


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock at one moment.

    Attributes:
        run: what it does.
        used: working time that counted so far.
        goal: working time that was promised.
        due_at: the moment at which the goal is or was used up; None while it stands still with
            some of it left, and where so much is not worked within ten years. Of a clock that is
            over: the moment until which there was time.
        ended_at: when it was over, None while it is not.
        kept: whether it was over by then; False as soon as it is late; None while that is open.
    """

    run: Run
    used: timedelta
    goal: timedelta
    due_at: datetime | None
    ended_at: datetime | None
    kept: bool | None

    @property
    def is_beyond(self) -> bool:
        """Tell whether it runs towards a moment that cannot be reckoned: more than ten years on."""
        return self.run == Run.RUNS and self.due_at is None

    @property
    def left(self) -> timedelta:
        """Return the working time that is left; negative when it is late."""
        return self.goal - self.used


def read_clock(
    turns: Sequence[Turn], *, calendar: WorkCalendar, goal: timedelta, until: datetime
) -> Reading:
    """Return how a promise stands at a moment.

    Args:
        turns: in order of time, the first says when the clock began.
        calendar: the hours that count.
        goal: working time that is promised, above zero.
        until: the moment; later turns have not happened yet.

    Raises:
        ValueError: no turn has happened by then.
    """
    happened = _happened(turns, until)
    used, due_at = timedelta(), None
    for turn, end in _spans(happened, until):
        if turn.run == Run.RUNS and due_at is None:
            worked = calendar.between(turn.at, end)
            if used + worked >= goal:
                due_at = calendar.reach(turn.at, goal - used)
            used += worked
        elif turn.run == Run.RUNS:
            used += calendar.between(turn.at, end)
    last = happened[-1]
    ended_at = last.at if last.run == Run.OVER else None
    if due_at is None and last.run != Run.STANDS:
        due_at = calendar.reach(ended_at or until, goal - used)
    return Reading(last.run, used, goal, due_at, ended_at, _is_kept(due_at, ended_at, until))


def _is_kept(due_at: datetime | None, ended_at: datetime | None, until: datetime) -> bool | None:
    if ended_at is not None:
        return due_at is None or ended_at <= due_at
    return False if due_at is not None and due_at < until else None


def list_segments(
    turns: Sequence[Turn], *, calendar: WorkCalendar, until: datetime
) -> list[Segment]:
    """Return every stretch from the first turn to `until`, without a gap and without overlap.

    What comes after a clock is over for good is left out.
    """
    happened = _happened(turns, until)
    return [
        segment
        for turn, end in _spans(happened, until)
        if turn.run != Run.OVER or turn is not happened[-1]
        for segment in _cut(turn, end, calendar)
    ]


def moment_of(reading: Reading, work: timedelta, *, calendar: WorkCalendar) -> datetime | None:
    """Return when this much work will be left (negative: be late) if nothing happens meanwhile.

    None while the clock stands still, and where it is not reckoned.
    """
    if reading.run != Run.RUNS or reading.due_at is None:
        return None
    if work <= timedelta():
        return calendar.reach(reading.due_at, -work)
    return _before(reading.due_at, work, calendar)


def _before(due_at: datetime, work: timedelta, calendar: WorkCalendar) -> datetime:
    """Return the last moment at which so much work was left before one that is due."""
    width = max(work * 3, timedelta(days=4))
    for _ in range(12):
        left = work
        for opens, closes in reversed(calendar.list_openings(due_at - width, due_at)):
            if left <= closes - opens:
                return closes - left
            left -= closes - opens
        width *= 2
    return due_at - width


def _happened(turns: Sequence[Turn], until: datetime) -> list[Turn]:
    happened = [turn for turn in turns if turn.at <= until]
    if not happened:
        raise ValueError("The clock has not begun by then.")
    return happened


def _spans(turns: Sequence[Turn], until: datetime) -> Iterator[tuple[Turn, datetime]]:
    for turn, following in pairwise(turns):
        if following.at > turn.at:
            yield turn, following.at
    if turns[-1].at < until:
        yield turns[-1], until


def _cut(turn: Turn, end: datetime, calendar: WorkCalendar) -> Iterator[Segment]:
    """Yield the open and closed parts of one span, in order; while it stands neither counts."""
    if turn.run != Run.RUNS:
        yield Segment(turn.at, end, turn, is_open=False)
        return
    seen = turn.at
    for opens, closes in calendar.list_openings(turn.at, end):
        if opens > seen:
            yield Segment(seen, opens, turn, is_open=False)
        yield Segment(opens, closes, turn, is_open=True)
        seen = closes
    if seen < end:
        yield Segment(seen, end, turn, is_open=False)
