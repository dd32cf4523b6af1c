"""Questions about tickets that wait."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.states import State
from groundswell.servicedesk.waiting.models import Waiting

#: where people work round the clock, whoever is asked still sleeps at midnight
_MORNING = time(8)


def find_morning(hours: WorkCalendar, *, since: datetime, days: int) -> datetime:
    """Return when the work begins so many days later, or on the next day on which there is work.

    Where it never begins, the days alone count.
    """
    day = since.astimezone(hours.zone).date() + timedelta(days=days)
    midnight = datetime.combine(day, time(), hours.zone)
    try:
        begins = hours.add(midnight, timedelta()).astimezone(hours.zone)
    except ValueError:
        return since + timedelta(days=days)
    if begins.time() == time():
        return datetime.combine(begins.date(), _MORNING, hours.zone)
    return begins


def find_waiting(ticket: Ticket) -> Waiting | None:
    """Return what happens by itself while a ticket waits, None where nothing does."""
    if ticket.state != State.ON_HOLD:
        return None
    return Waiting.objects.filter(ticket=ticket, ended_at=None).select_related("ticket").first()


def list_due(*, at: datetime) -> list[Waiting]:
    """Return the tickets for which something is due now, or which do not wait any more."""
    due = (
        Q(remind_at__lte=at, reminded_at=None)
        | Q(ask_at__lte=at, asked_at=None)
        | Q(close_at__lte=at)
        | ~Q(ticket__state=State.ON_HOLD)
    )
    return list(Waiting.objects.filter(due, ended_at=None).order_by("id"))


def has_answer(waiting: Waiting) -> bool:
    """Tell whether the caller wrote since the ticket began to wait."""
    return Message.objects.filter(
        ticket=waiting.ticket_id,
        author=waiting.ticket.caller_id,
        written_at__gt=waiting.held_at,
        author__isnull=False,
    ).exists()
