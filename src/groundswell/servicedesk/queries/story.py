"""The story of one ticket: what people wrote and what was done, in one line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.files.queries import list_by_place
from groundswell.servicedesk.links.models import Merge
from groundswell.servicedesk.models import Message, SupportGroup, Ticket

Change = tuple[str, str, str]

#: fields whose entries hold a key: the story says the name that it stands for
_NAMED: Mapping[str, Any] = {
    "assignee_id": User,
    "caller_id": User,
    "group_id": SupportGroup,
    "service_id": Service,
    "ci_id": ConfigItem,
    "parent_id": Ticket,
}
#: by what they are called, where that is not a name
_WORDS: Mapping[Any, Any] = {
    User: Coalesce(NullIf("name", Value("")), "email", output_field=CharField()),
    Ticket: F("number"),
}

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
    ticket: Ticket, *, seen_by: User, trail: Sequence[AuditEntry] | None = None
) -> list[Moment]:
    """Return messages and acts in one line of time, newest first.

    Four queries, and one for each kind of thing whose name has to be looked up; one less where the
    trail has been read already. Private notes are only for those who see the desk.
    """
    merged = {origin.pk: origin for origin in _list_merged(ticket, seen_by)}
    messages = (_WRITTEN if may(seen_by, "desk.see") else _TO_READ).ask(ticket.pk, *merged)
    written = read_trail(ticket) if trail is None else trail
    entries = [entry for entry in written if not entry.act.endswith(".written")]
    names = _look_up(entries, [message.author_id for message in messages])
    people = names.get("assignee_id", {})
    files = list_by_place([ticket.pk, *merged])
    moments = [
        _written(
            message,
            people.get(str(message.author_id), ""),
            merged.get(message.ticket_id),
            ticket,
            files.get((message.ticket_id, message.pk), ()),
        )
        for message in messages
    ]
    moments += [
        Moment(
            at=entry.acted_at,
            who=people.get(str(entry.actor_id), ""),
            private=entry.act.startswith(_AMONG_US),
            act=entry.act,
            changes=_changes(entry, names),
            source=entry.source,
            by_caller=entry.actor_id is not None and entry.actor_id == ticket.caller_id,
            files=files.get((ticket.pk, None), ()) if entry.act.endswith(".opened") else (),
        )
        for entry in entries
    ]
    moments += [
        _begun(one, one.opened_at, files.get((one.pk, None), ()))
        for one in merged.values()
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


_MERGED_INTO = Often(lambda key: _merged_into([key]))


def _list_merged(ticket: Ticket, seen_by: User) -> list[Ticket]:
    """Return the tickets that go on in this one, and those that go on in them.

    A caller gets only their own: they do not read what another caller wrote.
    """
    found: list[Ticket] = []
    heads = _MERGED_INTO.ask(ticket.pk)
    while heads:
        rows = Ticket.objects.select_related("caller").in_bulk(heads)
        found += [rows[pk] for pk in heads]
        heads = list(_merged_into(heads))
    if may(seen_by, "desk.see"):
        return found
    return [row for row in found if row.caller_id == seen_by.pk]


def _look_up(
    entries: Sequence[AuditEntry], authors: Sequence[int | None]
) -> dict[str, dict[str, str]]:
    """Return the names behind the keys in these entries, by field and key.

    Whoever acted or wrote is looked up among those who worked on it: one question for all people.
    """
    acted = {str(pk) for pk in (*authors, *(entry.actor_id for entry in entries)) if pk}
    wanted: dict[Any, set[str]] = {model: set() for model in _NAMED.values()} | {User: acted}
    for name, model in _NAMED.items():
        told = [entry.changes[name] for entry in entries if name in entry.changes]
        wanted[model] |= {key for pair in told for key in pair if key.isdecimal()}
    found: dict[Any, dict[str, str]] = {}
    for model, keys in wanted.items():
        if keys:
            rows = _named(model).ask(*map(int, sorted(keys)))
            found[model] = {str(key): words for key, words in rows}
    return {name: found[model] for name, model in _NAMED.items() if model in found}


@cache
def _named(model: Any) -> Often:
    word = _WORDS.get(model, F("name"))
    return Often(lambda *keys: model._default_manager.filter(pk__in=keys).values_list("pk", word))


def _changes(entry: AuditEntry, names: Mapping[str, Mapping[str, str]]) -> tuple[Change, ...]:
    changes = []
    for name, (old, new) in entry.changes.items():
        known = names.get(name)
        if known is None:
            changes.append((name, old, new))
        else:
            changes.append((name.removesuffix("_id"), known.get(old, ""), known.get(new, "")))
    return tuple(changes)
