"""Saying when people work, and on which days nobody does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.promises.actions.reckoning import need_due
from groundswell.servicedesk.promises.dayoffs import list_holidays
from groundswell.servicedesk.promises.hours import as_calendar
from groundswell.servicedesk.promises.models import BusinessCalendar

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFacts:
    """When people work: weekday ("0" is Monday) → opening times as ["09:00", "17:00"]."""

    name: str
    zone: str
    hours: Mapping[str, Sequence[Sequence[str]]]
    country: str = ""
    part: str = ""
    is_default: bool = False


@needs("promises.keep")
def add_calendar(*, by: User, at: datetime, facts: CalendarFacts) -> BusinessCalendar:
    """Write down a calendar; the first one holds wherever none is named.

    Raises:
        BadInput: it is never open, or too little for what is promised in it, or its zone, country
            or part is not known.
        Refusal: it has no name, or another has that name.
    """
    record = BusinessCalendar()
    try:
        with transaction.atomic():
            _fill(record, facts, at=at)
            if not BusinessCalendar.objects.exists():
                record.is_default = True
            _make_room(record, by=by, at=at)
            added = trail.begin(record, "calendar.added", by=by, at=at)
            need_due(added, at=at)
            return added
    except IntegrityError:
        raise Refusal(f"Another calendar is called {facts.name}; choose another name.") from None


@needs("promises.keep")
def change_calendar(
    calendar: BusinessCalendar, *, by: User, at: datetime, facts: CalendarFacts
) -> BusinessCalendar:
    """Say anew when people work.

    Raises:
        BadInput: it would never be open, or too little for what is promised in it, or its zone,
            country or part is not known.
        Refusal: it has no name, another has that name, or nothing would hold by default.
    """
    try:
        with transaction.atomic():
            with trail.change(calendar, "calendar.hours_said", by=by, at=at) as fresh:
                if fresh.is_default and not facts.is_default:
                    raise Refusal("Make another calendar the default; one has to hold.")
                _fill(fresh, facts, at=at)
                _make_room(fresh, by=by, at=at)
            need_due(fresh, at=at)
    except IntegrityError:
        raise Refusal(f"Another calendar is called {facts.name}; choose another name.") from None
    return fresh


@needs("promises.keep")
def close_days(
    calendar: BusinessCalendar, *, by: User, at: datetime, days: Mapping[date, str]
) -> BusinessCalendar:
    """Say by hand on which days nobody works, in place of those that were said before.

    Raises:
        BadInput: nothing would be open for ten years, or too little for what is promised in it.
    """
    with transaction.atomic():
        with trail.change(calendar, "calendar.hours_said", by=by, at=at) as fresh:
            fresh.closed_days = {
                day.isoformat(): (why.strip() or "closed")[:80] for day, why in sorted(days.items())
            }
            _need_hours(fresh, at=at)
        need_due(fresh, at=at)
    return fresh


def _fill(record: BusinessCalendar, facts: CalendarFacts, *, at: datetime) -> None:
    if not facts.name.strip():
        raise Refusal("Give the calendar a name, such as Office hours.")
    if facts.zone not in available_timezones():
        raise BadInput(
            f'"{facts.zone}" is no time zone; use a name such as Europe/Berlin or America/New_York.'
        )
    record.name, record.zone = facts.name.strip()[:80], facts.zone
    record.hours = {str(day): [list(pair) for pair in facts.hours.get(str(day), ())]
                    for day in range(7)}  # fmt: skip
    country, part = facts.country.strip().upper(), facts.part.strip().upper()
    record.holidays = list_holidays(country, part, around=at.year) if country else {}
    record.country, record.part = country, part if country else ""
    record.is_default = facts.is_default
    _need_hours(record, at=at)


def _need_hours(record: BusinessCalendar, *, at: datetime) -> None:
    """Refuse a calendar under which nothing would ever be due."""
    reason = "A promise in it would never be due; give opening hours for one day at least."
    if not any(record.hours.values()):
        raise BadInput(f"{record.name} has no working hours. {reason}")
    calendar = as_calendar(record)
    try:
        calendar.add(at, _HOUR)
    except ValueError as never:
        raise BadInput(f"{record.name} is closed on every day that it could be open.") from never


def _make_room(record: BusinessCalendar, *, by: User, at: datetime) -> None:
    """Let another calendar give up being the default where this one becomes it."""
    if not record.is_default:
        return
    for other in BusinessCalendar.objects.filter(is_default=True).exclude(pk=record.pk):
        with trail.change(other, "calendar.hours_said", by=by, at=at) as fresh:
            fresh.is_default = False
