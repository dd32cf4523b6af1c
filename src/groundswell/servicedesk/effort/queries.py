"""Questions about how long people worked on a ticket."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.effort.models import Effort, Running
from groundswell.servicedesk.models import Ticket

#: as many entries are shown
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Worked:
    """What is known of the work on a ticket.

    Attributes:
        minutes: all that was written down or imported; None where nothing was: not known is not
            zero.
        entries: what was written down here, the newest fifty.
        running: the clock of whoever asks, on this or another ticket, None where it stands.
        others: who else has a clock running on this ticket.
    """

    minutes: float | None
    entries: list[Effort]
    running: Running | None
    others: list[Running]


def read_effort(ticket: Ticket, *, seen_by: User) -> Worked:
    """Return what is known of the work on a ticket; three queries."""
    entries = Effort.objects.filter(ticket=ticket).select_related("worker")
    own = find_clock(seen_by)
    others = Running.objects.filter(ticket=ticket).exclude(worker=seen_by)
    return Worked(
        minutes=ticket.effort_minutes,
        entries=list(entries.order_by("-written_at", "-id")[:SHOWN]),
        running=own,
        others=list(others.select_related("worker").order_by("started_at")),
    )


def find_clock(worker: User) -> Running | None:
    """Return the clock of this person, with its ticket; None where it stands."""
    return Running.objects.filter(worker=worker).select_related("ticket").first()


def get_effort(pk: int, *, seen_by: User) -> Effort:
    """Return an entry on a ticket that this person may see.

    Raises:
        Http404: there is none.
    """
    seen = Effort.objects.filter(ticket__in=Ticket.objects.visible_to(seen_by))
    return get_object_or_404(seen.select_related("ticket", "worker"), pk=pk)
