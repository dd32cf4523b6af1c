"""Working time between two moments, exact over changes of the clock.

A house is open whenever its wall clock shows a time within its opening hours. Where the clocks go
forward, the hour that is not shown is not there; where they go back, what they show twice counts
twice. So a day is never cut at local times alone: in each period in which the zone's distance from
UTC stays the same, opening hours are turned into UTC with that distance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from groundswell.kernel.offsets import steady_periods

Hours = tuple[tuple[time, time], ...]
Opening = tuple[datetime, datetime]

#: Monday to Friday, nine to five with no break: the calendar until somebody sets another.
OFFICE_HOURS: Mapping[int, Hours] = {day: ((time(9), time(17)),) for day in range(5)}

_DAY = timedelta(days=1)
#: nobody waits longer
_PATIENCE = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Opening hours by weekday (0 is Monday) in one time zone, without holidays.

    Each weekday holds half-open intervals in order that do not overlap; an interval ends on the
    same day (24:00 is written as `time.max`).
    """

    zone: ZoneInfo
    hours: Mapping[int, Hours] = field(default_factory=lambda: OFFICE_HOURS)
    holidays: frozenset[date] = frozenset()

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time in the half-open period from `start` to `end`.

        Args:
            start: with offset.
            end: with offset; before `start` the answer is zero.
        """
        openings = self.list_openings(start, end)
        return sum((closes - opens for opens, closes in openings), timedelta())

    def list_openings(self, start: datetime, end: datetime) -> list[Opening]:
        """Return the parts of a half-open period in which it is open, in UTC and in order."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        found: list[Opening] = []
        for opens, closes in self._openings(start, end):
            # where the clocks change, one opening comes in two parts
            began = found.pop()[0] if found and found[-1][1] == opens else opens
            found.append((began, min(closes, end)))
        return found

    def add(self, start: datetime, work: timedelta) -> datetime:
        """Return the moment, in UTC, at which this much working time has passed since `start`.

        No work at all has passed when it is first open.

        Raises:
            ValueError: it is never open, or not for so long within ten years.
        """
        left, start = work, start.astimezone(UTC)
        for opens, closes in self._openings(start, start + _PATIENCE):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise ValueError("This calendar is never open long enough.")

    def reach(self, start: datetime, work: timedelta) -> datetime | None:
        """Return what `add` returns; None where so much is not worked within ten years."""
        try:
            return self.add(start, work)
        except ValueError:
            return None

    def nth_day(self, start: datetime, days: int) -> date:
        """Return the n-th working day after the day of a moment; 0: that day, or the next one.

        Raises:
            ValueError: it is never open, or not for so long within ten years.
        """
        day, left = start.astimezone(self.zone).date(), days
        for _ in range(_PATIENCE.days):
            if self._is_open(day) and left == 0:
                return day
            day += _DAY
            left -= self._is_open(day) and left > 0
        raise ValueError("This calendar is never open long enough.")

    def until_end_of(self, start: datetime, day: date) -> timedelta:
        """Return the working time from a moment until a day is over."""
        midnight = datetime.combine(day + _DAY, time(), tzinfo=self.zone)
        return self.between(start, midnight)

    def _is_open(self, day: date) -> bool:
        return day not in self.holidays and bool(self.hours.get(day.weekday()))

    def _openings(self, start: datetime, end: datetime) -> Iterator[Opening]:
        """Yield openings in UTC, cut at `start`, that begin before `end`."""
        for begins, ends, offset in steady_periods(self.zone, start):
            if begins >= end:
                return
            # wall clock times of this period, without a zone
            first, last = (moment.replace(tzinfo=None) + offset for moment in (begins, ends))
            for opens, closes in self._on_wall(first, min(last, end.replace(tzinfo=None) + offset)):
                yield (opens - offset).replace(tzinfo=UTC), (closes - offset).replace(tzinfo=UTC)

    def _on_wall(self, first: datetime, last: datetime) -> Iterator[Opening]:
        """Yield openings on the wall clock between two of its times."""
        midnight = datetime.combine(first.date(), time())
        while midnight < last:
            if midnight.date() not in self.holidays:
                for opens, closes in self.hours.get(midnight.weekday(), ()):
                    begins = max(midnight + _since_midnight(opens), first)
                    ends = min(midnight + _since_midnight(closes), last)
                    if begins < ends:
                        yield begins, ends
            midnight += _DAY


def _since_midnight(at: time) -> timedelta:
    if at == time.max:
        return _DAY
    return timedelta(
        hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond
    )
