"""A surge whose tickets people join by hand is told so: somebody has looked at it."""

from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries.surges import list_joined_by_hand, stands_for_most
from groundswell.servicedesk.states import SurgeState


def tell_surges(head: Ticket, *, by: User, at: datetime) -> None:
    """Let the surges that nobody looked at know the ticket that stands for most of them by now.

    What follows once tickets were joined, whichever verb did it; harmless when repeated.
    """
    for surge in list_joined_by_hand(head):
        with trail.change(surge, "surge.joined_tickets", by=by, at=at) as fresh:
            if fresh.state == SurgeState.OPEN and stands_for_most(head, surge):
                fresh.move_to(SurgeState.JOINED)
                fresh.parent = head
