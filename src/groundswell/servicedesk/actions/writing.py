"""Writing on tickets, and keeping views of the list."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions.ownership import need_own_or_desk
from groundswell.servicedesk.files.actions.keeping import keep_files, say_names
from groundswell.servicedesk.models import Message, Ticket


def write_message(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    text: str,
    private: bool = False,
    files: Sequence[Upload] = (),
) -> Message:
    """Write to the caller, or a note among agents when private; words, files, or both.

    Raises:
        NotAllowed: the ticket is somebody else's, or a caller writes a private note.
        Refusal: there is neither a word nor a file, or there are more files than a ticket has.
        BadInput: a file cannot be stored.
    """
    need_own_or_desk(ticket, by)
    if private and not may(by, "desk.work"):
        raise NotAllowed("Only agents write private notes.")
    if not text.strip() and not files:
        raise Refusal("The message is empty; write a line, or attach a file.")
    with transaction.atomic():
        message = Message.objects.create(
            ticket=ticket, author=by, written_at=at, private=private, text=text
        )
        keep_files(ticket, by=by, at=at, files=files, message=message)
        act = "note.written" if private else "reply.written"
        trail.note(ticket.number, act, by=by, at=at, changes=say_names(files))
    return message
