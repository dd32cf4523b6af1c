"""Tickets that are the same trouble."""

from collections.abc import Sequence

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.lists import TicketLine, read_lines

#: as many of those that are joined are shown on the page of the ticket that stands for them
JOINED_SHOWN = 100


def list_joined(ticket: Ticket, *, seen_by: User) -> list[TicketLine]:
    """Return the tickets for which this one stands, in the order in which they came."""
    children = Ticket.objects.visible_to(seen_by).filter(parent=ticket)
    return read_lines(children.order_by("opened_at", "id")[:JOINED_SHOWN])


def count_affected(ticket: Ticket) -> int | None:
    """Return how many different people wrote of it and of those joined to it.

    None where no ticket is joined, or where none of them names its caller: not known is not one.
    """
    children = list(Ticket.objects.filter(parent=ticket).values_list("caller_id", flat=True))
    callers = {key for key in (ticket.caller_id, *children) if key is not None}
    return len(callers) or None if children else None


def find_tickets(numbers: Sequence[str], *, seen_by: User) -> list[Ticket]:
    """Return the tickets with these numbers, in this order.

    Raises:
        Refusal: one is not there, or not theirs to see; the two are not told apart.
    """
    wanted = [number.strip().upper() for number in numbers]
    found = Ticket.objects.visible_to(seen_by).filter(number__in=wanted).select_related("parent")
    known = {ticket.number: ticket for ticket in found}
    missing = [number for number in wanted if number not in known]
    if missing:
        raise Refusal(f"There is no ticket {', '.join(missing[:5])}; a number looks like INC-1234.")
    return [known[number] for number in wanted]
