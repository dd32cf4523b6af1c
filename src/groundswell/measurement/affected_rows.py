"""How many people have what a ticket tells of, so that nobody is counted on two tickets.

Who wrote a ticket that is joined to another is counted on their own. The ticket that stands for
all counts its own caller, and those who said "me too" and wrote nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from groundswell.foundation.accounts.models import OrgUnit
from groundswell.servicedesk.major.models import MeToo
from groundswell.servicedesk.models import Ticket


def people_on(units: Sequence[OrgUnit] | None = None) -> Case:
    """Return how many people a ticket counts; none where only its caller is known of.

    Args:
        units: of those who said "me too", only people of these departments count.
    """
    children = Ticket.objects.filter(parent=OuterRef("pk"))
    said = _said(units).filter(ticket=OuterRef("pk"))
    caller = Case(When(caller__isnull=True, then=0), default=1)
    return Case(
        When(_is_counted_elsewhere(), then=0),
        When(parent__isnull=False, then=1),
        When(Exists(children) | Exists(said), then=caller + Coalesce(count_said(units), 0)),
        default=Value(None),
        output_field=IntegerField(),
    )


def list_said_elsewhere(units: Sequence[OrgUnit], *, since: datetime) -> QuerySet[Ticket]:
    """Return tickets of other departments of which people of these said "me too"."""
    said = _said(units).filter(ticket=OuterRef("pk"))
    others = Q(caller=None) | Q(caller__department=None) | ~Q(caller__department__in=units)
    return Ticket.objects.filter(others, Exists(said), opened_at__gte=since)


def count_said(units: Sequence[OrgUnit] | None) -> Subquery:
    """Return how many people, of these departments or of all, said "me too" of a ticket."""
    said = _said(units).filter(ticket=OuterRef("pk")).order_by().values("ticket")
    return Subquery(said.annotate(people=Count("person")).values("people"))


def _said(units: Sequence[OrgUnit] | None) -> QuerySet[MeToo]:
    """Return who said "me too" and has no ticket of their own on it."""
    wrote = Ticket.objects.filter(caller=OuterRef("person")).filter(
        Q(pk=OuterRef("ticket")) | Q(parent=OuterRef("ticket"))
    )
    said = MeToo.objects.filter(~Exists(wrote), withdrawn_at=None)
    return said if units is None else said.filter(person__department__in=units)


def _is_counted_elsewhere() -> Exists:
    """Tell of a joined ticket whether its caller has another that counts them."""
    same = Ticket.objects.filter(caller=OuterRef("caller"))
    return Exists(
        same.filter(Q(pk=OuterRef("parent")) | Q(parent=OuterRef("parent"), pk__lt=OuterRef("pk")))
    )
