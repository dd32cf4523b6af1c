"""What can happen to the tasks of a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.work.models import Task, TaskState

#: more tasks than this on one ticket are a project
MOST = 200
#: what the story of a ticket calls it where somebody plans a task
_ADDED = "task.task_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """Something that has to be done for a ticket."""

    title: str
    assignee: User | None = None
    group: SupportGroup | None = None
    due_on: date | None = None
    #: which has to be done first
    after: Task | None = None
    is_tick: bool = False


@needs("desk.work")
def add_task(ticket: Ticket, *, by: User, at: datetime, new: NewTask) -> Task:
    """Say that something has to be done before the ticket is finished.

    Raises:
        Refusal: it has no words, comes after a task of another ticket, or is one too many.
    """
    return add_tasks(ticket, by=by, at=at, new=[new])[0]


def add_tasks(
    ticket: Ticket,
    *,
    by: User | None,
    at: datetime,
    new: Sequence[NewTask],
    act: str = _ADDED,
) -> list[Task]:
    """Write several tasks down in one go; the part of verbs that plan them.

    `by`: None where no person plans them, as they follow from something; `act` says in the story
    of the ticket from what.

    Raises:
        Refusal: one has no words, comes after a task of another ticket, or is one too many.
    """
    with transaction.atomic():
        trail.lock(ticket)
        count = Task.objects.filter(ticket=ticket).count()
        if count + len(new) > MOST:
            raise Refusal(f"{ticket} has {count} tasks; {MOST} are the most. Finish some first.")
        return [
            _begin(ticket, one, position, by=by, at=at, act=act)
            for position, one in enumerate(new, count + 1)
        ]


@needs("desk.work")
def finish_task(task: Task, *, by: User, at: datetime) -> Task:
    """Say that it is done.

    Raises:
        Refusal: it is finished already, or another has to be done first.
    """
    with trail.change(task, "task.done", by=by, at=at) as fresh:
        _need_open(fresh)
        if fresh.waits:
            raise Refusal(
                f"“{fresh.title}” comes after “{fresh.after.title if fresh.after else ''}”: "
                "finish that first, or leave it out with a reason."
            )
        fresh.state, fresh.ended_at = TaskState.DONE, at
        fresh.assignee = fresh.assignee or (None if fresh.is_tick else by)
        _tell(fresh, "task.done", by=by, at=at)
    return fresh


@needs("desk.work")
def skip_task(task: Task, *, by: User, at: datetime, reason: str) -> Task:
    """Leave it out, and say why.

    Raises:
        Refusal: no reason is given, or it is finished already.
    """
    if not reason.strip():
        raise Refusal(f"Say why “{task.title}” is left out.")
    with trail.change(task, "task.skipped", by=by, at=at) as fresh:
        _need_open(fresh)
        fresh.state, fresh.ended_at = TaskState.SKIPPED, at
        fresh.reason = reason.strip()[:300]
        _tell(fresh, "task.skipped", by=by, at=at)
    return fresh


@needs("desk.work")
def reopen_task(task: Task, *, by: User, at: datetime) -> Task:
    """Say that it still has to be done.

    Raises:
        Refusal: it is to do already.
    """
    with trail.change(task, "task.reopened", by=by, at=at) as fresh:
        if fresh.is_open:
            raise Refusal(f"“{fresh.title}” is to do already.")
        fresh.state, fresh.ended_at, fresh.reason = TaskState.OPEN, None, ""
        _tell(fresh, "task.reopened", by=by, at=at)
    return fresh


@needs("desk.work")
def give_task(
    task: Task,
    *,
    by: User,
    at: datetime,
    assignee: User | None = None,
    group: SupportGroup | None = None,
    due_on: date | None = None,
) -> Task:
    """Say who does it, and until when.

    Raises:
        Refusal: the person does not work at the desk, or it is finished.
    """
    _need_agent(assignee)
    with trail.change(task, "task.assigned", by=by, at=at) as fresh:
        _need_open(fresh)
        fresh.assignee, fresh.group, fresh.due_on = assignee, group, due_on
    return fresh


def _begin(
    ticket: Ticket, new: NewTask, position: int, *, by: User | None, at: datetime, act: str
) -> Task:
    if not new.title.strip():
        raise Refusal("Say what has to be done; the task has no words.")
    if new.after is not None and new.after.ticket_id != ticket.pk:
        raise Refusal(f"“{new.after.title}” belongs to another ticket; choose one of {ticket}.")
    _need_agent(new.assignee)
    task = Task(
        ticket=ticket,
        position=position,
        title=new.title.strip()[:200],
        assignee=new.assignee,
        group=new.group,
        due_on=new.due_on,
        after=new.after,
        is_tick=new.is_tick,
    )
    trail.begin(task, "task.added", by=by, at=at)
    _tell(task, act, by=by, at=at)
    return task


def _tell(task: Task, act: str, *, by: User | None, at: datetime) -> None:
    """Write the act into the story of the ticket too: there people look for it."""
    words = f"{task.title} ({task.reason})" if task.reason else task.title
    trail.note(task.ticket.number, act, by=by, at=at, changes={"task": ["", words]})


def _need_agent(assignee: User | None) -> None:
    if assignee is not None and not may(assignee, "desk.work"):
        raise Refusal(f"{assignee} does not work on tickets; choose an agent.")


def _need_open(task: Task) -> None:
    if not task.is_open:
        raise Refusal(f"“{task.title}” is {task.get_state_display().lower()} already.")
