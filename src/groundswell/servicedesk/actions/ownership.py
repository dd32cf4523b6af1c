"""Whose ticket it is."""

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.models import Ticket


def need_own_or_desk(ticket: Ticket, by: User) -> None:
    """Pass the caller of a ticket and those who work at the desk.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if ticket.caller_id != by.pk and not may(by, "desk.work"):
        raise NotAllowed(f"{ticket} is somebody else's; an agent can do this.")


def need_no_major(ticket: Ticket) -> None:
    """Pass a ticket unless it heads a major incident that goes on: everybody waits for news of it.

    Raises:
        Refusal: naming the major incident, which ends both.
    """
    major = MajorIncident.objects.running().filter(parent=ticket).first()
    if major is not None:
        raise Refusal(
            f"{ticket} heads {major}, “{major.title}”, and everybody was promised news of it. "
            "Say there that service is back, or stand it down: the first ends this ticket too."
        )
