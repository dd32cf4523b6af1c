"""One row of the evidence tables as a ticket of our own."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import OPEN, RESTORED, Kind, State

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lookups:
    """The keys of what rows name: people, services, things and groups."""

    people: Mapping[str, int]
    services: Mapping[str, int]
    items: Mapping[str, int]
    groups: Mapping[str, int]


_OPEN = {
    Kind.INCIDENT: (State.NEW, State.IN_PROGRESS),
    Kind.REQUEST: (State.SUBMITTED, State.FULFILLING),
}
_DONE = {
    Kind.INCIDENT: {
        "resolved": State.RESOLVED,
        "closed": State.CLOSED,
        "cancelled": State.CANCELLED,
    },
    Kind.REQUEST: {
        "resolved": State.FULFILLED,
        "closed": State.CLOSED,
        "cancelled": State.CANCELLED,
    },
}
_OPEN_STATES = frozenset(OPEN)

#: columns that have a field of their own; the rest of a row is kept as it was found
_FIELDS = frozenset(
    (
        *("ticket_id", "source", "kind", "title", "description", "original", "opened_at"),
        *("updated_at", "resolved_at", "closed_at", "state", "priority_rank", "category"),
        *("service", "ci", "channel", "group", "assignee", "caller", "closure_code", "resolution"),
        *("reassignments", "reopens", "target_met", "effort_minutes"),
    )
)


def digest_of(told: Any) -> str:
    """Return a fingerprint of what was told: the same read again, from any file, has the same."""
    text = json.dumps(told, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fill(ticket: Ticket, told: frozenset[str], *, row: Row, lookups: Lookups) -> Ticket:
    """Set what some columns of a row tell of a ticket; what they do not tell stays.

    Args:
        ticket: a new one, or one that is here already.
        told: the columns of the row that count; the others hold nothing.
        row: one row of the table of tickets.
        lookups: the keys of what the row names.
    """
    _put_words(ticket, told, row)
    _put_names(ticket, told, row, lookups)
    _put_numbers(ticket, told, row)
    _put_state(ticket, told, row)
    _put_times(ticket, told, row)
    return ticket


def _put_words(ticket: Ticket, told: frozenset[str], row: Row) -> None:
    """Set texts, and keep beside the ticket what the desk has no field for."""
    if {"title", "description"} & told or not ticket.summary:
        ticket.summary = (row["title"] or row["description"] or "Without a title")[:250]
    if "description" in told:
        ticket.description = row["original"] or row["description"] or ""
    for column, length in (("channel", 20), ("category", 120), ("closure_code", 120)):
        if column in told:
            setattr(ticket, column, (row[column] or "")[:length])
    if "resolution" in told:
        ticket.resolution = row["resolution"] or ""
    kept = {name: value for name, value in ticket.source_extra.items() if name not in told}
    ticket.source_extra = kept | {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name in told - _FIELDS and value is not None
    }


def _put_names(ticket: Ticket, told: frozenset[str], row: Row, lookups: Lookups) -> None:
    """Set what a row names: people, service, thing and group."""
    if "caller" in told:
        ticket.caller_id = lookups.people.get(row["caller"] or "")
    if "assignee" in told:
        ticket.assignee_id = lookups.people.get(row["assignee"] or "")
    if "service" in told:
        ticket.service_id = lookups.services.get(row["service"] or "")
    if "ci" in told:
        ticket.ci_id = lookups.items.get(row["ci"] or "")
    if "group" in told:
        ticket.group_id = lookups.groups.get(row["group"] or "")


def _put_numbers(ticket: Ticket, told: frozenset[str], row: Row) -> None:
    """Set ranks, counts and what was spent."""
    if "impact" in told:
        ticket.impact = _rank(row["impact"], default=3)
    if "urgency" in told:
        ticket.urgency = _rank(row["urgency"], default=2)
    if "priority_rank" in told:
        ticket.rank()
        ticket.priority = row["priority_rank"] or ticket.priority
    elif {"impact", "urgency"} & told and "priority" not in ticket.source_extra:
        ticket.rank()
    if "reassignments" in told:
        ticket.reassignments = row["reassignments"] or 0
    if "reopens" in told:
        ticket.reopens = row["reopens"] or 0
    if "effort_minutes" in told:
        ticket.effort_minutes = row["effort_minutes"]
    if "target_met" in told:
        ticket.target_met = row["target_met"]


def _put_state(ticket: Ticket, told: frozenset[str], row: Row) -> None:
    """Set kind and state; a ticket of the other kind goes on in what is its state there."""
    before = ticket.kind
    if "kind" in told or not before:
        ticket.kind = Kind.REQUEST if row["kind"] == "request" else Kind.INCIDENT
    if "state" in told or not ticket.state or ticket.kind != before:
        plain = row["state"] if "state" in told or not ticket.state else _plain(ticket.state)
        nobody, somebody = _OPEN[Kind(ticket.kind)]
        open_one = nobody if ticket.assignee_id is None else somebody
        ticket.state = _DONE[Kind(ticket.kind)].get(plain or "", open_one)


def _plain(state: str) -> str:
    """Return how a state of ours is called in the evidence."""
    if state in RESTORED:
        return "resolved"
    return "open" if state in _OPEN_STATES else "closed" if state == State.CLOSED else "cancelled"


def _put_times(ticket: Ticket, told: frozenset[str], row: Row) -> None:
    """Set when it was opened, ended and last changed, as far as its state has such a time."""
    if "opened_at" in told or ticket.opened_at is None:
        ticket.opened_at = row["opened_at"]
    closed = row["closed_at"] if "closed_at" in told else ticket.closed_at
    resolved = row["resolved_at"] if "resolved_at" in told else ticket.resolved_at
    done = ticket.state in {*RESTORED, State.CLOSED}
    ticket.resolved_at = (resolved or closed) if done else None
    ticket.closed_at = closed if ticket.state in {State.CLOSED, State.CANCELLED} else None
    opened = ticket.opened_at
    if opened and ticket.resolved_at and ticket.resolved_at < opened:
        ticket.resolved_at = None  # of two sources that disagree, the one on the opening holds
    last = row["updated_at"] if "updated_at" in told else ticket.updated_at
    last = last or ticket.closed_at or ticket.resolved_at or ticket.opened_at
    if last is not None:
        ticket.updated_at = last


def _rank(text: str | None, *, default: int) -> int:
    """Return the rank that a text such as "2 - Medium" begins with, if the desk has such one."""
    first = (text or "").strip()[:1]
    return int(first) if first in {"1", "2", "3"} else default
