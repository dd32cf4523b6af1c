"""The story of one ticket: what people wrote and what was done, in one line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.files.queries import list_by_place
from groundswell.servicedesk.links.models import Merge
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.queries.names import look_up_names

Change = tuple[str, str, str]

#: acts that the desk does for itself: a caller is told what was promised, not who was warned of it,
#: who worked how long, what was paid, or what became of a note among agents
_AMONG_US = ("promise.", "effort.", "cost.", "note.")


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened on a ticket: words that somebody wrote, or an act."""

    at: datetime
    who: str
    words: str = ""
    private: bool = False
    act: str = ""
    changes: tuple[Change, ...] = ()
    source: str = ""
    by_caller: bool = field(default=False)
    files: tuple[TicketFile, ...] = ()

    @property
    def is_message(self) -> bool:
        """Tell whether somebody wrote or attached it, where everything else is an act."""
        return bool(self.words or self.files) and not self.act

    @property
    def is_opening(self) -> bool:
        """Tell whether the ticket began with it; what it set then stands beside the story."""
        return self.act.rpartition(".")[2] in {"opened", "imported"}

    @property
    def is_report(self) -> bool:
        """Tell whether the caller began the ticket with it."""
        return self.by_caller and self.act.rpartition(".")[2] == "opened"

    @property
    def is_history(self) -> bool:
        """Tell whether it happened in another tool, before the ticket came here."""
        return self.act == "history"


def read_trail(ticket: Ticket) -> list[AuditEntry]:
    """Return what was done with a ticket, newest first; one query.

    Of what happened in one moment the later act comes first too, as a rule after the opening.
    """
    return _TRAIL.ask(ticket.number)


_TRAIL = Often(lambda number: AuditEntry.objects.filter(number=number).order_by("-acted_at", "-id"))


def tell_story(
    ticket: Ticket,
    *,
    seen_by: User,
    trail: Sequence[AuditEntry] | None = None,
    merged: Sequence[int] | None = None,
) -> list[Moment]:
    """Return messages and acts in one line of time, newest first.

    Five queries; one less for each thing that has been read already: the trail, and the keys of
    the tickets that go on in this one. Private notes are only for those who see the desk.
    """
    heads = list(_merged_into([ticket.pk])) if merged is None else merged
    origins = {origin.pk: origin for origin in _list_origins(heads, seen_by)}
    messages = (_WRITTEN if may(seen_by, "desk.see") else _TO_READ).ask(ticket.pk, *origins)
    written = read_trail(ticket) if trail is None else trail
    entries = [entry for entry in written if not entry.act.endswith(".written")]
    names = look_up_names(entries, [message.author_id for message in messages])
    people = names.get("assignee_id", {})
    files = list_by_place([ticket.pk, *origins])
    moments = [
        _written(
            message,
            people.get(str(message.author_id), ""),
            origins.get(message.ticket_id),
            ticket,
            files.get((message.ticket_id, message.pk), ()),
        )
        for message in messages
    ]
    reported = files.get((ticket.pk, None), ())
    moments += [_done(entry, names, ticket, reported) for entry in entries]
    moments += [
        _begun(one, one.opened_at, files.get((one.pk, None), ()))
        for one in origins.values()
        if one.opened_at
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


_WRITTEN = Often(lambda *tickets: Message.objects.filter(ticket__in=tickets))
_TO_READ = Often(lambda *tickets: Message.objects.filter(ticket__in=tickets, private=False))


def files_of_report(story: Sequence[Moment]) -> tuple[TicketFile, ...]:
    """Return what came with the report of the ticket whose story this is."""
    return next((moment.files for moment in story if moment.is_opening), ())


def _written(
    message: Message,
    author: str,
    origin: Ticket | None,
    ticket: Ticket,
    files: tuple[TicketFile, ...],
) -> Moment:
    """Return what somebody wrote, on the ticket or on one that was merged into it."""
    caller = (origin or ticket).caller_id
    return Moment(
        at=message.written_at,
        who=author,
        words=message.text,
        private=message.private,
        source=origin.number if origin else "",
        by_caller=message.author_id is not None and message.author_id == caller,
        files=files,
    )


def _done(
    entry: AuditEntry,
    names: Mapping[str, Mapping[str, str]],
    ticket: Ticket,
    reported: tuple[TicketFile, ...],
) -> Moment:
    """Return what was done with the ticket; what came with its report stands at its opening."""
    return Moment(
        at=entry.acted_at,
        who=names.get("assignee_id", {}).get(str(entry.actor_id), ""),
        private=entry.act.startswith(_AMONG_US),
        act=entry.act,
        changes=_changes(entry, names),
        source=entry.source,
        by_caller=entry.actor_id is not None and entry.actor_id == ticket.caller_id,
        files=reported if entry.act.endswith(".opened") else (),
    )


def _begun(origin: Ticket, at: datetime, files: tuple[TicketFile, ...]) -> Moment:
    """Return with which words a merged ticket began."""
    return Moment(
        at=at,
        who=str(origin.caller or ""),
        words=f"{origin.summary}\n\n{origin.description}".strip(),
        source=origin.number,
        by_caller=True,
        files=files,
    )


def _merged_into(heads: Sequence[int]) -> QuerySet[Merge, int]:
    merges = Merge.objects.filter(into__in=heads, undone_at=None).order_by("id")
    return merges.values_list("ticket", flat=True)


def _list_origins(heads: Sequence[int], seen_by: User) -> list[Ticket]:
    """Return the tickets with these keys, and those that go on in them.

    A caller gets only their own: they do not read what another caller wrote.
    """
    found: list[Ticket] = []
    while heads:
        rows = Ticket.objects.select_related("caller").in_bulk(heads)
        found += [rows[pk] for pk in heads]
        heads = list(_merged_into(heads))
    if may(seen_by, "desk.see"):
        return found
    return [row for row in found if row.caller_id == seen_by.pk]


def _changes(entry: AuditEntry, names: Mapping[str, Mapping[str, str]]) -> tuple[Change, ...]:
    changes = []
    for name, (old, new) in entry.changes.items():
        known = names.get(name)
        if known is None:
            changes.append((name, old, new))
        else:
            changes.append((name.removesuffix("_id"), known.get(old, ""), known.get(new, "")))
    return tuple(changes)
