"""Days on which nobody works, from a file or a subscribed address."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django_q.tasks import async_task

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises.dayoffs import list_holidays, read_days
from groundswell.servicedesk.promises.fetching import check_address, fetch
from groundswell.servicedesk.promises.models import BusinessCalendar

READ = "groundswell.servicedesk.promises.tasks.read_feed"


@needs("promises.keep")
def take_days(
    calendar: BusinessCalendar, *, by: User, at: datetime, content: bytes
) -> BusinessCalendar:
    """Close the days that an iCalendar file lists, in place of those of the file before.

    Raises:
        BadInput: it is no iCalendar file, or lists no whole day.
    """
    days = read_days(content, around=at.year, zone=ZoneInfo(calendar.zone))
    with trail.change(calendar, "calendar.days_read", by=by, at=at) as fresh:
        fresh.feed_url, fresh.feed_days = "", days
        fresh.feed_read_at, fresh.feed_problem = at, ""
    trail.note(fresh.number, "calendar.days_read", by=by, at=at)
    return fresh


@needs("promises.keep")
def subscribe(
    calendar: BusinessCalendar, *, by: User, at: datetime, address: str
) -> BusinessCalendar:
    """Read the days of an address now and then, first in the background; empty: no longer.

    Raises:
        BadInput: it is no address of the web.
    """
    url = check_address(address) if address.strip() else ""
    with trail.change(calendar, "calendar.subscribed", by=by, at=at) as fresh:
        fresh.feed_url, fresh.feed_problem = url, ""
        if not url:
            fresh.feed_days, fresh.feed_read_at = {}, None
    if url:
        async_task(READ, calendar.pk)
    return fresh


def refresh_feed(calendar: BusinessCalendar, *, at: datetime) -> BusinessCalendar:
    """Read a subscribed address; what it said last holds on where it cannot be read, with why."""
    if not calendar.feed_url:
        return calendar
    try:
        content, zone = fetch(calendar.feed_url), ZoneInfo(calendar.zone)
        days, problem = read_days(content, around=at.year, zone=zone), ""
    except BadInput as reason:
        days, problem = None, str(reason)[:300]
    with trail.change(calendar, "calendar.days_read", by=None, at=at) as fresh:
        fresh.feed_problem = problem
        if days is not None:
            fresh.feed_days, fresh.feed_read_at = days, at
    if days is not None and days != calendar.feed_days:
        trail.note(fresh.number, "calendar.days_read", by=None, at=at)
    return fresh


def refresh_calendars(*, at: datetime) -> None:
    """Read every subscribed address, and work out the holidays of the years ahead."""
    for calendar in BusinessCalendar.objects.order_by("id"):
        refresh_feed(calendar, at=at)
        if calendar.country and str(at.year + 1) not in {day[:4] for day in calendar.holidays}:
            found = list_holidays(calendar.country, calendar.part, around=at.year)
            with trail.change(calendar, "calendar.days_read", by=None, at=at) as fresh:
                fresh.holidays = found
            trail.note(fresh.number, "calendar.days_read", by=None, at=at)
