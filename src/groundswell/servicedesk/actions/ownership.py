"""Whose ticket it is."""

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.kernel.errors import NotAllowed
from groundswell.servicedesk.models import Ticket


def need_own_or_desk(ticket: Ticket, by: User) -> None:
    """Pass the caller of a ticket and those who work at the desk.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if ticket.caller_id != by.pk and not may(by, "desk.work"):
        raise NotAllowed(f"{ticket} is somebody else's; an agent can do this.")
