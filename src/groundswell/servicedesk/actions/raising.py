"""Counting a trouble for as many people as have it."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.working import rate_ticket
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.joined import count_affected
from groundswell.servicedesk.queries.raising import propose_raising


@needs("desk.work")
def raise_impact(ticket: Ticket, *, by: User, at: datetime) -> Ticket:
    """Let a ticket that stands for several count for as many; the trail says how many they are.

    Raises:
        Refusal: it counts for as many already, or nobody else is known to have it.
    """
    with transaction.atomic():
        fresh = trail.lock(ticket)
        fitting = propose_raising(fresh, count_affected(fresh))
        if fitting is None:
            raise Refusal(f"{ticket} counts for as many people as are known to have it already.")
        return rate_ticket(
            fresh,
            by=by,
            at=at,
            impact=fitting.impact,
            urgency=fresh.urgency,
            people=fitting.people,
        )
