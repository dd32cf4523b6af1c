"""What callers see of the tickets they reported."""

from datetime import datetime

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, When
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.links.models import Merge
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import OPEN, RESTORED

#: as many of a department are looked at for what it uses
COLLEAGUES = 500


def _own(caller: User) -> QuerySet[Ticket]:
    """Return what somebody reported; `goes_on` says that it does so in another ticket."""
    merged = Merge.objects.filter(ticket=OuterRef("pk"), undone_at=None)
    return Ticket.objects.filter(caller=caller).annotate(goes_on=Exists(merged))


def list_own(caller: User) -> QuerySet[Ticket]:
    """Return what somebody reported themselves: what is open first, each part newest first."""
    own = _own(caller).select_related("service")
    part = Case(When(state__in=OPEN, then=0), When(state__in=RESTORED, then=1), default=2)
    return own.annotate(part=part).order_by("part", "-opened_at", "-id")


def list_waiting(caller: User) -> QuerySet[Ticket]:
    """Return those of them that go on, or are solved and wait for a word of whoever reported it."""
    return list_own(caller).filter(state__in=[*OPEN, *RESTORED])


def list_written_of(caller: User, *, since: datetime) -> QuerySet[Service]:
    """Return the services on offer of which somebody wrote since a moment, by name."""
    own = Ticket.objects.filter(caller=caller, opened_at__gte=since, service__isnull=False)
    return list_offered().filter(pk__in=own.order_by().values("service")).order_by("name")


def list_written_beside(person: User, *, since: datetime, least: int) -> QuerySet[Service]:
    """Return the services on offer of which so many colleagues in a department wrote, by name.

    Counted are people, so that none of them is told by it; of a large department the first.
    """
    colleagues = User.objects.people().filter(department=person.department_id)
    asked = list(colleagues.order_by("pk").values_list("pk", flat=True)[:COLLEAGUES])
    wrote = Ticket.objects.known_to_all().filter(caller__in=asked, opened_at__gte=since)
    counted = wrote.order_by().values("service").annotate(people=Count("caller", distinct=True))
    often = counted.filter(people__gte=least).values("service")
    return list_offered().filter(pk__in=often).order_by("name")


def get_own(number: str, *, caller: User) -> Ticket:
    """Return a ticket that this person reported.

    Raises:
        Http404: there is none, or it is somebody else's; the two are not told apart.
    """
    own = _own(caller).select_related("caller", "service", "assignee", "parent")
    return get_object_or_404(own, number=number)
