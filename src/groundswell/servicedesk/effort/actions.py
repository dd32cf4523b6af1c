"""Writing down how long one worked on a ticket, at once or by a clock."""

from datetime import datetime
from math import ceil

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.effort.models import MOST, Effort, Running
from groundswell.servicedesk.models import Ticket

#: a clock that ran longer was forgotten, minutes; its owner says how long it was
FORGOTTEN = 720


@needs("desk.work")
def log_effort(ticket: Ticket, *, by: User, at: datetime, minutes: int, what: str = "") -> Effort:
    """Write down that one worked so many minutes on a ticket; its sum follows.

    Raises:
        Refusal: it is less than a minute or more than a day.
    """
    _check(minutes)
    with transaction.atomic():
        entry = Effort.objects.create(
            ticket=ticket, worker=by, minutes=minutes, what=what.strip()[:200], written_at=at
        )
        _add(ticket, minutes, "effort.logged", by=by, at=at)
    return entry


@needs("desk.work")
def correct_effort(
    entry: Effort, *, by: User, at: datetime, minutes: int, what: str = ""
) -> Effort | None:
    """Say that it was longer or shorter; no minutes take the entry out.

    What it said before stays in the trail.

    Raises:
        NotAllowed: somebody else worked.
        Refusal: it is more than a day.
    """
    if entry.worker_id != by.pk:
        raise NotAllowed(f"{entry.worker} worked these minutes; only they can correct them.")
    if minutes:
        _check(minutes)
    with transaction.atomic():
        fresh = Effort.objects.select_for_update().filter(pk=entry.pk).first()
        if fresh is None:
            raise Refusal("This entry was taken out meanwhile; write down a new one.")
        before = fresh.minutes
        if minutes:
            fresh.minutes, fresh.what = minutes, what.strip()[:200]
            told = {"minutes": fresh.minutes, "what": fresh.what}
            Effort.objects.filter(pk=fresh.pk).update(**told)
        else:
            fresh.delete()
        _add(entry.ticket, minutes - before, "effort.corrected", by=by, at=at)
    return fresh if minutes else None


@needs("desk.work")
def start_clock(ticket: Ticket, *, by: User, at: datetime) -> Running:
    """Begin to count the minutes on a ticket.

    Raises:
        Refusal: one's clock runs already, here or on another ticket.
    """
    with transaction.atomic():
        running, is_new = Running.objects.get_or_create(
            worker=by, defaults={"ticket": ticket, "started_at": at}
        )
        if not is_new:
            raise Refusal(f"Your clock runs on {running.ticket} already; stop it there first.")
    return running


@needs("desk.work")
def stop_clock(
    ticket: Ticket, *, by: User, at: datetime, what: str = "", minutes: int | None = None
) -> Effort:
    """Stop one's clock on a ticket and write its minutes down, a part of one as a whole.

    Args:
        ticket: on which it runs.
        by: whose it is.
        at: when it stops.
        what: what was done.
        minutes: how long it really was; None: as long as the clock ran.

    Raises:
        Refusal: it does not run there, or it was forgotten and nobody says how long it was.
    """
    with transaction.atomic():
        running = Running.objects.select_for_update().filter(worker=by, ticket=ticket).first()
        if running is None:
            raise Refusal(f"Your clock does not run on {ticket}; write the minutes down instead.")
        ran = max(1, ceil((at - running.started_at).total_seconds() / 60))
        if minutes is None and ran > FORGOTTEN:
            raise Refusal(
                f"Your clock on {ticket} has run for {ran // 60} hours and was perhaps forgotten; "
                "say how many minutes you worked."
            )
        running.delete()
        return log_effort(ticket, by=by, at=at, minutes=minutes or ran, what=what)


def _check(minutes: int) -> None:
    if not 1 <= minutes <= MOST:
        raise Refusal(f"{minutes} minutes cannot be; write from 1 to {MOST}, a day at most.")


def _add(ticket: Ticket, minutes: int, act: str, *, by: User, at: datetime) -> None:
    """Let the sum of the ticket follow; where nothing is left to sum up, it is not known."""
    with trail.change(ticket, act, by=by, at=at) as fresh:
        total = (fresh.effort_minutes or 0) + minutes
        known = total > 0 or Effort.objects.filter(ticket=fresh).exists()
        fresh.effort_minutes = max(0.0, float(total)) if known else None
