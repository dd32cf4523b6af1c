"""The REST door of promises: targets, calendars, and what a ticket was promised."""

from datetime import datetime
from typing import Literal

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.rest import ApiRequest, require
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises import actions, queries
from groundswell.servicedesk.promises.hours import list_closed, read_hours
from groundswell.servicedesk.promises.models import BusinessCalendar
from groundswell.servicedesk.promises.words import TO_CALLER, Side
from groundswell.servicedesk.queries import get_ticket

router = Router(tags=["promises"])

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class TargetOut(Schema):
    """A promise in working minutes; null where it holds for all, or where nothing is promised."""

    number: str | None
    is_default: bool
    side: str
    scope: str
    service: str | None
    offering: str | None
    department: str | None
    priority: int | None
    kind: str | None
    group: str | None
    supplier: str | None
    response_minutes: int | None
    resolution_minutes: int | None
    update_minutes: int | None
    calendar: str


class TargetIn(Schema):
    """A promise to the caller; the same scope again replaces what was promised."""

    service: str | None = Field(None, description="Number of the service.")
    offering: str | None = Field(None, description="Number of what is asked for.")
    priority: int | None = Field(None, ge=1, le=5)
    kind: Literal["", "incident", "request"] = ""
    response_minutes: int | None = None
    resolution_minutes: int | None = None
    update_minutes: int | None = None
    calendar: str | None = Field(None, description="Number of the calendar.")
    in_critical_hours: bool = False
    reopen_days: int = Field(7, ge=0, le=365)


@router.get("/targets", response=list[TargetOut])
def get_targets(request: ApiRequest) -> list[TargetOut]:
    """Return every promise that holds, those of groups and suppliers too."""
    require(request, "register.see")
    return [_target(goal) for side in Side for goal in queries.list_goals(side=side)]


@router.post("/targets", response={201: TargetOut})
def post_target(request: ApiRequest, given: TargetIn) -> Status[TargetOut]:
    """Promise something to those who ask."""
    by = require(request, "promises.keep")
    target = actions.say_target(
        by=by,
        at=timezone.now(),
        facts=actions.TargetFacts(
            service=queries.get_service(given.service) if given.service else None,
            offering=queries.get_offering(given.offering) if given.offering else None,
            priority=given.priority,
            kind=given.kind,
            response=given.response_minutes,
            resolution=given.resolution_minutes,
            update=given.update_minutes,
            calendar=queries.get_calendar(given.calendar) if given.calendar else None,
            in_critical_hours=given.in_critical_hours,
            reopen_days=given.reopen_days,
        ),
    )
    goals = queries.list_goals(side=Side.CALLER)
    goal = next(one for one in goals if one.record and one.record.pk == target.pk)
    return Status(201, _target(goal))


def _target(goal: queries.Goal) -> TargetOut:
    record = goal.record
    return TargetOut(
        number=record.number if record else None,
        is_default=record is None,
        side=goal.side,
        scope=goal.scope,
        service=record.service.name if record and record.service else None,
        offering=record.offering.name if record and record.offering else None,
        department=record.department.name if record and record.department else None,
        priority=goal.priority,
        kind=goal.kind or None,
        group=record.group.name if record and record.group else None,
        supplier=record.supplier or None if record else None,
        response_minutes=goal.minutes.get("response"),
        resolution_minutes=goal.minutes.get("resolution"),
        update_minutes=goal.minutes.get("update"),
        calendar=goal.calendar_name,
    )


class CalendarOut(Schema):
    """When people work: by day the hours as text, and every day that is closed."""

    number: str
    name: str
    zone: str
    is_default: bool
    hours: dict[str, str]
    country: str | None
    part: str | None
    closed: dict[str, str]
    feed_url: str | None
    feed_problem: str | None


