"""Opening hours as they are kept, as people write them, and as the kernel reckons with them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from zoneinfo import ZoneInfo

from django.conf import settings

from groundswell.catalogue.business.models import CriticalWindow, Weekdays
from groundswell.kernel.errors import BadInput
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.promises.defaults import load_defaults
from groundswell.servicedesk.promises.models import BusinessCalendar

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: days of a week of critical hours
_DAYS_OF: Mapping[str, range] = {
    Weekdays.WORKDAYS: range(5),
    Weekdays.EVERY_DAY: range(7),
    Weekdays.WEEKEND: range(5, 7),
}

Kept = Mapping[str, Sequence[Sequence[str]]]


def as_calendar(record: BusinessCalendar | None) -> WorkCalendar:
    """Return a calendar to reckon with; of none the default office hours of this installation."""
    if record is None:
        hours, closed = load_defaults()["calendar"]["hours"], frozenset[date]()
        return WorkCalendar(ZoneInfo(settings.TIME_ZONE), _as_times(hours), closed)
    return WorkCalendar(
        ZoneInfo(record.zone), _as_times(record.hours), frozenset(list_closed(record))
    )


def as_critical(windows: Iterable[CriticalWindow], usual: WorkCalendar) -> WorkCalendar | None:
    """Return the critical hours of a service to reckon with; None where it has none by weekdays.

    Holidays and zone are those of the usual calendar; what matters every day matters on holidays.
    """
    kept = list(windows)
    hours = hours_of_windows(kept)
    if not hours:
        return None
    daily = any(window.days == Weekdays.EVERY_DAY for window in kept)
    return WorkCalendar(usual.zone, _as_times(hours), frozenset() if daily else usual.holidays)


def hours_of_windows(windows: Iterable[CriticalWindow]) -> dict[str, list[list[str]]]:
    """Return critical hours as a week, those that overlap put together.

    Those at the end of a month are left out: no week holds them.
    """
    week: dict[str, list[list[str]]] = {}
    for window in sorted(windows, key=lambda one: (one.begins, one.ends)):
        # what ends a minute before midnight, as forms have it, goes on until midnight
        ends = "24:00" if window.ends >= time(23, 59) else f"{window.ends:%H:%M}"
        for day in _DAYS_OF.get(window.days, ()):
            held = week.setdefault(str(day), [])
            if held and f"{window.begins:%H:%M}" <= held[-1][1]:
                held[-1][1] = max(held[-1][1], ends)
            else:
                held.append([f"{window.begins:%H:%M}", ends])
    return week


def list_closed(record: BusinessCalendar) -> dict[date, str]:
    """Return every day on which a calendar is closed, in order, with its reason."""
    told = {**record.holidays, **record.feed_days, **record.closed_days}
    return {date.fromisoformat(day): told[day] for day in sorted(told)}


def read_hours(text: str) -> list[list[str]]:
    """Return the opening times of one day: "9-12:30, 13:30-17" or "09:00–24:00"; empty: closed.

    Raises:
        BadInput: a part is no time, ends before it begins, or overlaps the one before.
    """
    found: list[list[str]] = []
    for part in text.replace(";", ",").split(","):
        if not part.strip():
            continue
        first, dash, last = part.replace("–", "-").replace("—", "-").partition("-")
        opens, closes = _read_time(first), _read_time(last)
        if not dash or not opens or not closes:
            raise BadInput(f'"{part.strip()}" is no opening time; write it as 9:00-12:30.')
        if closes <= opens:
            raise BadInput(
                f'"{part.strip()}" ends before it begins; hours over midnight are written on both '
                "days: until 24:00 and from 0:00."
            )
        if found and opens < found[-1][1]:
            raise BadInput(f'"{part.strip()}" begins before the hours before it end.')
        found.append([opens, closes])
    return found


def write_hours(kept: Sequence[Sequence[str]]) -> str:
    """Return the opening times of one day as people write them."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in kept)


def say_hours(hours: Kept) -> str:
    """Return a week in a line: "Mon–Fri 09:00–17:00"."""
    runs: list[tuple[int, int, str]] = []
    for day in range(7):
        told = write_hours(hours.get(str(day), ()))
        if runs and told and runs[-1][2] == told and runs[-1][1] == day - 1:
            runs[-1] = (runs[-1][0], day, told)
        elif told:
            runs.append((day, day, told))
    return "; ".join(
        f"{DAYS[first][:3]}{f'–{DAYS[last][:3]}' if last > first else ''} {told}"
        for first, last, told in runs
    )


def _read_time(text: str) -> str:
    """Return "9", "9:30" or "0930" as "09:30"; "" where it is no time of a day."""
    words = text.strip().replace(".", ":").removesuffix("h").strip()
    hour, colon, minute = words.partition(":")
    if not colon and len(words) == 4:
        hour, minute = words[:2], words[2:]
    if not hour.isdecimal() or (minute and not minute.isdecimal()) or len(hour) > 2:
        return ""
    minutes = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or minutes > 24 * 60:
        return ""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _as_times(hours: Kept) -> dict[int, tuple[tuple[time, time], ...]]:
    return {
        int(day): tuple((_as_time(opens), _as_time(closes)) for opens, closes in parts)
        for day, parts in hours.items()
    }


def _as_time(text: str) -> time:
    return time.max if text == "24:00" else time.fromisoformat(text)
