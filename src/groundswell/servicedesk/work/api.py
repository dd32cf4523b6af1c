"""The REST door of tasks."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from groundswell.foundation.accounts.callers import find_person
from groundswell.foundation.rest import ApiRequest, need_one_of, require
from groundswell.servicedesk.queries import find_group, get_ticket
from groundswell.servicedesk.work import actions, queries
from groundswell.servicedesk.work.models import Task

router = Router(tags=["tasks"])


class TaskOut(Schema):
    """Something that has to be done for a ticket."""

    number: str
    ticket: str
    title: str
    state: str
    is_tick: bool
    assignee: str | None
    group: str | None
    due_on: date | None
    after: str | None
    reason: str
    ended_at: datetime | None


class GivingIn(Schema):
    """Who does it, and until when; what is left out is nobody and no day."""

    assignee: str = Field("", max_length=200, description="Name or e-mail of an agent.")
    group: str = Field("", max_length=120, description="Name of the group.")
    due_on: date | None = None


class TaskIn(GivingIn):
    """A task to write down, or a line of a checklist to tick off."""

    title: str = Field(max_length=200)
    is_tick: bool = False
    after: str = Field("", max_length=32, description="Number of the task that has to be first.")


class Why(Schema):
    """A reason."""

    reason: str = Field("", max_length=300)


class Which(Schema):
    """Which tasks: mine, free or open."""

    show: str = "mine"


@router.get("/tasks", response=list[TaskOut])
def list_tasks(request: ApiRequest, which: Query[Which]) -> list[TaskOut]:
    """Return what has to be done, what is due first."""
    require(request, "desk.see")
    need_one_of("show", which.show, queries.SHOW)
    return [_out(task) for task in queries.list_to_do(which.show, seen_by=request.auth)]


@router.get("/tickets/{number}/tasks", response=list[TaskOut])
def list_of_ticket(request: ApiRequest, number: str) -> list[TaskOut]:
    """Return the tasks of a ticket in their order."""
    require(request, "desk.see")
    return [_out(task) for task in queries.list_tasks(get_ticket(number, seen_by=request.auth))]


@router.post("/tickets/{number}/tasks", response={201: TaskOut})
def post_task(request: ApiRequest, number: str, given: TaskIn) -> Status[TaskOut]:
    """Write down what has to be done for a ticket."""
    by = require(request, "desk.work")
    ticket = get_ticket(number, seen_by=by)
    new = actions.NewTask(
        title=given.title,
        is_tick=given.is_tick,
        after=queries.find_task(given.after, of=ticket),
        **_giving(given),
    )
    return Status(201, _out(actions.add_task(ticket, by=by, at=timezone.now(), new=new)))


@router.post("/tasks/{number}/done", response=TaskOut)
def post_done(request: ApiRequest, number: str) -> TaskOut:
    """Say that a task is done."""
    by = require(request, "desk.work")
    task = queries.get_task(number, seen_by=by)
    return _out(actions.finish_task(task, by=by, at=timezone.now()))


@router.post("/tasks/{number}/skipped", response=TaskOut)
def post_skipped(request: ApiRequest, number: str, why: Why) -> TaskOut:
    """Leave a task out, with the reason."""
    by = require(request, "desk.work")
    task = queries.get_task(number, seen_by=by)
    return _out(actions.skip_task(task, by=by, at=timezone.now(), reason=why.reason))


@router.post("/tasks/{number}/reopened", response=TaskOut)
def post_reopened(request: ApiRequest, number: str) -> TaskOut:
    """Say that a task still has to be done."""
    by = require(request, "desk.work")
    task = queries.get_task(number, seen_by=by)
    return _out(actions.reopen_task(task, by=by, at=timezone.now()))


@router.post("/tasks/{number}/given", response=TaskOut)
def post_given(request: ApiRequest, number: str, given: GivingIn) -> TaskOut:
    """Say who does a task, and until when."""
    by = require(request, "desk.work")
    task = queries.get_task(number, seen_by=by)
    return _out(actions.give_task(task, by=by, at=timezone.now(), **_giving(given)))


def _giving(given: GivingIn) -> dict[str, Any]:
    return {
        "assignee": find_person(given.assignee),
        "group": find_group(given.group),
        "due_on": given.due_on,
    }


def _out(task: Task) -> TaskOut:
    return TaskOut(
        number=task.number,
        ticket=task.ticket.number,
        title=task.title,
        state=task.state,
        is_tick=task.is_tick,
        assignee=str(task.assignee) if task.assignee else None,
        group=str(task.group) if task.group else None,
        due_on=task.due_on,
        after=task.after.number if task.after else None,
        reason=task.reason,
        ended_at=task.ended_at,
    )
