"""The REST door of tickets that come again."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema

from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk.recurring import queries

router = Router(tags=["plans"])


class PlanOut(Schema):
    """A ticket that comes again; `reason` says why it is paused."""

    number: str
    summary: str
    state: str
    reason: str
    rule: str
    zone: str
    next_at: datetime | None
    first_day: date
    last_possible_day: date | None
    last_day: date | None
    caller: str
    group: str | None
    service: str | None
    template: str | None
    offering: str | None
    checklist: list[str]


class PlannedOut(Schema):
    """A ticket that a plan opened, and for which day."""

    ticket: str
    day: date


class PlanWithTicketsOut(PlanOut):
    """A plan with its next times and what it opened last."""

    following: list[datetime]
    opened: list[PlannedOut]


@router.get("/plans", response=list[PlanOut])
def list_plans(request: ApiRequest) -> list[PlanOut]:
    """Return the tickets that come again, those that are paused first, then by what comes next."""
    by = require(request, "desk.see")
    lines = queries.list_plans(seen_by=by, at=timezone.now())
    return [PlanOut(**_told(line)) for line in lines]


@router.get("/plans/{number}", response=PlanWithTicketsOut)
def get_plan(request: ApiRequest, number: str) -> PlanWithTicketsOut:
    """Return one of them, with its next times and what it opened last."""
    by = require(request, "desk.see")
    plan = queries.get_plan(number, seen_by=by)
    line = queries.read_line(plan, at=timezone.now())
    return PlanWithTicketsOut(
        **_told(line),
        following=line.next_at,
        opened=[
            PlannedOut(ticket=one.ticket.number, day=one.day)
            for one in queries.list_opened(plan, seen_by=by)
        ],
    )


def _told(line: queries.PlanLine) -> dict[str, Any]:
    plan = line.plan
    same = ("number", "summary", "state", "reason", "zone", "first_day", "last_possible_day",
            "last_day", "checklist")  # fmt: skip
    return {name: getattr(plan, name) for name in same} | {
        "rule": line.rule,
        "next_at": line.next_at[0] if line.next_at else None,
        "caller": str(plan.caller),
        "group": plan.group.name if plan.group else None,
        "service": plan.service.name if plan.service else None,
        "template": plan.template.number if plan.template else None,
        "offering": plan.offering.number if plan.offering else None,
    }
