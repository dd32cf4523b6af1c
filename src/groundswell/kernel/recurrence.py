"""Days that come again: of the week, of the month, the n-th working day, every so many days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as weekday_of

#: days for which one that is closed is put off at most; longer, and it is left out
PATIENCE = 31
#: nothing is looked for further ahead, years
_AHEAD = 10

IsOpen = Callable[[date], bool]


class Rhythm(StrEnum):
    """By what the days are counted."""

    WEEKDAYS = "weekdays"
    MONTH_DAY = "month_day"
    MONTH_WEEKDAY = "month_weekday"
    WORKING_DAY = "working_day"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rule of days.

    Attributes:
        rhythm: by what the days are counted.
        first: no day is before it; from it every so many days, weeks or months are counted.
        last: no day is after it; None: it has no end.
        every: days, weeks or months from one to the next.
        weekdays: 0 is Monday; of a rhythm of weekdays all, of a month the one that is meant.
        place: the day of the month, the n-th such weekday or the n-th working day; -1 is the last.
            In a month that has fewer days, or fewer working days, its last is meant.
        puts_off: a closed day is put off to the next open one; otherwise it is left out.
    """

    rhythm: Rhythm
    first: date
    last: date | None = None
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    place: int = 1
    puts_off: bool = False

    def days(self, *, after: date, is_open: IsOpen) -> Iterator[date]:
        """Yield the days after one, in order and each once, for ten years at most.

        Args:
            after: where to begin.
            is_open: tells whether anybody works on a day.
        """
        reached = after
        # a day before may have been put off to one after
        since = max(self.first, after - timedelta(days=PATIENCE))
        for day in self._ruled(since, is_open):
            found = self._open_day(day, is_open)
            if found is not None and found > reached:
                reached = found
                yield found

    def _open_day(self, day: date, is_open: IsOpen) -> date | None:
        if is_open(day):
            return day
        if not self.puts_off:
            return None
        later = (day + timedelta(days=step) for step in range(1, PATIENCE + 1))
        return next((other for other in later if is_open(other)), None)

    def _ruled(self, since: date, is_open: IsOpen) -> Iterator[date]:
        """Yield the days of the rule alone, from a day on."""
        end = since.replace(year=min(since.year + _AHEAD, date.max.year), day=min(since.day, 28))
        last = min(self.last or end, end)
        for moment in self._rule(last):
            day = self._working_day(moment.date(), is_open)
            if day is not None and since <= day <= last:
                yield day

    def _rule(self, last: date) -> rrule:
        start, until = _midnight(self.first), _midnight(last)
        if self.rhythm == Rhythm.DAYS:
            return rrule(DAILY, dtstart=start, until=until, interval=self.every)
        if self.rhythm == Rhythm.WEEKDAYS:
            days = sorted(self.weekdays)
            return rrule(WEEKLY, dtstart=start, until=until, interval=self.every, wkst=MO,
                         byweekday=days)  # fmt: skip
        # by months, from the first day of one: what is before the first day is left out above
        month = start.replace(day=1)
        if self.rhythm == Rhythm.MONTH_DAY:
            # the first of that day and the last one: the last only where there is no such day
            days = sorted({self.place, -1}, reverse=True)
            return rrule(MONTHLY, dtstart=month, until=until, interval=self.every,
                         bymonthday=days, bysetpos=1)  # fmt: skip
        if self.rhythm == Rhythm.MONTH_WEEKDAY:
            meant = weekday_of(min(self.weekdays), self.place)
            return rrule(MONTHLY, dtstart=month, until=until, interval=self.every,
                         byweekday=meant)  # fmt: skip
        return rrule(MONTHLY, dtstart=month, until=until, interval=self.every, bymonthday=1)

    def _working_day(self, day: date, is_open: IsOpen) -> date | None:
        """Return the n-th working day of the month that begins with a day; others as they are."""
        if self.rhythm != Rhythm.WORKING_DAY:
            return day
        following = (day + timedelta(days=step) for step in range(31))
        worked = [other for other in following if other.month == day.month and is_open(other)]
        if not worked:
            return None
        return (
            worked[-1] if self.place == -1 or self.place > len(worked) else worked[self.place - 1]
        )


def on_workdays(day: date) -> bool:
    """Tell whether a day is one from Monday to Friday: who works when, until somebody says so."""
    return day.weekday() < 5


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return when the clocks of a zone show a time on a day, in UTC.

    What they show twice is meant the first time. What they never show, because they go forward, is
    as far after the change as it would have been.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
