"""Questions about files on tickets."""

from collections.abc import Mapping, Sequence

from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.often import Often
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.models import Ticket

#: of one message, or of the report of a ticket: key of the ticket, key of the message or None
Place = tuple[int, int | None]


def list_by_place(tickets: Sequence[int]) -> Mapping[Place, tuple[TicketFile, ...]]:
    """Return the files of these tickets by what they are attached to; one query.

    Whoever asks shows only what this person may see. Answers are not among them.
    """
    found: dict[Place, tuple[TicketFile, ...]] = {}
    for file in _ATTACHED.ask(*tickets):
        place = (file.ticket_id, file.message_id)
        found[place] = (*found.get(place, ()), file)
    return found


_ATTACHED = Often(
    lambda *tickets: TicketFile.objects.filter(ticket__in=tickets, question="").order_by("id")
)


def list_files(ticket: Ticket, *, seen_by: User) -> list[TicketFile]:
    """Return all files of a ticket that this person may see, in the order in which they came."""
    seen = TicketFile.objects.filter(ticket=ticket).visible_to(seen_by)
    return list(seen.select_related("added_by", "message").order_by("id"))


def get_file(pk: int, *, seen_by: User) -> TicketFile:
    """Return a file that this person may see.

    Raises:
        Http404: there is none; the two are not told apart.
    """
    seen = TicketFile.objects.visible_to(seen_by)
    return get_object_or_404(seen.select_related("ticket", "message", "added_by"), pk=pk)


def may_remove(file: TicketFile, by: User) -> bool:
    """Tell whether somebody may take a file out: whoever attached it, and those at the desk."""
    return file.added_by_id == by.pk or may(by, "desk.work")
