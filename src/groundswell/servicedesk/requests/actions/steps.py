"""The parts of several verbs that lead a request from one step to the next."""

from datetime import date, datetime

from django.utils import timezone

from groundswell.catalogue.offerings.models import PlannedTask
from groundswell.catalogue.offerings.queries import list_planned
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.queries.held import calendar_of
from groundswell.servicedesk.requests.approvers import seat_all
from groundswell.servicedesk.requests.models import Approval, ApprovalState, Decision
from groundswell.servicedesk.requests.queries import find_asked_for
from groundswell.servicedesk.states import State
from groundswell.servicedesk.work.actions import NewTask, add_tasks
from groundswell.servicedesk.work.models import Task

#: what the story of a request calls it
_RELEASED = "task.task_released"


def go_on(ticket: Ticket, *, by: User | None, at: datetime) -> None:
    """Ask for the next agreement; where none is left, the request is approved.

    Must run inside the transaction of a verb.
    """
    waiting = Approval.objects.filter(ticket=ticket, state=ApprovalState.WAITING)
    step = waiting.order_by("position").first()
    if step is not None:
        ask_step(step, at=at)
        return
    with trail.change(ticket, "request.approved", by=by, at=at) as fresh:
        fresh.move_to(State.APPROVED)
    plan_work(ticket, at=at)


def ask_step(step: Approval, *, at: datetime) -> None:
    """Ask those who have to agree now, and write down who decides in whose place.

    It follows from the step before it, so the trail names nobody who asked.
    """
    table = seat_all(step.rule, step.ticket, on=timezone.localdate(at))
    with trail.change(step, "approval.asked", by=None, at=at) as fresh:
        fresh.state, fresh.opened_at = ApprovalState.OPEN, at
        fresh.needed, fresh.note = table.needed, table.note
    Decision.objects.bulk_create(
        [
            Decision(approval=step, approver=seat.decides, instead_of=seat.instead_of)
            for seat in table.seats
        ]
    )
    names = ", ".join(str(seat.decides) for seat in table.seats)
    told = {"asks": ["", f"{names or 'an agent'}. {table.note}".strip()]}
    trail.note(step.ticket.number, "request.asks", by=None, at=at, changes=told)


def plan_work(ticket: Ticket, *, at: datetime) -> None:
    """Write down what the offering says is done for each request, by which working day.

    That it is approved releases these tasks: whoever agreed last planned none of them.
    """
    asked = find_asked_for(ticket)
    planned = list(list_planned(asked.offering)) if asked else []
    groups = {group.name.casefold(): group for group in SupportGroup.objects.all()}
    calendar = calendar_of(ticket) if planned else None
    made: dict[int, Task] = {}
    for one in planned:
        due = _find_day(calendar, at, one.days) if calendar and one.days is not None else None
        new = _as_task(one, made, groups, due=due)
        made[one.pk] = add_tasks(ticket, by=None, at=at, new=[new], act=_RELEASED)[0]


def _find_day(calendar: WorkCalendar, at: datetime, days: int) -> date | None:
    """Return by which working day it is due; None where so few are worked that none is reached."""
    try:
        return calendar.nth_day(at, days)
    except ValueError:
        return None


def _as_task(
    one: PlannedTask, made: dict[int, Task], groups: dict[str, SupportGroup], *, due: date | None
) -> NewTask:
    return NewTask(
        title=one.title,
        group=groups.get(one.group.casefold()),
        due_on=due,
        after=made.get(one.after_id) if one.after_id else None,
        is_tick=one.is_tick,
    )
