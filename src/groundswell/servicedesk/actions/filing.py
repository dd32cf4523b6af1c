"""What a caller says of the service under which the machine filed their ticket."""

from datetime import datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.filing import can_say_service
from groundswell.servicedesk.rules.actions.routing import route_ticket


def say_own_service(ticket: Ticket, *, by: User, at: datetime, service: Service | None) -> Ticket:
    """Say of one's own ticket which service it is about, where the machine chose another.

    The rules look at it once more: what they did for the other service may be wrong as well.

    Args:
        ticket: the ticket.
        by: its caller.
        at: when.
        service: what it is about; None: they do not know, and it is none of what was chosen.

    Raises:
        NotAllowed: it is somebody else's.
        Refusal: the desk works on it, or somebody has said by now what it is about.
    """
    if ticket.caller_id != by.pk:
        raise NotAllowed(f"Only whoever reported {ticket} can say what it is about.")
    with transaction.atomic():
        with trail.change(ticket, f"{ticket.kind}.placed", by=by, at=at) as fresh:
            if not can_say_service(fresh):
                raise Refusal(
                    f"The desk has taken {fresh} up by now. Write below what it is about instead."
                )
            fresh.service = service
        return route_ticket(fresh, at=at)
