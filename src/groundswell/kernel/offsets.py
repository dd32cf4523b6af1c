"""When the clocks of a zone change: the periods in which its distance from UTC stays the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

#: no zone ever changed its clocks and changed them back within so short a time
_STEP = timedelta(hours=6)
#: the calendar of Python ends here; nothing is promised for later
LAST_YEAR = 9998

Period = tuple[datetime, datetime, timedelta]


def steady_periods(zone: ZoneInfo, start: datetime) -> Iterator[Period]:
    """Yield start and end in UTC, and the distance from UTC, of the periods since `start`.

    Every moment since `start` (in UTC) is in exactly one of them; a period ends at the latest with
    its year.
    """
    for year in range(start.year, LAST_YEAR + 1):
        for begins, ends, offset in _periods_of_year(zone, year):
            if ends > start:
                yield max(begins, start), ends, offset


@lru_cache(maxsize=4096)
def _periods_of_year(zone: ZoneInfo, year: int) -> tuple[Period, ...]:
    begins, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    periods, offset, seen = [], _offset(zone, begins), begins
    while seen < end:
        ahead = min(seen + _STEP, end)
        if ahead < end and _offset(zone, ahead) != offset:
            change = _find_change(zone, seen, ahead)
            periods.append((begins, change, offset))
            begins, offset = change, _offset(zone, ahead)
        seen = ahead
    last = end - timedelta(seconds=1)
    if _offset(zone, last) != offset:
        change = _find_change(zone, seen - _STEP, last)
        periods.append((begins, change, offset))
        begins, offset = change, _offset(zone, last)
    return (*periods, (begins, end, offset))


def _find_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the second at which the distance becomes that of `after`."""
    known = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(zone, middle) == known:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
