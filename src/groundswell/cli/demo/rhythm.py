"""When people work and when they call: working days, hours of the day, time on the desk's clock."""

from bisect import bisect, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from groundswell.cli.demo.chance import Dice, Urn

DAY = timedelta(days=1)


@dataclass(frozen=True)
class SiteDays:
    """The days of one site between two dates, with how busy each one is."""

    zone: ZoneInfo
    free: frozenset[date]
    starts_on: date
    ends_on: date
    rhythm: Mapping[str, Any]

    def weight(self, day: date) -> float:
        """Return how many calls the day brings, 1 being a plain one; 0 where nobody works."""
        if day in self.free:
            return 0.0
        months, weekdays = self.rhythm["months"], self.rhythm["weekdays"]
        weight: float = weekdays[day.weekday()] * months[day.month - 1]
        pause = self.rhythm["christmas"]
        here = [day.month, day.day]
        if here >= pause["from"] or here <= pause["until"]:
            weight *= pause["factor"]
        return weight

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return tuple(_days_between(self.starts_on, self.ends_on))

    @cached_property
    def _urn(self) -> Urn[date]:
        return Urn(self._days, [self.weight(day) for day in self._days])

    @cached_property
    def _every_day(self) -> Urn[date]:
        return Urn(self._days, [1.0] * len(self._days))

    @cached_property
    def _hours(self) -> Mapping[str, Urn[int]]:
        return {
            name: Urn([int(hour) for hour in hours], list(hours.values()))
            for name, hours in self.rhythm["hours"].items()
        }

    def any_day(self, dice: Dice, *, worked: bool = True) -> date:
        """Return a day, busy ones more often; any day of the calendar if it need not be worked."""
        return (self._urn if worked else self._every_day).draw(dice)

    def moment(self, dice: Dice, day: date, hours: str) -> datetime:
        """Return a moment of that day in UTC, by the named profile of hours."""
        hour = self._hours[hours].draw(dice)
        return self.at(day, time(hour, dice.whole(0, 59), dice.whole(0, 59)))

    def at(self, day: date, clock: time) -> datetime:
        """Return that local time in UTC."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def site_days(
    site: Mapping[str, Any], starts_on: date, ends_on: date, rhythm: Mapping[str, Any]
) -> SiteDays:
    """Return the calendar of one site, with the public holidays of its country."""
    free = holidays.country_holidays(
        site["country"],
        subdiv=site.get("subdivision"),
        years=range(starts_on.year, ends_on.year + 1),
    )
    return SiteDays(ZoneInfo(site["zone"]), frozenset(free), starts_on, ends_on, rhythm)


class DeskClock:
    """The desk's working time, in minutes since the first working day."""

    def __init__(self, days: SiteDays, opens: time, closes: time) -> None:
        last = days.ends_on + 60 * DAY
        spans = [
            (days.at(day, opens).timestamp(), days.at(day, closes).timestamp())
            for day in _days_between(days.starts_on - 7 * DAY, last)
            if day.weekday() < 5 and day not in days.free
        ]
        self._opens = [start for start, _ in spans]
        self._length = [end - start for start, end in spans]
        self._before = [0.0]
        for length in self._length:
            self._before.append(self._before[-1] + length)

    def after(self, at: datetime, minutes: float) -> datetime:
        """Return the moment when this many working minutes have passed since `at`."""
        worked = self._worked(at.timestamp()) + minutes * 60
        index = min(bisect_right(self._before, worked) - 1, len(self._opens) - 1)
        return datetime.fromtimestamp(int(self._opens[index] + worked - self._before[index]), UTC)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the desk works at that moment."""
        stamp = at.timestamp()
        index = bisect(self._opens, stamp) - 1
        return index >= 0 and stamp < self._opens[index] + self._length[index]

    def _worked(self, stamp: float) -> float:
        index = bisect(self._opens, stamp) - 1
        if index < 0:
            return 0.0
        return self._before[index] + min(stamp - self._opens[index], self._length[index])


def _days_between(first: date, last: date) -> list[date]:
    return [first + offset * DAY for offset in range((last - first).days + 1)]
