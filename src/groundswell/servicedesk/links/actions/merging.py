"""Merging one ticket into another, and undoing it."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.ownership import need_no_major
from groundswell.servicedesk.links.models import Merge
from groundswell.servicedesk.major.models import MeToo
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import State
from groundswell.servicedesk.work.models import Task


@needs("desk.work")
def merge_ticket(ticket: Ticket, *, by: User, at: datetime, into: Ticket) -> Merge:
    """Go on with a ticket in another one: it ends, and points there.

    Its open tasks go over; its messages are shown there, to its own caller and to those at the
    desk. Where the callers differ, its caller counts as one who has the trouble.

    Raises:
        Refusal: into itself, of another kind, one of them has ended, or others are joined to it.
    """
    if ticket.pk == into.pk:
        raise Refusal(f"{ticket} cannot be merged into itself; write the number of another ticket.")
    with transaction.atomic():
        keys = sorted((ticket.pk, into.pk))
        rows = Ticket.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        locked = {row.pk: row for row in rows}
        source, target = locked[ticket.pk], locked[into.pk]
        _check(source, target)
        before, tasks = source.state, [task.number for task in _list_open(source)]
        with trail.change(source, f"{source.kind}.merged", by=by, at=at) as fresh:
            # not by the lifecycle: a ticket that waits may be merged too, where nobody calls it off
            fresh.state = State.CANCELLED
            fresh.closed_at = at
            fresh.resolution = f"It goes on in {target}."
        _move_tasks(tasks, target, by=by, at=at)
        merge = Merge.objects.create(
            ticket=fresh,
            into=target,
            merged_by=by,
            merged_at=at,
            state_before=before,
            tasks=tasks,
            counted_caller=_count_caller(source, target, at=at),
        )
        told = {"tickets": ["", source.number]}
        trail.note(target.number, f"{target.kind}.took_in", by=by, at=at, changes=told)
    return merge


@needs("desk.work")
def undo_merge(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Let a merged ticket live by itself again, as it was, with its tasks that are still to do.

    Raises:
        Refusal: it is not merged into another.
    """
    with transaction.atomic():
        merge = (
            Merge.objects.select_for_update(of=("self",))
            .select_related("into")
            .filter(ticket=ticket, undone_at=None)
            .first()
        )
        if merge is None:
            raise Refusal(f"{ticket} is not merged into another ticket.")
        with trail.change(ticket, f"{ticket.kind}.unmerged", by=by, at=at) as fresh:
            fresh.state = merge.state_before
            fresh.closed_at, fresh.resolution = None, ""
        left = Task.objects.open().filter(number__in=merge.tasks, ticket=merge.into)
        _move_tasks([task.number for task in left], fresh, by=by, at=at)
        if merge.counted_caller:
            said = MeToo.objects.filter(ticket=merge.into, person=fresh.caller, withdrawn_at=None)
            said.update(withdrawn_at=at)
        Merge.objects.filter(pk=merge.pk).update(undone_at=at)
        told = {"tickets": [fresh.number, ""]}
        trail.note(merge.into.number, f"{fresh.kind}.gave_back", by=by, at=at, changes=told)
    return fresh


def _check(source: Ticket, target: Ticket) -> None:
    if source.kind != target.kind:
        raise Refusal(
            f"{source} and {target} are an incident and a request, which end differently; "
            "link them instead."
        )
    for one, what in ((source, "link it instead"), (target, "open it again first")):
        if not one.is_open:
            raise Refusal(f"{one} is {one.get_state_display().lower()} already; {what}.")
    if Ticket.objects.filter(parent=source).exists():
        raise Refusal(
            f"{source} stands for other tickets; merge {target} into it, or take them out first."
        )
    need_no_major(source)
    if source.parent_id is not None:
        raise Refusal(f"{source} is joined to {source.parent}; take it out there first.")


def _count_caller(source: Ticket, target: Ticket, *, at: datetime) -> bool:
    """Count the caller of a merged ticket among those who have the trouble; tell whether new."""
    if source.caller is None or source.caller_id == target.caller_id:
        return False
    said, is_new = MeToo.objects.get_or_create(
        ticket=target, person=source.caller, defaults={"said_at": at}
    )
    if not is_new and said.withdrawn_at is not None:
        MeToo.objects.filter(pk=said.pk).update(said_at=at, withdrawn_at=None)
        return True
    return is_new


def _list_open(ticket: Ticket) -> list[Task]:
    return list(Task.objects.open().filter(ticket=ticket).order_by("position", "id"))


def _move_tasks(numbers: list[str], ticket: Ticket, *, by: User, at: datetime) -> None:
    last = Task.objects.filter(ticket=ticket).count()
    tasks = Task.objects.filter(number__in=numbers).order_by("position", "id")
    for position, task in enumerate(tasks, last + 1):
        with trail.change(task, "task.moved_over", by=by, at=at) as fresh:
            fresh.ticket, fresh.position = ticket, position
