"""What callers see of the tickets they reported."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, When
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
from groundswell.servicedesk.links.models import Merge
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import OPEN, RESTORED

#: as many of a department are looked at for what it uses
COLLEAGUES = 500
#: So many of what somebody reported are shown: the newest, and of what is open the newest as well.
#: A machine or a shared mailbox may have reported a million.
SHOWN = 1_000
#: as many of somebody's newest tickets tell which services they use
_TELLING = 200


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody reported.

    Attributes:
        tickets: what is open first, then what is solved and waits for a word of theirs, each part
            newest first; each knows as `goes_on` whether it does so in another ticket.
        count: how many there are.
        is_counted: whether these are all, and not the newest.
    """

    tickets: QuerySet[Ticket]
    count: int
    is_counted: bool

    @property
    def waiting(self) -> QuerySet[Ticket]:
        """Return those that go on, or are solved and wait for a word of whoever reported them."""
        return self.tickets.filter(state__in=[*OPEN, *RESTORED])


def _own(caller: User) -> QuerySet[Ticket]:
    """Return what somebody reported; `goes_on` says that it does so in another ticket."""
    merged = Merge.objects.filter(ticket=OuterRef("pk"), undone_at=None)
    return Ticket.objects.filter(caller=caller).annotate(goes_on=Exists(merged))


def _newest(tickets: QuerySet[Ticket], most: int) -> QuerySet[Ticket, int]:
    return tickets.order_by("-opened_at", "-id").values_list("pk", flat=True)[:most]


_NEWEST = Often(lambda key: _newest(Ticket.objects.filter(caller=key), SHOWN + 1))
_NEWEST_OPEN = Often(lambda key: _newest(Ticket.objects.filter(caller=key).open(), SHOWN))


def list_own(caller: User) -> Own:
    """Return what somebody reported themselves; two small questions before the list itself."""
    keys = _NEWEST.ask(caller.pk)
    is_counted = len(keys) <= SHOWN
    shown = keys if is_counted else [*dict.fromkeys([*keys[:SHOWN], *_NEWEST_OPEN.ask(caller.pk)])]
    part = Case(When(state__in=OPEN, then=0), When(state__in=RESTORED, then=1), default=2)
    own = _own(caller).filter(pk__in=shown).select_related("service").annotate(part=part)
    return Own(own.order_by("part", "-opened_at", "-id"), len(shown), is_counted)


def list_written_of(caller: User, *, since: datetime) -> QuerySet[Service]:
    """Return the services on offer of which somebody wrote since a moment, by name.

    Their newest tickets tell.
    """
    own = Ticket.objects.filter(caller=caller, opened_at__gte=since).order_by("-opened_at", "-id")
    services = {*own.values_list("service", flat=True)[:_TELLING]}
    return list_offered().filter(pk__in=services - {None}).order_by("name")


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
