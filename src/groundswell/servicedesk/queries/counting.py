"""How many tickets a filter finds, and which, without reading what a list says of them."""

from django.db.models import QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.counted import COUNT_UP_TO, count_up_to
from groundswell.servicedesk.queries.lists import TicketFilter, filter_tickets
from groundswell.servicedesk.queries.narrowing import Narrowing, narrow
from groundswell.servicedesk.queries.shown import QUEUES, order_to_count


def count_tickets(wanted: TicketFilter, *, seen_by: User, narrowing: Narrowing | None) -> int:
    """Return how many there are, at most one more than `COUNT_UP_TO`; one query or two."""
    tickets = _narrowed(wanted, seen_by, narrowing)
    return count_up_to(tickets, order_to_count(wanted.show))


def list_keys(wanted: TicketFilter, *, seen_by: User, narrowing: Narrowing | None) -> list[int]:
    """Return the keys of the newest of them, at most `COUNT_UP_TO`; one query or two."""
    tickets = _narrowed(wanted, seen_by, narrowing).order_by("-opened_at", "-id")
    return list(tickets.values_list("pk", flat=True)[:COUNT_UP_TO])


def _narrowed(wanted: TicketFilter, seen_by: User, narrowing: Narrowing | None) -> QuerySet[Ticket]:
    tickets, _ = filter_tickets(wanted, seen_by)
    if narrowing is None:
        return tickets
    return narrow(tickets, narrowing, is_queue=wanted.show in QUEUES)[0]
