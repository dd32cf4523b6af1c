"""Many people together: the curve of middle management, the index by quarter, the grid."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from groundswell.analysis.support.ladder import Move, stage_on

#: from this stage on somebody is more than informed
INTERESTED = 2
_MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Follower:
    """One person of the curve: how much she decides (1 to 3), where she should get to, her way."""

    power: int
    desired: int
    moves: tuple[Move, ...]
    #: since when she is in the register: before that day she is not counted
    since: date


@dataclass(frozen=True, slots=True)
class SharePoint:
    """One month end: the median stage, and how many of how many were at 2 or more."""

    on: date
    median: float
    interested: int
    of: int


@dataclass(frozen=True, slots=True)
class QuarterIndex:
    """One quarter: 0 to 1, weighed by power; None where nobody was counted or wanted anywhere."""

    quarter: str
    index: float | None
    of: int


def curve_of(people: Sequence[Follower], *, until: date) -> tuple[SharePoint, ...]:
    """Return the median stage and the share at 2 or more at each month end, and on the last day."""
    if not people:
        return ()
    points = []
    for day in _month_ends(min(person.since for person in people), until):
        stages = [stage_on(one.moves, day) for one in people if one.since <= day]
        if stages:
            at_two = sum(stage >= INTERESTED for stage in stages)
            points.append(SharePoint(day, float(median(stages)), at_two, len(stages)))
    return tuple(points)


def index_by_quarter(people: Sequence[Follower], *, until: date) -> tuple[QuarterIndex, ...]:
    """Return sum(power × min(stage, desired)) / sum(power × desired) at each quarter's end.

    Somebody who opposes counts below zero; people who should get no further than 0 are left out.
    The quarter that runs is counted as of `until`.
    """
    if not people:
        return ()
    first = min(person.since for person in people)
    ends = [
        day
        for day in _month_ends(first, until)
        if day == until or day.month % _MONTHS_OF_A_QUARTER == 0
    ]
    return tuple(_index(people, day) for day in ends)


def _index(people: Iterable[Follower], day: date) -> QuarterIndex:
    counted = [one for one in people if one.since <= day and one.desired > 0]
    name = f"{day.year} Q{(day.month - 1) // _MONTHS_OF_A_QUARTER + 1}"
    wanted = sum(one.power * one.desired for one in counted)
    if not wanted:
        return QuarterIndex(name, None, 0)
    got = sum(one.power * min(stage_on(one.moves, day), one.desired) for one in counted)
    return QuarterIndex(name, got / wanted, len(counted))


def mendelow(*, power: int, stage: int) -> str:
    """Return what A. Mendelow's grid of power and interest advises.

    Args:
        power: 1 to 3; 2 and more is high.
        stage: of the ladder; 2 and more is high interest, and so is opposition.
    """
    interested = stage >= INTERESTED or stage < 0
    if power > 1:
        return "manage closely" if interested else "keep satisfied"
    return "keep informed" if interested else "monitor"


def _month_ends(first: date, until: date) -> Iterator[date]:
    """Yield the last day of each month from `first` on, and `until` as the last one."""
    day = _month_end(first)
    while day < until:
        yield day
        day = _month_end(day + timedelta(days=1))
    if first <= until:
        yield until


def _month_end(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
