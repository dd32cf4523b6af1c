"""What callers see of the tickets they reported."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket


def list_own(caller: User) -> QuerySet[Ticket]:
    """Return what somebody reported themselves, newest first."""
    own = Ticket.objects.filter(caller=caller).select_related("service")
    return own.order_by("-opened_at", "-id")


def get_own(number: str, *, caller: User) -> Ticket:
    """Return a ticket that this person reported.

    Raises:
        Http404: there is none, or it is somebody else's; the two are not told apart.
    """
    own = Ticket.objects.filter(caller=caller).select_related("caller", "service", "assignee")
    return get_object_or_404(own, number=number)
