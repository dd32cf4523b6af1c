"""Questions about what has to be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.often import Often
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.work.models import Task, TaskState

#: which tasks a list shows → words
SHOW: Mapping[str, str] = {
    "mine": "My tasks", "free": NOBODY_YET.capitalize(), "open": "All to do"
}  # fmt: skip
PAGE = 100
#: what a list tells of a task and of the records it names
_TOLD = (
    *("number", "title", "state", "is_tick", "due_on", "reason", "ended_at"),
    *("ticket__number", "ticket__summary", "assignee__name", "assignee__email", "group__name"),
    *("after__number", "after__title", "after__state"),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the tasks of a ticket are."""

    ended: int
    all: int

    @property
    def is_over(self) -> bool:
        """Tell whether none is left."""
        return self.ended == self.all


def list_tasks(ticket: Ticket) -> list[Task]:
    """Return the tasks of a ticket in their order."""
    return _OF_TICKET.ask(ticket.pk)


def count_progress(ticket: Ticket) -> Progress:
    """Return how many of the tasks of a ticket are done or left out."""
    states = _STATES.ask(ticket.pk)
    return Progress(sum(state != TaskState.OPEN for state in states), len(states))


_OF_TICKET = Often(
    lambda ticket: (
        Task.objects.filter(ticket=ticket)
        .select_related("assignee", "group", "after")
        .order_by("position", "id")
    )
)
_STATES = Often(lambda ticket: Task.objects.filter(ticket=ticket).values_list("state", flat=True))


def list_to_do(show: str, *, seen_by: User) -> list[Task]:
    """Return what has to be done, what is due first; one query.

    Args:
        show: a key of SHOW; anything else is one's own.
        seen_by: for whom.
    """
    if not may(seen_by, "desk.see"):
        return []
    if show == "free":
        return _FREE.ask()
    return _OPEN.ask() if show == "open" else _MINE.ask(seen_by.pk)


def _to_do(**narrower: object) -> QuerySet[Task]:
    tasks = Task.objects.open().filter(**narrower)
    told = tasks.select_related("ticket", "assignee", "group", "after").only(*_TOLD)
    return told.order_by(F("due_on").asc(nulls_last=True), "id")[:PAGE]


_OPEN = Often(_to_do)
_FREE = Often(lambda: _to_do(assignee=None, is_tick=False))
_MINE = Often(lambda person: _to_do(assignee=person))


def get_task(number: str, *, seen_by: User) -> Task:
    """Return the task with this number.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    tasks = Task.objects.visible_to(seen_by).select_related("ticket", "after", "assignee", "group")
    return get_object_or_404(tasks, number=number)


def find_task(number: str, *, of: Ticket) -> Task | None:
    """Return the task of a ticket that a program means; None where nothing is said.

    Raises:
        BadInput: naming those that there are.
    """
    if not number.strip():
        return None
    tasks = {task.number: task for task in list_tasks(of)}
    found = tasks.get(number.strip().upper())
    if found is None:
        known = f"They are: {', '.join(tasks)}." if tasks else "It has none yet."
        raise BadInput(f"“after” is “{number[:32]}”; send the number of a task of {of}. {known}")
    return found


def is_late(task: Task, *, on: date) -> bool:
    """Tell whether a task was due before this day."""
    return task.is_open and task.due_on is not None and task.due_on < on
