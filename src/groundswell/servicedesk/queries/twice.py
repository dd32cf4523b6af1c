"""What is sent twice by a hand: nothing seemed to happen, so a button was pressed again.

Programs say what they mean, so only the pages for callers ask this.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.storage import Upload
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.models import Message, Ticket, TicketQuerySet

#: the same words of the same person within this are one
_MOMENT = timedelta(seconds=30)


def list_just_opened(caller: User, *, at: datetime) -> TicketQuerySet:
    """Return what somebody reported or asked for a moment ago, the last first."""
    opened = Ticket.objects.filter(caller=caller, opened_at__gt=at - _MOMENT)
    return opened.order_by("-opened_at", "-id")


def find_just_told(
    caller: User, *, at: datetime, files: Sequence[Upload] = (), **told: object
) -> Ticket | None:
    """Return the ticket that somebody opened a moment ago with the same files.

    Args:
        caller: who.
        at: now.
        files: what comes with it.
        told: what else they say, by the fields of a ticket.
    """
    same = list_just_opened(caller, at=at).filter(**told)
    reported = TicketFile.objects.filter(message=None, question="")
    return next((one for one in same if _are_same(reported.filter(ticket=one), files)), None)


def find_just_written(
    ticket: Ticket, *, by: User, at: datetime, text: str, files: Sequence[Upload] = ()
) -> Message | None:
    """Return the newest message on a ticket if this person wrote the same a moment ago."""
    newest = ticket.messages.filter(private=False).order_by("-written_at", "-id").first()
    if newest is None or newest.author_id != by.pk or newest.written_at <= at - _MOMENT:
        return None
    return newest if newest.text == text and _are_same(newest.files.all(), files) else None


def _are_same(kept: Iterable[TicketFile], sent: Sequence[Upload]) -> bool:
    return sorted(file.digest for file in kept) == sorted(file.digest for file in sent)
