"""Questions about how long people worked on a ticket."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
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
    return Worked(
        minutes=ticket.effort_minutes,
        entries=_WRITTEN.ask(ticket.pk),
        running=find_clock(seen_by),
        others=_OTHERS.ask(ticket.pk, seen_by.pk),
    )


def find_clock(worker: User) -> Running | None:
    """Return the clock of this person, with its ticket; None where it stands."""
    return _OWN.first(worker.pk)


_WRITTEN = Often(
    lambda ticket: (
        Effort.objects.filter(ticket=ticket)
        .select_related("worker")
        .order_by("-written_at", "-id")[:SHOWN]
    )
)
_OTHERS = Often(
    lambda ticket, worker: (
        Running.objects.filter(ticket=ticket)
        .exclude(worker=worker)
        .select_related("worker")
        .order_by("started_at")
    )
)
_OWN = Often(lambda worker: Running.objects.filter(worker=worker).select_related("ticket"))


def get_effort(pk: int, *, seen_by: User) -> Effort:
    """Return an entry on a ticket that this person may see.

    Raises:
        Http404: there is none.
    """
    seen = Effort.objects.filter(ticket__in=Ticket.objects.visible_to(seen_by))
    return get_object_or_404(seen.select_related("ticket", "worker"), pk=pk)
