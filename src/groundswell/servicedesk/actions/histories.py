"""What happened to a ticket and was written on it in another tool, brought once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.sequences import batched
from groundswell.servicedesk.models import Message, Ticket

_ACT = "history"
Told = TypeVar("Told", AuditEntry, Message)


@dataclass(frozen=True, slots=True)
class PastMove:
    """One step in the history that the source tells."""

    at: datetime
    state: str
    group: str
    actor: str


@dataclass(frozen=True, slots=True)
class PastMessage:
    """What somebody wrote in the source."""

    at: datetime
    author_id: int | None
    private: bool
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """A ticket and what its source tells of its past."""

    ticket: Ticket
    moves: Sequence[PastMove]
    messages: Sequence[PastMessage]


def write_pasts(pasts: Sequence[Past], *, file: str) -> None:
    """Write the pasts of tickets that are new here; must run inside a transaction."""
    trail.note_many([_entry(one.ticket, move, file) for one in pasts for move in one.moves])
    Message.objects.bulk_create(
        [_message(one.ticket, told) for one in pasts for told in one.messages], batch_size=500
    )


def complete_pasts(pasts: Sequence[Past], *, file: str) -> set[int]:
    """Write what is not here yet of the pasts of known tickets; must run inside a transaction.

    Returns:
        The keys of the tickets whose past is longer now.
    """
    longer: set[int] = set()
    for chunk in batched(pasts, 500):
        here = _entries_here(chunk)
        entries = [
            entry
            for one in chunk
            for entry in _absent(
                [_entry(one.ticket, move, file) for move in one.moves],
                here[one.ticket.number],
                _mark_of_entry,
            )
        ]
        said = _messages_here(chunk)
        messages = [
            message
            for one in chunk
            for message in _absent(
                [_message(one.ticket, told) for told in one.messages],
                said[one.ticket.pk],
                _mark_of_message,
            )
        ]
        trail.note_many(entries)
        Message.objects.bulk_create(messages, batch_size=500)
        grown = {entry.number for entry in entries}
        longer |= {one.ticket.pk for one in chunk if one.ticket.number in grown}
        longer |= {message.ticket_id for message in messages}
    return longer


def _absent(
    told: Sequence[Told], here: Iterable[Hashable], mark: Callable[[Told], Hashable]
) -> list[Told]:
    """Return what is told more often than it is here."""
    left = Counter(here)
    missing = []
    for one in told:
        if left[mark(one)]:
            left[mark(one)] -= 1
        else:
            missing.append(one)
    return missing


def _entries_here(pasts: Sequence[Past]) -> dict[str, list[Hashable]]:
    numbers = [one.ticket.number for one in pasts if one.moves]
    here: dict[str, list[Hashable]] = defaultdict(list)
    for entry in AuditEntry.objects.filter(number__in=numbers, act=_ACT):
        here[entry.number].append(_mark_of_entry(entry))
    return here


def _messages_here(pasts: Sequence[Past]) -> dict[int, list[Hashable]]:
    keys = [one.ticket.pk for one in pasts if one.messages]
    here: dict[int, list[Hashable]] = defaultdict(list)
    for message in Message.objects.filter(ticket__in=keys):
        here[message.ticket_id].append(_mark_of_message(message))
    return here


def _mark_of_entry(entry: AuditEntry) -> Hashable:
    return entry.acted_at, tuple(sorted((name, told[1]) for name, told in entry.changes.items()))


def _mark_of_message(message: Message) -> Hashable:
    return message.written_at, message.author_id, message.text


def _entry(ticket: Ticket, move: PastMove, file: str) -> AuditEntry:
    told = {"state": move.state, "group": move.group, "actor": move.actor}
    return AuditEntry(
        number=ticket.number,
        act=_ACT,
        acted_at=move.at,
        changes={name: ["", value] for name, value in told.items() if value},
        source=file,
    )


def _message(ticket: Ticket, told: PastMessage) -> Message:
    return Message(
        ticket=ticket,
        author_id=told.author_id,
        written_at=told.at,
        private=told.private,
        text=told.text,
    )
