"""Days on which nobody works: public holidays of a country, and what an iCalendar file lists."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from groundswell.kernel.errors import BadInput

#: years before and after now for which days are worked out; the round of the days goes on
_BEFORE, _AFTER = 2, 5
#: a file of holidays holds no more
_MOST_EVENTS, _MOST_DAYS = 5_000, 400
#: parts of a rule that say nothing of whole days
_TIMES_OF_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


def list_countries() -> dict[str, list[str]]:
    """Return the countries of which holidays are known, each with its parts."""
    import holidays  # noqa: PLC0415 (half a second, and only this page needs it)

    return holidays.list_supported_countries()


def list_holidays(country: str, part: str, *, around: int) -> dict[str, str]:
    """Return the public holidays of some years: day → its name.

    Raises:
        BadInput: the country or its part is not known.
    """
    known = list_countries()
    if country not in known:
        raise BadInput(
            f'"{country}" is no country of which holidays are known; use its two letters, such as '
            "DE, FR, GB or US."
        )
    if part and part not in known[country]:
        parts = ", ".join(known[country]) or "none"
        raise BadInput(f'"{part}" is no part of {country}; known are: {parts}.')
    import holidays  # noqa: PLC0415

    years = range(around - _BEFORE, around + _AFTER + 1)
    found = holidays.country_holidays(country, subdiv=part or None, years=years)
    return {day.isoformat(): str(name)[:80] for day, name in sorted(found.items())}


def read_days(content: bytes, *, around: int) -> dict[str, str]:
    """Return the whole days that an iCalendar file lists: day → what it says of it.

    Raises:
        BadInput: it is no iCalendar file, or lists no whole day.
    """
    from icalendar import Calendar  # noqa: PLC0415 (a fifth of a second)

    try:
        events = list(Calendar.from_ical(content).walk("VEVENT"))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as problem:
        raise BadInput(
            "This is no iCalendar file (.ics), or a damaged one: it should begin with "
            "BEGIN:VCALENDAR. Export the calendar again and hand in that file."
        ) from problem
    first, last = date(around - _BEFORE, 1, 1), date(around + _AFTER, 12, 31)
    days: dict[str, str] = {}
    for event in events[:_MOST_EVENTS]:
        name = " ".join(str(event.get("SUMMARY", "closed")).split())[:80] or "closed"
        for day in _days_of(event, first, last):
            days[day.isoformat()] = name
    if not days:
        raise BadInput(
            "It lists no whole day in the years around now; days on which nobody works are events "
            "of a whole day."
        )
    if len(days) > _MOST_DAYS * (_BEFORE + _AFTER + 1):
        raise BadInput("It closes nearly every day; that is no calendar of holidays.")
    return dict(sorted(days.items()))


def _days_of(event: Any, first: date, last: date) -> Iterator[date]:
    """Yield the days of a whole-day event, with those on which it comes again."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    try:
        start = event.decoded("DTSTART")
        if isinstance(start, datetime) or not isinstance(start, date):
            return
        length = _length_of(event, start)
        for begins in _again(event, start, first - timedelta(days=length), last):
            for step in range(length):
                day = begins + timedelta(days=step)
                if first <= day <= last:
                    yield day
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        # one event that says nothing readable does not make the file useless
        return


def _length_of(event: Any, start: date) -> int:
    """Return how many days an event lasts, by its end or its duration; else one."""
    if "DTEND" in event:
        end = event.decoded("DTEND")
        days = 1 if isinstance(end, datetime) else (end - start).days
    else:
        days = event.decoded("DURATION").days if "DURATION" in event else 1
    return max(1, min(days, 366))


def _again(event: Any, start: date, first: date, last: date) -> list[date]:
    """Return the days on which an event begins, without those that it leaves out."""
    left_out = _listed(event, "EXDATE")
    begins = [*_by_rule(event, start, first, last), *_listed(event, "RDATE")]
    return [day for day in begins if day not in left_out]


def _listed(event: Any, name: str) -> set[date]:
    lines = event.get(name, [])
    told = [one.dt for line in (lines if isinstance(lines, list) else [lines]) for one in line.dts]
    return {day.date() if isinstance(day, datetime) else day for day in told}


def _by_rule(event: Any, start: date, first: date, last: date) -> list[date]:
    if "RRULE" not in event:
        return [start]
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    written = event["RRULE"].to_ical().decode()
    if not any(f"FREQ={often}" in written.upper() for often in ("YEARLY", "MONTHLY", "WEEKLY")):
        return [start]
    if event["RRULE"].get("INTERVAL", [1])[0] < 1:  # it would be reckoned without end
        return [start]
    parts = (part for part in written.split(";") if not part.upper().startswith(_TIMES_OF_A_DAY))
    midnight = datetime.min.time()
    rule = rrulestr(";".join(parts), dtstart=datetime.combine(start, midnight), ignoretz=True)
    after, before = datetime.combine(first, midnight), datetime.combine(last, midnight)
    return [moment.date() for moment in rule.between(after, before, inc=True)][:1000]
