"""Tickets that come from another tool: known by their number there, taken over once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.sequences import batched
from groundswell.servicedesk.actions.histories import (
    Past,
    PastMessage,
    PastMove,
    complete_pasts,
    write_pasts,
)
from groundswell.servicedesk.models import SupportGroup, Ticket

#: what an import sets in any case: it makes no other ticket of it
_NO_NEWS = frozenset({"_state", "updated_at", "source_told"})


@dataclass(frozen=True, slots=True)
class Telling:
    """What one kind of file tells of a ticket.

    Attributes:
        kind: `record` for one row with its fields, `history` for what happened to it in time.
        digest: the same told again has the same.
        columns: what it fills; a new ticket takes all that the row holds.
    """

    kind: str
    digest: str
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A ticket of another tool: `fill` sets the fields of ours that some of its columns tell."""

    source_id: str
    tellings: Sequence[Telling]
    columns: frozenset[str]
    fill: Callable[[Ticket, frozenset[str]], Ticket]
    moves: Sequence[PastMove] = ()
    messages: Sequence[PastMessage] = ()


@needs("imports.run")
def take_over_tickets(
    arrivals: Sequence[Arrival], *, by: User, at: datetime, origin: str, file: str
) -> tuple[int, int]:
    """Take over tickets: unknown ones are added, altered ones changed, the rest left alone.

    A history does not replace what a record told, in whatever order the two come in, and neither
    of them empties what it does not hold.

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
        news = [
            (known[arrival.source_id], arrival)
            for arrival in arrivals
            if arrival.source_id in known and _news(known[arrival.source_id], arrival)
        ]
        longer = complete_pasts(
            [Past(ticket, arrival.moves, arrival.messages) for ticket, arrival in news], file=file
        )
        altered = [_alter(ticket, arrival, by=by, at=at) for ticket, arrival in news]
        changed = sum(
            is_other or ticket.pk in longer
            for is_other, (ticket, _) in zip(altered, news, strict=True)
        )
    return len(new), changed


def _news(ticket: Ticket, arrival: Arrival) -> list[Telling]:
    """Return what is told for the first time, or told differently than before."""
    told = ticket.source_told
    return [one for one in arrival.tellings if told.get(one.kind, {}).get("digest") != one.digest]


def _alter(ticket: Ticket, arrival: Arrival, *, by: User, at: datetime) -> bool:
    """Set what the news tell; return whether the ticket is another one than before."""
    with trail.change(ticket, f"{ticket.kind}.updated_by_import", by=by, at=at) as fresh:
        before = _facts(fresh)
        told = fresh.source_told | _told(arrival)
        recorded = frozenset(told.get("record", {}).get("columns", ()))
        columns: frozenset[str] = frozenset()
        for one in _news(fresh, arrival):
            columns |= one.columns if one.kind == "record" else one.columns - recorded
        arrival.fill(fresh, columns)
        fresh.source_told = told
        return _facts(fresh) != before


def _facts(ticket: Ticket) -> dict[str, object]:
    return {name: value for name, value in vars(ticket).items() if name not in _NO_NEWS}


def _told(arrival: Arrival) -> dict[str, dict[str, object]]:
    """Return what to remember of what was told."""
    return {
        one.kind: {"digest": one.digest, "columns": sorted(one.columns)}
        if one.kind == "record"
        else {"digest": one.digest}
        for one in arrival.tellings
    }


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
            Ticket(source_name=origin, source_id=arrival.source_id, source_told=_told(arrival)),
            arrival.columns,
        )
        for arrival in arrivals
    ]
    trail.begin_many(tickets, "ticket.imported", by=by, at=at, source=file)
    write_pasts(
        [
            Past(ticket, arrival.moves, arrival.messages)
            for ticket, arrival in zip(tickets, arrivals, strict=True)
        ],
        file=file,
    )
