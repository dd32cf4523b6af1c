"""Working time between two moments, exact over changes of the clock.

Subtracting two local times of one zone ignores a change of the clock between them: from 01:30 to
03:30 on the night the clocks go forward an hour passes, not two. So every opening interval is
turned into UTC before anything is subtracted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[tuple[time, time], ...]

#: Monday to Friday, nine to five with no break: the calendar until somebody sets another.
OFFICE_HOURS: Mapping[int, Hours] = {day: ((time(9), time(17)),) for day in range(5)}


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
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        total = timedelta()
        for opens, closes in self._openings(start.astimezone(self.zone).date()):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def add(self, start: datetime, work: timedelta) -> datetime:
        """Return the moment, in UTC, at which this much working time has passed since `start`.

        Raises:
            ValueError: the calendar is never open, so the moment does not exist.
        """
        if not any(self.hours.values()):
            raise ValueError("This calendar is never open.")
        start = start.astimezone(UTC)
        left = work
        for opens, closes in self._openings(start.astimezone(self.zone).date()):
            available = max(closes - max(opens, start), timedelta())
            if left <= available and closes > start:
                return max(opens, start) + left
            left -= available
        raise AssertionError("openings never end")

    def _openings(self, first: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield opening intervals in UTC, from the day before `first`, for ever."""
        day = first - timedelta(days=1)
        while True:
            if day not in self.holidays:
                for opens, closes in self.hours.get(day.weekday(), ()):
                    yield self._instant(day, opens), self._instant(day, closes)
            day += timedelta(days=1)

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)
