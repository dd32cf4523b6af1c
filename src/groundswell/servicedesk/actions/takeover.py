"""Tickets that come from another tool: known by their number there, taken over once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.sequences import batched
from groundswell.servicedesk.models import Message, SupportGroup, Ticket


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
class Arrival:
    """A ticket of another tool: `fill` sets the fields of ours from it."""

    source_id: str
    digest: str
    fill: Callable[[Ticket], Ticket]
    moves: Sequence[PastMove] = ()
    messages: Sequence[PastMessage] = ()


@needs("imports.run")
def take_over_tickets(
    arrivals: Sequence[Arrival], *, by: User, at: datetime, origin: str, file: str
) -> tuple[int, int]:
    """Take over tickets: unknown ones are added, altered ones changed, the rest left alone.

    Args:
        arrivals: no two with the same number in the source.
        by: who imports.
        at: when.
        origin: the tool they come from; with the number there it tells one ticket from another.
        file: what the trail names as the source.

    Returns:
        How many were added and how many changed.
    """
    with transaction.atomic():
        known = _known(origin, arrivals)
        new = [arrival for arrival in arrivals if arrival.source_id not in known]
        _add(new, by=by, at=at, origin=origin, file=file)
        changed = 0
        for arrival in arrivals:
            ticket = known.get(arrival.source_id)
            if ticket is None or ticket.source_digest == arrival.digest:
                continue
            with trail.change(ticket, f"{ticket.kind}.updated_by_import", by=by, at=at) as fresh:
                arrival.fill(fresh)
                fresh.source_digest = arrival.digest
            changed += 1
    return len(new), changed


@needs("imports.run")
def take_over_groups(names: set[str], *, by: User, at: datetime) -> dict[str, int]:
    """Add those support groups that are not here yet; return the keys of all of them by name."""
    with transaction.atomic():
        known = set(SupportGroup.objects.filter(name__in=names).values_list("name", flat=True))
        for name in sorted(names - known):
            group = SupportGroup.objects.create(name=name)
            trail.note(f"group:{group.pk}", "group.imported", by=by, at=at)
    return dict(SupportGroup.objects.filter(name__in=names).values_list("name", "id"))


def _known(origin: str, arrivals: Sequence[Arrival]) -> dict[str, Ticket]:
    found: dict[str, Ticket] = {}
    for chunk in batched(arrivals, 500):
        ids = [arrival.source_id for arrival in chunk]
        tickets = Ticket.objects.filter(source_name=origin, source_id__in=ids)
        found |= {ticket.source_id or "": ticket for ticket in tickets}
    return found


def _add(arrivals: Sequence[Arrival], *, by: User, at: datetime, origin: str, file: str) -> None:
    tickets = [
        arrival.fill(
            Ticket(source_name=origin, source_id=arrival.source_id, source_digest=arrival.digest)
        )
        for arrival in arrivals
    ]
    trail.begin_many(tickets, "ticket.imported", by=by, at=at, source=file)
    pairs = list(zip(tickets, arrivals, strict=True))
    trail.note_many(
        [_entry(ticket, move, file) for ticket, arrival in pairs for move in arrival.moves]
    )
    Message.objects.bulk_create(
        [_message(ticket, told) for ticket, arrival in pairs for told in arrival.messages],
        batch_size=500,
    )


def _entry(ticket: Ticket, move: PastMove, file: str) -> AuditEntry:
    told = {"state": move.state, "group": move.group, "actor": move.actor}
    return AuditEntry(
        number=ticket.number,
        act="history",
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
