"""Working every promise out anew after a rule was changed."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_q.models import Schedule
from django_q.tasks import async_task

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.actions.keeping import keep_promises
from groundswell.servicedesk.promises.models import Promise, Recount

COUNT = "groundswell.servicedesk.promises.tasks.recount"
MINUTELY = "groundswell.servicedesk.promises.tasks.go_round"
DAILY = "groundswell.servicedesk.promises.tasks.refresh"

_CHUNK = 100


@needs("promises.keep")
def ask_recount(*, by: User, at: datetime) -> Recount:
    """Have every promise worked out anew in the background; one that is under way goes on."""
    begun = begin_recount(at=at, by=by)
    async_task(COUNT, begun.pk)
    return begun


def begin_recount(*, at: datetime, by: User | None = None) -> Recount:
    """Return the round that is under way, or begin one; `recount_further` carries it on."""
    running = Recount.objects.filter(finished_at=None).order_by("-id").first()
    if running is not None:
        return running
    run = Recount(asked_at=at, total=_with_promises().count())
    return trail.begin(run, "promises.recount_asked", by=by, at=at)


def _with_promises() -> QuerySet[Ticket]:
    """Return tickets that were taken down here, and those of another tool that were taken on."""
    held = Promise.objects.filter(ticket=OuterRef("pk"))
    return Ticket.objects.filter(Q(source_name="") | Exists(held))


def recount_further(run: Recount, *, at: datetime) -> Recount:
    """Work out the promises of the next tickets; harmless when repeated.

    Returns:
        The round as it is then; it is over once `finished_at` is set.
    """
    run.refresh_from_db()
    if run.finished_at is not None:
        return run
    own = _with_promises().filter(pk__gt=run.reached).select_related("caller", "due")
    tickets = list(own.order_by("pk")[:_CHUNK])
    changed = keep_promises(tickets, at=at)
    with trail.change(run, "promises.recounted", by=None, at=at) as fresh:
        if tickets:
            fresh.reached = tickets[-1].pk
            fresh.done += len(tickets)
            fresh.changed += changed
        else:
            fresh.finished_at = at
    return fresh


def plan_promises(*, at: datetime) -> None:
    """Have due times watched every minute and calendars read every day; harmless when repeated."""
    Schedule.objects.get_or_create(
        func=MINUTELY,
        defaults={"schedule_type": Schedule.MINUTES, "minutes": 1, "next_run": at},
    )
    Schedule.objects.get_or_create(
        func=DAILY, defaults={"schedule_type": Schedule.DAILY, "next_run": at}
    )
