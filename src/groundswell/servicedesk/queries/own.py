"""What callers see of the tickets they reported."""

from django.db.models import Case, QuerySet, When
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import OPEN, RESTORED


def list_own(caller: User) -> QuerySet[Ticket]:
    """Return what somebody reported themselves: what is open first, each part newest first."""
    own = Ticket.objects.filter(caller=caller).select_related("service")
    part = Case(When(state__in=OPEN, then=0), When(state__in=RESTORED, then=1), default=2)
    return own.annotate(part=part).order_by("part", "-opened_at", "-id")


def list_waiting(caller: User) -> QuerySet[Ticket]:
    """Return those of them that go on, or are solved and wait for a word of whoever reported it."""
    return list_own(caller).filter(state__in=[*OPEN, *RESTORED])


def get_own(number: str, *, caller: User) -> Ticket:
    """Return a ticket that this person reported.

    Raises:
        Http404: there is none, or it is somebody else's; the two are not told apart.
    """
    own = Ticket.objects.filter(caller=caller).select_related(
        "caller", "service", "assignee", "parent"
    )
    return get_object_or_404(own, number=number)
