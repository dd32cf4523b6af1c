"""Days on which nobody works: public holidays of a country, and what an iCalendar file lists."""

from datetime import date
from zoneinfo import ZoneInfo

from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises.wholedays import list_days

#: years before and after now for which days are worked out; the round of the days goes on
_BEFORE, _AFTER = 2, 5


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


def read_days(content: bytes, *, around: int, zone: ZoneInfo) -> dict[str, str]:
    """Return the whole days that an iCalendar file lists: day → what it says of it.

    Raises:
        BadInput: it is no iCalendar file, lists no whole day, or more than can be worked out.
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
    listed = list_days(events, first=first, last=last, zone=zone)
    days = {day.isoformat(): name for day, name in listed}
    if not days:
        raise BadInput(
            "It lists no whole day in the years around now; days on which nobody works are events "
            "of a whole day."
        )
    if len(days) > 0.9 * (last - first).days:
        raise BadInput("It closes nearly every day; that is no calendar of holidays.")
    return dict(sorted(days.items()))
