"""Taking files out: the content goes, the line and the reason stay."""

from datetime import datetime
from functools import partial

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.sweeping import drop_unneeded
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.files.queries import may_remove


def remove_file(file: TicketFile, *, by: User, at: datetime, reason: str) -> TicketFile:
    """Take a file out for good, for everyone; that it was there and why it went stays.

    Raises:
        NotAllowed: somebody else attached it.
        Refusal: no reason is given, or it is out already.
    """
    if not may_remove(file, by):
        raise NotAllowed(f"{file} was attached by somebody else; an agent can take it out.")
    if not reason.strip():
        raise Refusal(f"Say why {file} is taken out; the others will ask.")
    with transaction.atomic():
        files = TicketFile.objects.select_for_update(of=("self",)).select_related("message")
        fresh = files.get(pk=file.pk)
        if fresh.removed_at is not None:
            raise Refusal(f"{file} was taken out already: {fresh.removed_for}")
        fresh.removed_at, fresh.removed_for = at, reason.strip()[:200]
        told = {"removed_at": fresh.removed_at, "removed_for": fresh.removed_for}
        TicketFile.objects.filter(pk=fresh.pk).update(**told)
        # of what stands on a note among agents a caller is not told
        area = "note" if fresh.message is not None and fresh.message.private else "ticket"
        trail.note(
            file.ticket.number,
            f"{area}.file_removed",
            by=by,
            at=at,
            changes={"files": [fresh.name, ""], "reason": ["", fresh.removed_for]},
        )
        transaction.on_commit(partial(drop_unneeded, fresh.digest))
    return fresh
