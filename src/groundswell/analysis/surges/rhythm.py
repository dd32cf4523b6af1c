"""When in the week tickets come: hour by hour, as believed at first and as seen later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import accumulate

from groundswell.analysis.surges.options import BaselineOptions

HOURS = 168
_DAYS = 7
_SUNDAY = 6
_WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as the week has it."""

    #: seconds since 1970
    at: float
    #: number of the local day, 1 for 1 January of year 1
    day: int
    #: hours since Monday began; a holiday counts as a Sunday
    hour: float


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where the day begins, and which days are not worked."""

    zone: tzinfo
    holidays: frozenset[date] = frozenset()

    def place(self, at: float) -> Moment:
        """Return where a moment lies in the week."""
        local = datetime.fromtimestamp(at, self.zone)
        weekday = local.weekday()
        if self.holidays and local.date() in self.holidays:
            weekday = _SUNDAY
        hour = weekday * 24 + local.hour + local.minute / 60 + local.second / 3600
        return Moment(at, local.toordinal(), hour)

    def weekday(self, day: int) -> int:
        """Return as which day of the week a day counts, 0 for Monday."""
        this = date.fromordinal(day)
        return _SUNDAY if this in self.holidays else this.weekday()


class Profile:
    """The share of a week's tickets that falls into any part of it."""

    def __init__(self, options: BaselineOptions) -> None:
        self._options = options
        belief = [*options.work * _WORKDAYS, *options.rest * (_DAYS - _WORKDAYS)]
        self._belief = [share / sum(belief) for share in belief]
        self._sums = [0.0]
        self.learn([0.0] * HOURS, [0.0] * _DAYS)

    def learn(self, seen: Sequence[float], days: Sequence[float]) -> None:
        """Take what was seen in place of what was believed, as far as it carries.

        Args:
            seen: tickets by hour of the week, shape (168,).
            days: how many days of each kind they came on, Monday first, shape (7,).
        """
        believed = [sum(self._belief[day * 24 : day * 24 + 24]) for day in range(_DAYS)]
        tickets = [sum(seen[day * 24 : day * 24 + 24]) for day in range(_DAYS)]
        weeks = sum(count * share for count, share in zip(days, believed, strict=True))
        rate = sum(tickets) / weeks if weeks else 1.0
        doubt = self._options.belief_days
        levels = [
            (tickets[day] + doubt * believed[day] * rate) / (days[day] + doubt)
            for day in range(_DAYS)
        ]
        shares: list[float] = []
        for kind in (range(_WORKDAYS), range(_WORKDAYS, _DAYS)):
            course = self._course(seen, kind)
            for day in kind:
                level = levels[day] / sum(levels)
                shares += [level * part for part in self._of_hours(seen, day, course)]
        self._sums = [0.0, *accumulate(shares)]

    def _course(self, seen: Sequence[float], kind: Sequence[int]) -> list[float]:
        """Return the share of each hour of working days, or of other days, read together."""
        belief = self._belief[kind[0] * 24 : kind[0] * 24 + 24]
        counts = [sum(seen[day * 24 + hour] for day in kind) for hour in range(24)]
        weight = self._options.belief_weight
        return [
            (count + weight * share / sum(belief)) / (sum(counts) + weight)
            for count, share in zip(counts, belief, strict=True)
        ]

    def _of_hours(self, seen: Sequence[float], day: int, course: Sequence[float]) -> list[float]:
        """Return the share of each hour of one day of the week, its neighbours lending to it."""
        first, weight = day * 24, self._options.hours_weight
        near = [
            (seen[at - 1] + 2 * seen[at] + seen[(at + 1) % HOURS]) / 4
            for at in range(first, first + 24)
        ]
        total = sum(near) + weight
        return [(own + weight * part) / total for own, part in zip(near, course, strict=True)]

    def share(self, end: float, hours: float) -> float:
        """Return the share of the hours that end at an hour of the week, at most a week."""
        start = end - hours
        if start >= 0:
            return self._until(end) - self._until(start)
        return self._until(end) + self._sums[HOURS] - self._until(start + HOURS)

    def of_day(self, weekday: int) -> float:
        """Return the share of one day."""
        return self._sums[weekday * 24 + 24] - self._sums[weekday * 24]

    def _until(self, hour: float) -> float:
        whole = int(hour)
        if whole >= HOURS:
            return self._sums[HOURS]
        below = self._sums[whole]
        return below + (self._sums[whole + 1] - below) * (hour - whole)
