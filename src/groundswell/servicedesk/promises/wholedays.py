"""Whole days of the events of a calendar: as often as they come, and where each was moved to.

An event that names a day of its series (RECURRENCE-ID) stands in the place of that day: moved,
longer, or called off. Days are counted as numbers, so that none is too early or too late to reckon
with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from groundswell.kernel.errors import BadInput

#: events of whole days in one calendar; one of holidays has hundreds
_MOST_EVENTS = 5_000
#: seconds after which no further rule is begun. A rule that no day fits (30 February) is looked
#: for until the year 9999, which takes seconds for each.
_PATIENCE = 10.0
#: rules that say something of whole days, and parts of them that do not
_OFTEN = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")
_LEFT_ASIDE = ("BYHOUR", "BYMINUTE", "BYSECOND", "UNTIL")
#: what an event that says nothing readable raises, in the library that reads it or the one of rules
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
_FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """An event, its days as numbers.

    Attributes:
        start: first day; None: it was called off, or is none of whole days.
        place: the day of its series in whose place it stands; None: it is a series or single.
        onwards: the days after that one move along.
        rule: on which days it begins; None: only on the first.
        until: it does not begin after this day.
    """

    series: str
    name: str
    start: int | None
    length: int
    place: int | None
    onwards: bool
    sequence: int
    rule: Any
    until: int
    further: frozenset[int]
    left_out: frozenset[int]


def list_days(
    components: Iterable[Any], *, first: date, last: date, zone: ZoneInfo
) -> Iterator[tuple[date, str]]:
    """Yield the whole days of events between two days, each with what it is called.

    Args:
        components: of an iCalendar file; what says nothing readable is left out.
        first: nothing before it is yielded.
        last: nothing after it is yielded.
        zone: in which a moment is a day, where a tool wrote one for the other.

    Raises:
        BadInput: there are too many events, or they take too long to work out.
    """
    read = (_read(component, str(place), zone) for place, component in enumerate(components))
    # without those of hours; but one of hours may stand in the place of a whole day
    events = [event for event in read if event and (event.start or event.place)]
    if len(events) > _MOST_EVENTS:
        raise BadInput(
            f"It holds more than {_MOST_EVENTS:,} events of whole days; a calendar of holidays has "
            "far fewer. Hand in one of holidays alone."
        )
    instead: dict[str, dict[int, _Event]] = {}
    for event in sorted(events, key=lambda one: one.sequence):  # the newest comes last and stays
        if event.place is not None:
            instead.setdefault(event.series, {})[event.place] = event
    names = {event.series: event.name for event in events if event.place is None}
    held = range(first.toordinal(), last.toordinal() + 1)
    for begins, event in _beginnings(events, instead, held.stop):
        name = event.name or names.get(event.series, "") or "closed"
        for day in range(max(begins, held.start), min(begins + event.length, held.stop)):
            yield date.fromordinal(day), name


def _beginnings(
    events: list[_Event], instead: Mapping[str, Mapping[int, _Event]], stop: int
) -> Iterator[tuple[int, _Event]]:
    """Yield the first day of each event, as often as it comes, with what holds on it."""
    deadline = monotonic() + _PATIENCE
    for event in events:
        if event.place is None:
            yield from _of_series(event, instead.get(event.series, {}), stop, deadline)
    for others in instead.values():
        yield from ((one.start, one) for one in others.values() if one.start is not None)


def _of_series(
    event: _Event, instead: Mapping[int, _Event], stop: int, deadline: float
) -> Iterator[tuple[int, _Event]]:
    """Yield the first days of a series without those in whose place another event stands."""
    onwards = sorted(place for place, one in instead.items() if one.onwards)
    # what comes after may have been moved before
    stop += max((place - (instead[place].start or place) for place in onwards), default=0)
    for day in _by_rule(event, max(stop, 0), deadline):
        since = max((place for place in onwards if place <= day), default=None)
        if day in instead or day in event.left_out:
            continue
        if since is None:
            yield day, event
        elif (start := instead[since].start) is not None:
            yield start + day - since, instead[since]


def _by_rule(event: _Event, stop: int, deadline: float) -> Iterator[int]:
    yield from event.further
    if event.rule is None:
        yield from () if event.start is None else (event.start,)
        return
    try:
        for moment in _in_time(event.rule, deadline):
            day = moment.toordinal()
            if day >= stop or day > event.until:
                return
            yield day
    except _UNREADABLE:
        # a rule that names a thirteenth month, say: what it said until then holds
        return


def _in_time(moments: Iterable[datetime], deadline: float) -> Iterator[datetime]:
    """Yield moments.

    Raises:
        BadInput: it takes too long.
    """
    late = BadInput(
        "Its rules of what comes again take too long to work out: one of them begins centuries "
        "ago or never comes. Hand in a calendar of holidays alone."
    )
    if monotonic() > deadline:
        raise late
    for moment in moments:
        if monotonic() > deadline:
            raise late
        yield moment


def _read(event: Any, place: str, zone: ZoneInfo) -> _Event | None:
    """Return what an event says; None where it says nothing readable."""
    try:
        off = str(event.get("STATUS", "")).upper() == "CANCELLED"
        start, length = (None, 1) if off else _span_of(event, zone)
        named = event.get("RECURRENCE-ID")
        return _Event(
            series=str(event.get("UID", "")) or place,
            name=" ".join(str(event.get("SUMMARY", "")).split())[:80],
            start=None if start is None else start.toordinal(),
            length=length,
            place=None if named is None else _day_of(named.dt, zone),
            onwards=named is not None and named.params.get("RANGE") == "THISANDFUTURE",
            sequence=int(event.get("SEQUENCE", 0)),
            rule=_rule_of(event, start) if start and named is None else None,
            until=_until(event, zone),
            further=_listed(event, "RDATE", zone) if start else frozenset(),
            left_out=_listed(event, "EXDATE", zone),
        )
    except _UNREADABLE:
        # one event that says nothing readable does not make the file useless
        return None


def _span_of(event: Any, zone: ZoneInfo) -> tuple[date | None, int]:
    """Return the first day of an event and how many it lasts; no day: it is one of hours."""
    start = event.decoded("DTSTART")
    if not isinstance(start, datetime):
        return (start, _length_of(event, start)) if isinstance(start, date) else (None, 1)
    # some tools write the midnights between which a whole day lies
    end = event.decoded("DTEND", start + event.decoded("DURATION", timedelta()))
    first, after = _at_midnight(start, zone), _at_midnight(end, zone)
    return (first, (after - first).days) if first and after and first < after else (None, 1)


def _at_midnight(moment: datetime, zone: ZoneInfo) -> date | None:
    """Return the day that begins with a moment where it was written, one of UTC in the zone."""
    there = moment.astimezone(zone) if moment.tzname() == "UTC" else moment
    return there.date() if there.time() == time() else None


def _length_of(event: Any, start: date) -> int:
    """Return how many days an event of days lasts, by its end or its duration; else one."""
    if "DTEND" in event:
        end = event.decoded("DTEND")
        days = 1 if isinstance(end, datetime) else (end - start).days
    else:
        days = event.decoded("DURATION").days if "DURATION" in event else 1
    return max(1, days)


def _rule_of(event: Any, start: date) -> Any:
    """Return on which days an event comes again, midnight of each; None: it does not.

    Its weekdays are those of the day that is written, which of UTC may be the one before.
    """
    if "RRULE" not in event:
        return None
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    written = event["RRULE"].to_ical().decode().upper()
    if not any(often in written for often in _OFTEN):
        return None
    if event["RRULE"].get("INTERVAL", [1])[0] < 1:  # it would be reckoned without end
        return None
    # the end is minded here: a tool may have written a moment for it
    parts = ";".join(part for part in written.split(";") if not part.startswith(_LEFT_ASIDE))
    told = event.decoded("DTSTART")
    first = datetime(told.year, told.month, told.day)  # noqa: DTZ001
    later = datetime.combine(start, time.min) - first
    return (day + later for day in rrulestr(parts, dtstart=first, ignoretz=True))


def _until(event: Any, zone: ZoneInfo) -> int:
    ends = event["RRULE"].get("UNTIL") if "RRULE" in event else None
    return _day_of(ends[0], zone) if ends else _FOREVER


def _listed(event: Any, name: str, zone: ZoneInfo) -> frozenset[int]:
    lines = event.get(name, [])
    told = [one.dt for line in (lines if isinstance(lines, list) else [lines]) for one in line.dts]
    # a period is a pair of its beginning and its end
    return frozenset(_day_of(day[0] if isinstance(day, tuple) else day, zone) for day in told)


def _day_of(told: date, zone: ZoneInfo) -> int:
    """Return the day that is meant, also where a tool wrote a moment of UTC for it.

    Some write midnight in UTC, or the second before it, for the day itself; others the moment at
    which that day begins or ends where they are.
    """
    by_name = told.time() in {time(), time(23, 59, 59)} if isinstance(told, datetime) else True
    if isinstance(told, datetime) and told.tzname() == "UTC" and not by_name:
        told = told.astimezone(zone)
    return told.toordinal()
