"""When a plan opens its next tickets, and its rule in words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from groundswell.kernel.recurrence import Recurrence, Rhythm, moment_of, on_workdays
from groundswell.servicedesk.promises.hours import DAYS, as_calendar
from groundswell.servicedesk.recurring.models import Plan

_NTH = {1: "first", 2: "second", 3: "third", -1: "last"}


def upcoming(plan: Plan, *, since: datetime) -> Iterator[tuple[date, datetime]]:
    """Yield the days after a moment on which a plan opens tickets, each with its moment in UTC."""
    zone = ZoneInfo(plan.zone)
    # a day before: where the clocks change, a time of yesterday may come today
    after = since.astimezone(zone).date() - timedelta(days=2)
    if plan.last_day is not None:
        after = max(after, plan.last_day)
    for day in _rule_of(plan).days(after=after, is_open=_opening_of(plan)):
        moment = moment_of(day, plan.at_time, zone)
        if moment > since:
            yield day, moment


def say_rule(plan: Plan) -> str:
    """Return in words on which days a plan opens tickets."""
    said = f"{_say_days(plan)}, at {plan.at_time:%H:%M} ({plan.zone})"
    if plan.calendar is None:
        return said
    closed = f"where {plan.calendar} is closed"
    return f"{said}; {closed} {'on the next open day' if plan.puts_off else 'on no other day'}"


def _rule_of(plan: Plan) -> Recurrence:
    return Recurrence(
        rhythm=Rhythm(plan.rhythm),
        first=plan.first_day,
        last=plan.last_possible_day,
        every=plan.every,
        weekdays=frozenset(plan.weekdays),
        place=plan.place,
        puts_off=plan.puts_off,
    )


def _opening_of(plan: Plan) -> Callable[[date], bool]:
    if plan.calendar is None:
        return on_workdays if plan.rhythm == Rhythm.WORKING_DAY else (lambda _: True)
    calendar = as_calendar(plan.calendar)
    return lambda day: bool(calendar.hours.get(day.weekday())) and day not in calendar.holidays


def _say_days(plan: Plan) -> str:
    if plan.rhythm == Rhythm.DAYS:
        return "every day" if plan.every == 1 else f"every {plan.every} days"
    if plan.rhythm == Rhythm.WEEKDAYS:
        again = "every" if plan.every == 1 else f"every {plan.every} weeks on"
        return f"{again} {_join([DAYS[day] for day in sorted(plan.weekdays)])}"
    month = "every month" if plan.every == 1 else f"every {plan.every} months"
    if plan.rhythm == Rhythm.MONTH_WEEKDAY:
        return f"on the {say_place(plan.place)} {DAYS[min(plan.weekdays)]} of {month}"
    if plan.rhythm == Rhythm.WORKING_DAY:
        return f"on the {say_place(plan.place)} working day of {month}"
    shorter = " (a shorter month: on its last day)" if plan.place > 28 else ""
    return f"on the {say_place(plan.place)} day of {month}{shorter}"


def say_place(place: int) -> str:
    """Return a place of a month as a word, such as "first", "31st"; -1 is "last"."""
    if place in _NTH:
        return _NTH[place]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10 if place // 10 != 1 else 0, "th")
    return f"{place}{ending}"


def _join(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
