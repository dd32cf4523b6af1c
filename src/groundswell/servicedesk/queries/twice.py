"""What is sent twice by a hand: nothing seemed to happen, so a button was pressed again.

Programs say what they mean, so only pages ask this. Each question waits for what the same person
sends at this very moment, until that is through: of two presses at once the second finds what came
of the first. So it is asked in the transaction in which something is written then.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import connection

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.states import Kind

#: the same words of the same person within this are one
_MOMENT = timedelta(seconds=30)

#: what the first entry of a ticket tells of it, and nothing has altered since
_TOLD = (
    "summary", "channel", "category", "impact", "urgency",
    "caller_id", "service_id", "ci_id", "group_id",
)  # fmt: skip

#: not in the way of whoever writes something that names this person
_SENDER = Often(lambda by: User.objects.select_for_update(no_key=True).filter(pk=by).values("pk"))
_OPENED = Often(
    lambda by, since: AuditEntry.objects.filter(
        actor=by, source="", acted_at__gt=since, act__in=[f"{kind}.opened" for kind in Kind]
    ).order_by("-acted_at", "-id")
)


def list_just_opened(*, by: User, at: datetime) -> list[AuditEntry]:
    """Return the first entries of the tickets that somebody opened a moment ago, the last first.

    Waits until nobody else writes as this person, to the end of the transaction.
    """
    _wait_for_others_of(by)
    return _OPENED.ask(by.pk, at - _MOMENT)


def find_just_told(
    told: Ticket,
    *,
    by: User,
    at: datetime,
    files: Sequence[Upload] = (),
    newcomer: tuple[str, str] = ("", ""),
) -> Ticket | None:
    """Return the ticket that this person opened a moment ago with the same words and files.

    What rules and the machine made of it since makes no difference.

    Args:
        told: what is said, as a ticket that is not kept.
        by: who says it.
        at: now.
        files: what comes with it.
        newcomer: name and e-mail of who calls for the first time: in place of the caller, whom
            what was said before wrote down.
    """
    names = [name for name in _TOLD if name != "caller_id" or not newcomer[0]]
    for entry in list_just_opened(by=by, at=at):
        if entry.act == f"{told.kind}.opened" and all(_is_said(entry, told, one) for one in names):
            found = Ticket.objects.select_related("caller").get(number=entry.number)
            reported = TicketFile.objects.filter(ticket=found, message=None, question="")
            if (
                found.description == told.description
                and (not newcomer[0] or _is_newcomer(found.caller, *newcomer))
                and _are_same(reported, files)
            ):
                return found
    return None


def find_just_written(
    ticket: Ticket, *, by: User, at: datetime, text: str, files: Sequence[Upload] = ()
) -> Message | None:
    """Return the newest message on a ticket if this person wrote the same a moment ago."""
    _wait_for_others_of(by)
    newest = ticket.messages.filter(private=False).order_by("-written_at", "-id").first()
    if newest is None or newest.author_id != by.pk or newest.written_at <= at - _MOMENT:
        return None
    return newest if newest.text == text and _are_same(newest.files.all(), files) else None


def _wait_for_others_of(by: User) -> None:
    """Wait until nobody else writes as this person; in SQLite only one writes at all."""
    if connection.features.has_select_for_update:
        _SENDER.ask(by.pk)


def _is_said(entry: AuditEntry, told: Ticket, name: str) -> bool:
    value = getattr(told, name)
    said: str = entry.changes.get(name, ("", ""))[1]
    return said == ("" if value is None else str(value))


def _is_newcomer(caller: User | None, name: str, email: str) -> bool:
    return (
        caller is not None
        and caller.name == name.strip()[:150]
        and (caller.email.casefold() == email.casefold() if email else caller.is_nameless)
    )


def _are_same(kept: Iterable[TicketFile], sent: Sequence[Upload]) -> bool:
    return sorted(file.digest for file in kept) == sorted(file.digest for file in sent)
