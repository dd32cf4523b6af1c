"""Major incidents as the desk is asked about them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import Affected, list_affected

#: banners at once; more would hide the queue
BANNERS = 3


@dataclass(frozen=True, slots=True)
class Live:
    """A major incident that goes on, for the banner above the queue."""

    major: MajorIncident
    people: int | None
    is_late: bool


def list_live(*, at: datetime, seen_by: User) -> list[Live]:
    """Return the major incidents that go on, the one whose news is due first on top."""
    running = MajorIncident.objects.visible_to(seen_by).running()
    urgent = running.select_related("parent").order_by("next_update_at", "-declared_at")
    found = list(urgent[:BANNERS])
    affected = list_affected([major.parent_id for major in found])
    return [
        Live(
            major,
            affected.get(major.parent_id, Affected()).count(major.parent.caller_id),
            major.is_late(at),
        )
        for major in found
    ]


def list_majors(*, seen_by: User) -> QuerySet[MajorIncident]:
    """Return every major incident, those that go on first, then the newest."""
    found = MajorIncident.objects.visible_to(seen_by).select_related("parent__service")
    return found.order_by(F("ended_at").desc(nulls_first=True), "-declared_at", "-id")


def get_major(number: str, *, seen_by: User) -> MajorIncident:
    """Return the major incident with this number.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    found = MajorIncident.objects.visible_to(seen_by).select_related(
        "parent__caller", "parent__service", "coordinator", "communicator", "technical_lead"
    )
    return get_object_or_404(found, number=number)


def major_of(ticket: Ticket, *, seen_by: User) -> MajorIncident | None:
    """Return the newest major incident that a ticket, or the one it is joined to, heads."""
    head = ticket.parent_id or ticket.pk
    found = MajorIncident.objects.visible_to(seen_by).filter(parent=head)
    return found.order_by("-declared_at", "-id").first()
