"""Keeping files: the part of several verbs, inside their transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.allowance import need_allowance
from groundswell.foundation.attachments.limits import load_limits
from groundswell.foundation.attachments.storage import Upload, place
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.models import Message, Ticket


def keep_files(
    ticket: Ticket,
    *,
    by: User | None,
    at: datetime,
    files: Sequence[Upload],
    message: Message | None = None,
    question: str = "",
) -> list[TicketFile]:
    """Put files in their place and write down whose they are; the verb tells it in the trail.

    Raises:
        Refusal: a message or the ticket would have more files than it may, or somebody who is not
            at the desk sends more than one person does in a day.
        BadInput: one cannot be stored.
    """
    if not files:
        return []
    limits, held = load_limits(), TicketFile.objects.filter(ticket=ticket).count()
    if len(files) > limits.at_once:
        raise Refusal(f"{len(files)} files are too many at once; send {limits.at_once} and then "
                      "the others.")  # fmt: skip
    if held + len(files) > limits.of_a_record:
        raise Refusal(
            f"{ticket} has {held} files, and {limits.of_a_record} are the most. Pack these into "
            "one, or say where they can be read."
        )
    need_allowance(by, files, at=at)
    for upload in files:
        place(upload)
    # not in bulk: SQLite would not say the keys in every version
    return [
        TicketFile.objects.create(
            ticket=ticket,
            message=message,
            question=question,
            name=upload.name,
            media_type=upload.media_type,
            size=upload.size,
            digest=upload.digest,
            added_by=by,
            added_at=at,
        )
        for upload in files
    ]


def copy_files(message: Message, *, at: datetime, to: Ticket, onto: Message | None = None) -> None:
    """Let the files of a message belong to another ticket too, which goes on with its words."""
    kept = TicketFile.objects.filter(message=message, removed_at=None).order_by("id")
    for file in kept:
        TicketFile.objects.create(
            ticket=to,
            message=onto,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            digest=file.digest,
            added_by=file.added_by,
            added_at=at,
        )


def say_names(files: Iterable[Upload | TicketFile]) -> dict[str, list[str]]:
    """Return what the trail tells of files that came; nothing where none did."""
    names = ", ".join(file.name for file in files)
    return {"files": ["", names]} if names else {}
