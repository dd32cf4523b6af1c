"""Questions about tickets that wait."""

from datetime import datetime, time, timedelta
from itertools import islice

from django.db.models import Q

from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.promises.defaults import waits_for_caller
from groundswell.servicedesk.promises.queries.held import shortest_window, window_of
from groundswell.servicedesk.states import RESTORED, State
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


def list_over(*, at: datetime, most: int) -> list[Ticket]:
    """Return what was solved here so long ago that it would not go on with its clock any more.

    The longest solved first, the older of one moment, at most so many. What came from another tool
    is closed there.
    """
    solved = Ticket.objects.filter(
        source_name="",
        resolved_at__lte=at - shortest_window(),
        resolved_at__isnull=False,
        closed_at__isnull=True,
        state__in=RESTORED,
    )
    rows = solved.select_related("caller").order_by("resolved_at", "id").iterator(chunk_size=most)
    over = (one for one in rows if one.resolved_at and one.resolved_at <= at - window_of(one))
    return list(islice(over, most))


def has_answer(waiting: Waiting) -> bool:
    """Tell whether the caller wrote since the ticket began to wait."""
    return Message.objects.filter(
        ticket=waiting.ticket_id,
        author=waiting.ticket.caller_id,
        written_at__gt=waiting.held_at,
        author__isnull=False,
    ).exists()


def has_nobody_to_answer(ticket: Ticket) -> bool:
    """Tell whether a ticket waits for its caller, who left since."""
    caller = ticket.caller
    return caller is not None and not caller.is_active and waits_for_caller(ticket.hold_reason)
