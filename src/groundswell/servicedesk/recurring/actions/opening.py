"""Opening what plans have due: once for each day, and one for all that was missed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict
from django_q.models import Schedule

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.queries import list_fields
from groundswell.catalogue.queries import list_services
from groundswell.foundation.audit import trail
from groundswell.foundation.fields.forms import AnswersForm
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.actions import NewTicket, open_incident, open_request
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.recurring.models import Plan, PlannedTicket, PlanState
from groundswell.servicedesk.recurring.queries import list_due, why_not
from groundswell.servicedesk.recurring.reckoning import upcoming
from groundswell.servicedesk.requests.actions import ask_for
from groundswell.servicedesk.states import Kind
from groundswell.servicedesk.work.actions import NewTask, add_tasks

ROUND = "groundswell.servicedesk.recurring.tasks.go_round"
#: minutes from one look to the next
EVERY = 5


class _TakenError(Exception):
    """Another worker opened the ticket of this day; the database holds one."""


def open_due(*, at: datetime) -> int:
    """Open the tickets that are due by plans; harmless when repeated. Return how many.

    Of several days that were missed the newest is opened. A plan whose ticket cannot be opened is
    paused with the reason.
    """
    return sum(_go_on(key, at=at) for key in list_due(at=at))


def _go_on(key: int, *, at: datetime) -> bool:
    """Open the ticket of one plan, or pause it; tell whether one was opened."""
    try:
        with transaction.atomic():
            return _open_one(key, at=at)
    except _TakenError:
        return False
    except (Refusal, BadInput) as reason:
        _pause(key, str(reason), at=at)
        return False


def _open_one(key: int, *, at: datetime) -> bool:
    locked = Plan.objects.select_for_update(of=("self",))
    related = locked.select_related(
        "template", "offering", "caller", "group", "service", "calendar"
    )
    plan = related.filter(pk=key, state=PlanState.RUNNING).first()
    if plan is None:  # paused or ended meanwhile
        return False
    days = list(takewhile(lambda one: one[1] <= at, upcoming(plan, since=plan.since)))
    ticket = None
    if days:
        gone = why_not(plan)
        if gone:
            raise Refusal(gone)
        ticket = _take_down(plan, at=at)
        _keep(plan, days[-1][0], ticket)
        told = {"opened": ["", ticket.number]}
        if len(days) > 1:
            told["missed"] = ["", str(len(days) - 1)]
        trail.note(plan.number, "plan.opened_one", by=None, at=at, changes=told)
    with trail.change(plan, "plan.plan_ended", by=None, at=at) as fresh:
        if days:
            fresh.last_day, fresh.since = days[-1]
        following = next(upcoming(fresh, since=max(fresh.since, at)), None)
        fresh.next_at, fresh.reckoned_at = following[1] if following else None, at
        if following is None:
            fresh.move_to(PlanState.ENDED)
    return ticket is not None


def _keep(plan: Plan, day: date, ticket: Ticket) -> None:
    try:
        PlannedTicket.objects.create(plan=plan, day=day, ticket=ticket)
    except IntegrityError as taken:
        raise _TakenError from taken


def _take_down(plan: Plan, *, at: datetime) -> Ticket:
    if plan.offering is not None:
        form = AnswersForm(
            list_fields(plan.offering), MultiValueDict(plan.answers), services=list_services()
        )
        if not form.is_valid():
            name, problems = next(iter(form.errors.items()))
            label = form.fields[name].label if name in form.fields else name
            raise BadInput(f"“{label}”: {problems[0]}")
        ticket = ask_for(
            plan.offering, by=None, at=at, values=form.values(), caller=plan.caller,
            channel="plan", group=plan.group,
        )  # fmt: skip
    else:
        verb = open_incident if _kind_of(plan) == Kind.INCIDENT else open_request
        ticket = verb(by=None, at=at, new=_as_ticket(plan))
    told = {"plan": ["", f"{plan.number} {plan.summary}"]}
    trail.note(ticket.number, "ticket.by_plan", by=None, at=at, changes=told)
    if plan.checklist:
        ticks = [NewTask(title=line, is_tick=True) for line in plan.checklist]
        add_tasks(ticket, by=None, at=at, new=ticks)
    return ticket


def _kind_of(plan: Plan) -> str:
    return plan.template.ticket_kind if plan.template else plan.kind


def _as_ticket(plan: Plan) -> NewTicket:
    """Return what the ticket says: the words of the plan, and below them those of its template."""
    preset: Mapping[str, Any] = plan.template.preset if plan.template else {}
    service = plan.service
    if service is None and preset.get("service"):
        service = Service.objects.filter(pk=preset["service"]).first()
    said = [name for name in ("impact", "urgency") if preset.get(name)]
    ranks: dict[str, Any] = {name: int(preset[name]) for name in said}
    return NewTicket(
        summary=plan.summary,
        description=plan.description or str(preset.get("description", "")),
        caller=plan.caller,
        channel="plan",
        service=service,
        category=str(preset.get("category", "")),
        group=plan.group,
        **ranks,
    )


def _pause(key: int, reason: str, *, at: datetime) -> None:
    plan = Plan.objects.get(pk=key)
    with trail.change(plan, "plan.paused", by=None, at=at) as fresh:
        if fresh.state != PlanState.RUNNING:
            return
        fresh.move_to(PlanState.PAUSED)
        fresh.reason, fresh.next_at = reason[:500], None


def plan_openings(*, at: datetime) -> None:
    """Have due tickets opened every few minutes; harmless when said again."""
    Schedule.objects.get_or_create(
        func=ROUND,
        defaults={
            "schedule_type": Schedule.MINUTES,
            "minutes": EVERY,
            "next_run": at + timedelta(minutes=1),
        },
    )
