"""One row of the evidence tables as a ticket of our own."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import Kind, State


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

#: columns that have a field of their own; the rest of a row is kept as it was found
_FIELDS = frozenset(
    (
        *("ticket_id", "source", "kind", "title", "description", "opened_at", "updated_at"),
        *("resolved_at", "closed_at", "state", "priority_rank", "category", "service", "ci"),
        *("channel", "group", "assignee", "caller", "closure_code", "resolution"),
        *("reassignments", "reopens", "target_met", "effort_minutes"),
    )
)


def digest_of(row: Mapping[str, Any]) -> str:
    """Return a fingerprint of a row: the same row read again, from any file, has the same one."""
    told = {name: value for name, value in row.items() if name != "source"}
    text = json.dumps(told, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fill(ticket: Ticket, row: Mapping[str, Any], lookups: Lookups) -> Ticket:
    """Set every field of a ticket from a row."""
    kind = Kind.REQUEST if row["kind"] == "request" else Kind.INCIDENT
    ticket.kind = kind
    ticket.state = _state(kind, row)
    ticket.summary = (row["title"] or row["description"] or "Without a title")[:250]
    ticket.description = row["original"] or row["description"] or ""
    ticket.caller_id = lookups.people.get(row["caller"] or "")
    ticket.channel = (row["channel"] or "")[:20]
    ticket.service_id = lookups.services.get(row["service"] or "")
    ticket.ci_id = lookups.items.get(row["ci"] or "")
    ticket.category = (row["category"] or "")[:120]
    ticket.impact = _rank(row["impact"], default=3)
    ticket.urgency = _rank(row["urgency"], default=2)
    ticket.rank()
    ticket.priority = row["priority_rank"] or ticket.priority
    ticket.group_id = lookups.groups.get(row["group"] or "")
    ticket.assignee_id = lookups.people.get(row["assignee"] or "")
    _set_times(ticket, row)
    ticket.resolution = row["resolution"] or ""
    ticket.closure_code = (row["closure_code"] or "")[:120]
    ticket.reassignments = row["reassignments"] or 0
    ticket.reopens = row["reopens"] or 0
    ticket.effort_minutes = row["effort_minutes"]
    ticket.target_met = row["target_met"]
    ticket.source_extra = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name not in _FIELDS and value is not None and name != "original"
    }
    return ticket


def _set_times(ticket: Ticket, row: Mapping[str, Any]) -> None:
    ticket.opened_at = row["opened_at"]
    done = ticket.state in {State.RESOLVED, State.FULFILLED, State.CLOSED}
    ticket.resolved_at = (row["resolved_at"] or row["closed_at"]) if done else None
    ticket.closed_at = row["closed_at"] if ticket.state in {State.CLOSED, State.CANCELLED} else None
    last = row["updated_at"] or row["closed_at"] or row["resolved_at"] or row["opened_at"]
    if last is not None:
        ticket.updated_at = last


def _state(kind: Kind, row: Mapping[str, Any]) -> State:
    done = _DONE[kind].get(row["state"] or "")
    if done is not None:
        return done
    nobody, somebody = _OPEN[kind]
    return somebody if row["assignee"] else nobody


def _rank(text: str | None, *, default: int) -> int:
    """Return the rank that a text such as "2 - Medium" begins with, if the desk has such one."""
    first = (text or "").strip()[:1]
    return int(first) if first in {"1", "2", "3"} else default
