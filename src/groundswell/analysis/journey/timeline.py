"""The moments of the journey as a drawing: a lane for each kind, the days from left to right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.analysis.journey.book import load_journey
from groundswell.analysis.journey.moments import Moment
from groundswell.kernel.days import say_month

#: measures of the drawing, in its own units
_WIDE, _LABEL, _ROW, _PAD, _TOP, _RIGHT = 940, 130, 18, 12, 30, 16
#: marks nearer than this stand above each other, and no more of them than so many
_NEAR, _ROWS = 15, 6
#: so many names of months fit below each other's ends
_NAMES = 14


@dataclass(frozen=True, slots=True)
class Dot:
    """One moment in its place; `place` is its number in the list below the drawing."""

    moment: Moment
    x: float
    y: float
    place: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The strip of one kind."""

    words: str
    y: float
    high: float
    text_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month; without `words` only a line."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that a page needs to draw the line."""

    width: int
    height: float
    dots: tuple[Dot, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def draw_timeline(moments: Sequence[Moment], *, until: date) -> Timeline | None:
    """Return the drawing of moments in order of their days; None where there are none.

    Args:
        moments: in the order in which the list shows them, whichever that is.
        until: the right end, today.
    """
    if not moments:
        return None
    since = min(moment.day for moment in moments).replace(day=1)
    days = max((until - since).days, 1)

    def x_of(day: date) -> float:
        return round(_LABEL + (_WIDE - _LABEL - _RIGHT) * (day - since).days / days, 1)

    dots: list[Dot] = []
    lanes: list[Lane] = []
    y: float = _TOP
    for kind in load_journey().kinds.values():
        own = sorted(
            ((moment.day, place, moment) for place, moment in enumerate(moments, 1)
             if moment.kind == kind.id),
            key=lambda one: one[:2],
        )  # fmt: skip
        if not own:
            continue
        rows: list[float] = []
        for day, place, moment in own:
            row = _find_row(rows, x_of(day))
            dots.append(Dot(moment, x_of(day), y + _PAD + row * _ROW, place))
        high = len(rows) * _ROW + _PAD / 2
        lanes.append(Lane(kind.words, y, high, y + _PAD + 4))
        y += high
    return Timeline(_WIDE, y, tuple(dots), tuple(lanes), tuple(_ticks(since, until, x_of)))


def _find_row(rows: list[float], x: float) -> int:
    """Return the first row with room at x and take the place; the last one takes all others."""
    for row, last in enumerate(rows):
        if x - last >= _NEAR:
            rows[row] = x
            return row
    if len(rows) < _ROWS:
        rows.append(x)
        return len(rows) - 1
    return _ROWS - 1


def _ticks(since: date, until: date, x_of: Callable[[date], float]) -> Iterator[Tick]:
    months = list(_months(since, until))
    every = 1 if len(months) <= _NAMES else 3
    for place, month in enumerate(months):
        named = place % every == 0
        yield Tick(x_of(month), say_month(month) if named else "")


def _months(since: date, until: date) -> Iterator[date]:
    day = since
    while day <= until:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)
