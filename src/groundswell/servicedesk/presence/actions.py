"""Saying that one has a ticket before one."""

from datetime import datetime, timedelta

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.models import Presence

_KEPT = timedelta(hours=1)


@needs("desk.work")
def be_seen(ticket: Ticket, *, by: User, at: datetime, writing: bool = False) -> None:
    """Say that one looks at a ticket, or writes on it.

    It leaves nothing in the trail: it is a sign for the others at this moment, no record.
    """
    told = {"seen_at": at, "wrote_at": at} if writing else {"seen_at": at}
    Presence.objects.update_or_create(user=by, ticket=ticket, defaults=told)
    Presence.objects.filter(user=by, seen_at__lt=at - _KEPT).delete()
