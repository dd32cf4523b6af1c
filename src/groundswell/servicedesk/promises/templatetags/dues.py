"""Until when, in words: how much working time is left, or how late it is."""

from datetime import datetime, timedelta, tzinfo

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from groundswell.foundation.richtext import fill_in
from groundswell.foundation.templatetags.moments import say_duration, say_when
from groundswell.kernel.days import MONTHS, WEEKDAYS
from groundswell.kernel.units import with_unit
from groundswell.servicedesk.promises.queries import PromiseLine

register = template.Library()


@register.filter
def by_then(moment: datetime | None) -> str:
    """Return a moment as "14:30" today, "Tue 3 Mar, 14:30" on another day."""
    if moment is None:
        return "not known"
    local, now = timezone.localtime(moment), timezone.localtime()
    if local.date() == now.date():
        return f"{local:%H:%M}"
    year = f" {local.year}" if local.year != now.year else ""
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}{year}, {local:%H:%M}"


@register.filter
def exact_time(moment: datetime | None) -> str:
    """Return a moment to the second, in the zone of the pages."""
    return "not known" if moment is None else f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


@register.filter
def span(length: timedelta | None) -> str:
    """Return a length of time in two units at most."""
    return "not known" if length is None else say_duration(abs(length.total_seconds()))


@register.filter
def worktime(length: timedelta | None) -> str:
    """Return working time in hours and minutes: a working day is no day of 24 hours."""
    if length is None:
        return "not known"
    minutes, seconds = divmod(round(abs(length.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    if not hours and not minutes and seconds:
        return with_unit(seconds, "s")
    told = [with_unit(f"{hours:,}", "h")] if hours else []
    return " ".join([*told, with_unit(minutes, "min")] if minutes or not hours else told)


@register.filter
def minutes_of(minutes: int | None) -> str:
    """Return promised minutes in words; nothing where nothing is promised."""
    return "–" if minutes is None else worktime(timedelta(minutes=minutes))


@register.filter
def counted_exactly(length: timedelta) -> str:
    """Return a length to the second, so that a reader can add up: "7:30:00"."""
    whole = round(length.total_seconds())
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


@register.simple_tag
def due(moment: datetime | None) -> SafeString:
    """Return when a ticket in a list is due; nothing where it is not known or stands still."""
    # The list is shown now, and what is late is late now: this is where the clock is read.
    now = timezone.now()  # noqa: TID251
    return write_due(moment, now=now, zone=timezone.get_current_timezone())


def write_due(moment: datetime | None, *, now: datetime, zone: tzinfo) -> SafeString:
    """Return what `due` does, for a table that asks for the time and its zone once.

    Args:
        moment: as `due` takes it.
        now: when the list is shown.
        zone: that of the pages.
    """
    if moment is None:
        return SafeString()
    if moment < now:
        late = say_duration((now - moment).total_seconds())
        return fill_in('<span class="due due-late">{late} late</span>', late=late)
    words = say_when(moment.astimezone(zone), now=now)
    return fill_in('<span class="due">due {words}</span>', words=words)


@register.filter
def countdown(line: PromiseLine) -> str:
    """Return how a promise stands, as a clause: "by 14:30, 35 min of working time left"."""
    promise = line.promise
    match line.state:
        case "kept":
            return f"{by_then(promise.ended_at)}, in time"
        case "broken":
            until = f"; promised until {by_then(promise.due_at)}" if promise.due_at else ""
            return f"{by_then(promise.ended_at)}, late{until}"
        case "over":
            return "called off, so there was nothing to keep"
        case "late":
            late = f", {worktime(line.left)} of working time ago" if line.left is not None else ""
            return f"was due {by_then(promise.due_at)}{late}"
        case "stands":
            return "the clock stands still"
        case "beyond":
            hours = f" in {line.goal.calendar_name}" if line.goal else ""
            return f"until when is not known: so much is not worked{hours} within ten years"
        case _:
            left = f", {worktime(line.left)} of working time left" if line.left is not None else ""
            return f"by {by_then(promise.due_at)}{left}"
