"""Times as people say them, with the full time for those who ask."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from groundswell.foundation.richtext import fill_in
from groundswell.kernel.days import WEEKDAYS, say_day
from groundswell.kernel.units import with_unit

register = template.Library()

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_DAYS_COUNTED = 14
#: lists show the same times again and again
_TIMES_KEPT = 4_096


@register.simple_tag
def when(moment: datetime | str | None) -> SafeString:
    """Return a moment as "2 h ago", its full time in the title; None is "not known".

    Takes a datetime with its offset, or the ISO text of one as findings hold it.
    """
    # The page is shown now, and "2 h ago" is true of now only: this is where the clock is read.
    now = timezone.now()  # noqa: TID251
    return write_when(moment, now=now, zone=timezone.get_current_timezone())


def write_when(moment: datetime | str | None, *, now: datetime, zone: tzinfo) -> SafeString:
    """Return what `when` does, for a table that asks for the time and its zone once.

    Args:
        moment: as `when` takes it.
        now: when the page is shown.
        zone: that of the pages.
    """
    read = _read(moment, zone)
    if read is None:
        return format_html('<span class="unknown">{}</span>', "not known")
    words = say_when(read, now=now)
    return fill_in("{begin}{words}</time>", begin=_begin_time(read, zone), words=words)


@lru_cache(maxsize=_TIMES_KEPT)
def _begin_time(moment: datetime, _zone: tzinfo) -> SafeString:
    """Return the beginning of a moment: what stays as it is while it is shown again.

    A moment in one zone is equal to itself in another, so the zone is asked for as well.
    """
    return fill_in(
        '<time datetime="{exact}" title="{full}">',
        exact=moment.isoformat(timespec="seconds"),
        full=_in_full(moment),
    )


@register.simple_tag
def day(moment: datetime | date | str | None) -> SafeString:
    """Return the day of a moment as "3 Mar 2026"; None is "not known"."""
    if isinstance(moment, date) and not isinstance(moment, datetime):
        read: date | None = moment
    else:
        read = _read(moment, timezone.get_current_timezone())
    if read is None:
        return format_html('<span class="unknown">{}</span>', "not known")
    return format_html('<time datetime="{}">{}</time>', read.isoformat(), say_day(read))


@register.simple_tag
def lasting(seconds: float | None) -> str:
    """Return a duration in seconds as "2 h 20 min"; None is "not known"."""
    return "not known" if seconds is None else say_duration(seconds)


def say_when(moment: datetime, *, now: datetime) -> str:
    """Return how long ago a moment was, or how soon it will be, in the coarsest honest unit.

    Args:
        moment: in the time zone of the pages, in which its day is said.
        now: to compare it with.
    """
    away = (moment - now).total_seconds()
    if abs(away) < _MINUTE:
        return "just now"
    if abs(away) < _DAY * _DAYS_COUNTED:
        span = _roughly(abs(away))
        return f"in {span}" if away > 0 else f"{span} ago"
    return say_day(moment)


def say_local_day(moment: datetime) -> str:
    """Return the day of a moment in the time zone of the pages: "3 Mar 2026"."""
    return say_day(timezone.localtime(moment))


def say_duration(seconds: float) -> str:
    """Return a duration in two units at most."""
    whole = round(seconds)
    days, rest = divmod(whole, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // _MINUTE
    parts = {"d": days, "h": hours} if days else {"h": hours, "min": minutes}
    told = [with_unit(number, unit) for unit, number in parts.items() if number]
    return " ".join(told) or with_unit(whole, "s")


def _roughly(seconds: float) -> str:
    if seconds < _HOUR:
        return with_unit(int(seconds // _MINUTE), "min")
    if seconds < _DAY:
        return with_unit(int(seconds // _HOUR), "h")
    days = int(seconds // _DAY)
    return with_unit(days, "day" if days == 1 else "days")


def _read(moment: datetime | date | str | None, zone: tzinfo) -> datetime | None:
    """Return a datetime in this time zone, or None where there is none to read."""
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError:
            return None
    if not isinstance(moment, datetime):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(zone)
    except OverflowError:  # the first and the last day of the calendar have no other time zone
        return moment if timedelta(0) == moment.utcoffset() else None


def _in_full(moment: datetime) -> str:
    weekday = WEEKDAYS[moment.weekday()]
    return f"{weekday} {say_day(moment)}, {moment:%H:%M} {moment.tzname()}"
