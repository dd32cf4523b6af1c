"""What a clock on the wall shows, minute by minute: written without the code that it judges."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

#: hours whose edges lie where clocks change, and hours without an edge nearby
CALENDARS = (
    {day: ((time(0), time(1, 30)), (time(2, 15), time(2, 45)), (time(3, 10), time.max))
     for day in range(7)},
    {day: ((time(9), time(12, 15)), (time(13), time(17, 30))) for day in range(5)}
    | {6: ((time(1, 30), time(3, 30)), (time(23, 15), time.max))},
)  # fmt: skip


def list_changes(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """Return the seconds at which the distance from UTC changes, seen once a fortnight."""
    found, seen = [], datetime(first, 1, 1, tzinfo=UTC)
    while seen.year <= last:
        ahead = seen + timedelta(days=14)
        before, after = seen.astimezone(zone).utcoffset(), ahead.astimezone(zone).utcoffset()
        if before != after:
            found.append(_bisect(zone, seen, ahead))
        seen = ahead
    return found


def _bisect(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    wanted = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == wanted:
            low = middle
        else:
            high = middle
    return high


def walk(zone: ZoneInfo, start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    """Yield what the clock on the wall shows, one step after another."""
    moment = start
    while moment < end:
        yield moment.astimezone(zone).replace(tzinfo=None)
        moment += step


def is_open(shown: datetime, hours: dict[int, tuple[tuple[time, time], ...]]) -> bool:
    """Tell whether a time on the wall lies within the hours."""
    return any(
        opens <= shown.time() and (closes == time.max or shown.time() < closes)
        for opens, closes in hours.get(shown.weekday(), ())
    )
