"""The story of one ticket: what people wrote and what was done, in one line of time."""

from dataclasses import dataclass, field
from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.models import Message, Ticket


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened on a ticket: words that somebody wrote, or an act."""

    at: datetime
    who: str
    words: str = ""
    private: bool = False
    act: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    source: str = ""
    by_caller: bool = field(default=False)


def tell_story(ticket: Ticket, *, seen_by: User) -> list[Moment]:
    """Return messages and acts in one line of time, newest first; two queries.

    Private notes are only for those who see the desk.
    """
    messages = Message.objects.filter(ticket=ticket).select_related("author")
    if not may(seen_by, "desk.see"):
        messages = messages.filter(private=False)
    entries = AuditEntry.objects.filter(number=ticket.number).select_related("actor")
    moments = [
        Moment(
            at=message.written_at,
            who=str(message.author or ""),
            words=message.text,
            private=message.private,
            by_caller=message.author_id is not None and message.author_id == ticket.caller_id,
        )
        for message in messages
    ]
    moments += [
        Moment(
            at=entry.acted_at,
            who=str(entry.actor or ""),
            act=entry.act,
            changes=tuple((name, old, new) for name, (old, new) in entry.changes.items()),
            source=entry.source,
        )
        for entry in entries
        if not entry.act.endswith(".written")
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)