class CalendarIn(Schema):
    """A calendar; hours by day such as {"monday": "9:00-12:30, 13:30-17:00"}, others closed."""

    name: str = Field(max_length=80)
    zone: str = Field(max_length=60)
    hours: dict[str, str]
    country: str = Field("", max_length=8)
    part: str = Field("", max_length=16)
    is_default: bool = False


@router.get("/calendars", response=list[CalendarOut])
def get_calendars(request: ApiRequest) -> list[CalendarOut]:
    """Return every calendar."""
    require(request, "register.see")
    return [_calendar(one) for one in queries.list_calendars()]


@router.post("/calendars", response={201: CalendarOut})
def post_calendar(request: ApiRequest, given: CalendarIn) -> Status[CalendarOut]:
    """Write a calendar down."""
    by = require(request, "promises.keep")
    made = actions.add_calendar(by=by, at=timezone.now(), facts=_facts(given))
    return Status(201, _calendar(made))


@router.put("/calendars/{number}", response=CalendarOut)
def put_calendar(request: ApiRequest, number: str, given: CalendarIn) -> CalendarOut:
    """Say anew when people work."""
    by = require(request, "promises.keep")
    calendar = queries.get_calendar(number)
    actions.change_calendar(calendar, by=by, at=timezone.now(), facts=_facts(given))
    return _calendar(queries.get_calendar(number))


def _facts(given: CalendarIn) -> actions.CalendarFacts:
    places = {name.lower(): str(day) for day, name in enumerate(DAYS)}
    unknown = [f'"{name[:40]}"' for name in given.hours if name.lower() not in places]
    if unknown:
        raise BadInput(
            f"hours has {', '.join(unknown[:7])}, which is no day of the week; send each day by "
            f"its name: {', '.join(places)}. One that is left out is closed."
        )
    hours = {places[name.lower()]: read_hours(text) for name, text in given.hours.items() if text}
    return actions.CalendarFacts(
        name=given.name,
        zone=given.zone,
        hours=hours,
        country=given.country,
        part=given.part,
        is_default=given.is_default,
    )


def _calendar(one: BusinessCalendar) -> CalendarOut:
    return CalendarOut(
        number=one.number,
        name=one.name,
        zone=one.zone,
        is_default=one.is_default,
        hours={
            name: ", ".join(f"{opens}-{closes}" for opens, closes in one.hours.get(str(day), ()))
            for day, name in enumerate(DAYS)
        },
        country=one.country or None,
        part=one.part or None,
        closed={day.isoformat(): why for day, why in list_closed(one).items()},
        feed_url=one.feed_url or None,
        feed_problem=one.feed_problem or None,
    )


class PromiseOut(Schema):
    """One clock of a ticket; `due_at` is null while it stands still, `kept` while it is open."""

    measure: str
    round: int
    group: str | None
    goal_minutes: int
    calendar: str
    run: str
    began_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    kept: bool | None
    counted_seconds: float
    why: str


@router.get("/tickets/{number}/promises", response=list[PromiseOut])
def get_promises(request: ApiRequest, number: str) -> list[PromiseOut]:
    """Return every promise of a ticket, worked out now from what was done to it."""
    ticket = get_ticket(number, seen_by=request.auth)
    sees_all = may(request.auth, "desk.see")
    return [
        PromiseOut(
            measure=str(one.clock.measure),
            round=one.clock.round,
            group=one.group or None,
            goal_minutes=one.clock.minutes,
            calendar=one.clock.goal.calendar_name,
            run=str(one.reading.run),
            began_at=one.clock.turns[0].at,
            due_at=one.reading.due_at,
            ended_at=one.reading.ended_at,
            kept=None if one.clock.is_called_off else one.reading.kept,
            counted_seconds=one.reading.used.total_seconds(),
            why=f"holds for {one.clock.goal.scope}",
        )
        for one in queries.explain(ticket, at=timezone.now())
        # what a group or a supplier promised the desk is not the caller's to see
        if sees_all or one.clock.measure in TO_CALLER
    ]
