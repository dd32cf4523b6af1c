"""The story as evidence tables, so that the analysis can run on it without a database."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

import pyarrow as pa

from groundswell.cli.demo.records import Change, Story, Ticket
from groundswell.evidence.schema import TABLES
from groundswell.evidence.store import Evidence

SOURCE = "demo"
_OPEN_ENDED = {"closed": "closed", "cancelled": "cancelled", "rejected": "cancelled"}
_DONE = {"resolved": "resolved", "fulfilled": "resolved"}
_SAME_ON_TICKETS = (
    "kind",
    "title",
    "opened_at",
    "resolved_at",
    "closed_at",
    "category",
    "service",
    "ci",
    "location",
    "department",
    "channel",
    "group",
    "closure_code",
    "caused_by_change",
    "effort_minutes",
)
_SAME_ON_CHANGES = (
    "title",
    "description",
    "type",
    "risk",
    "opened_at",
    "planned_start_at",
    "started_at",
    "ended_at",
    "closed_at",
    "succeeded",
    "backed_out",
    "service",
    "ci",
    "group",
)
Pseudonyms = Mapping[str, str]


def story_evidence(story: Story) -> Evidence:
    """Return the story as evidence: tickets, events, messages, people, things and changes.

    People appear under pseudonyms, in the order in which they joined the list.
    """
    names = {person.login: f"person-{place:03}" for place, person in enumerate(story.people, 1)}
    rows: Mapping[str, Iterable[Mapping[str, Any]]] = {
        "tickets": (_ticket(ticket, names) for ticket in story.tickets),
        "events": _events(story, names),
        "messages": _messages(story, names),
        "people": _people(story, names),
        "departments": (
            {"department": part.name, "parent": part.parent, "users": part.users}
            for part in story.departments
        ),
        "services": _services(story, names),
        "cis": _cis(story, names),
        "relations": (
            {"source_ci": link.source, "kind": link.kind, "target": link.target}
            for link in story.relations
        ),
        "changes": (_change(change, names) for change in story.changes),
    }
    tables = {name: _arrow(name, list(found)) for name, found in rows.items()}
    return Evidence(tables, absent={"problems": "nobody at the company has registered a problem"})


def _arrow(name: str, rows: list[Mapping[str, Any]]) -> pa.Table:
    schema = TABLES[name].arrow
    filled = [field for field in schema if rows and field.name in rows[0]]
    return pa.Table.from_pylist([dict(row) for row in rows], schema=pa.schema(filled))


def _ticket(ticket: Ticket, names: Pseudonyms) -> dict[str, Any]:
    """Return the row of one ticket; fields of the same name and meaning are taken as they are."""
    return {
        "ticket_id": ticket.number,
        "source": SOURCE,
        **{name: getattr(ticket, name) for name in _SAME_ON_TICKETS},
        "description": ticket.plain,
        "original": ticket.description if ticket.description != ticket.plain else None,
        "updated_at": _updated(ticket),
        "responded_at": _responded(ticket),
        "status": ticket.state,
        "state": {**_OPEN_ENDED, **_DONE}.get(ticket.state, "open"),
        "priority": str(ticket.priority),
        "priority_rank": ticket.priority,
        "impact": str(ticket.impact),
        "urgency": str(ticket.urgency),
        "assignee": _name(ticket.assignee, names),
        "caller": names[ticket.caller],
        "opened_by": names[ticket.opened_by],
        "resolved_by": _name(ticket.assignee, names) if ticket.resolved_at else None,
        "resolution": ticket.resolution or None,
        "reassignments": max(_count(ticket, {"assigned", "fulfilling"}) - 1, 0),
        "reopens": sum(event.note == "reopened" for event in ticket.events),
        "satisfaction": None if ticket.satisfaction is None else float(ticket.satisfaction),
    }


def _responded(ticket: Ticket) -> datetime | None:
    """Return when an agent first wrote to the caller."""
    answers = (
        said.at for said in ticket.messages if said.author_role == "agent" and not said.private
    )
    return min(answers, default=None)


def _count(ticket: Ticket, activities: set[str]) -> int:
    return sum(event.activity in activities for event in ticket.events)


def _updated(ticket: Ticket) -> datetime:
    return max([event.at for event in ticket.events] + [said.at for said in ticket.messages])


def _events(story: Story, names: Pseudonyms) -> Iterable[dict[str, Any]]:
    for ticket in story.tickets:
        for seq, event in enumerate(ticket.events):
            yield {
                "ticket_id": ticket.number,
                "record_kind": "ticket",
                "seq": seq,
                "at": event.at,
                "activity": event.activity,
                "detail": event.note or None,
                "group": event.group,
                "actor": names[event.actor],
                "priority": str(ticket.priority),
            }


def _messages(story: Story, names: Pseudonyms) -> Iterable[dict[str, Any]]:
    for ticket in story.tickets:
        for seq, said in enumerate(ticket.messages):
            yield {
                "ticket_id": ticket.number,
                "seq": seq,
                "at": said.at,
                "author": names[said.author],
                "author_role": said.author_role,
                "private": said.private,
                "text": said.text,
            }


def _people(story: Story, names: Pseudonyms) -> Iterable[dict[str, Any]]:
    for person in story.people:
        yield {
            "person": names[person.login],
            "department": person.department,
            "location": person.location,
            "agent": person.agent,
        }


def _services(story: Story, names: Pseudonyms) -> Iterable[dict[str, Any]]:
    for service in story.services:
        yield {
            "service": service.name,
            "state": service.state,
            "owner": names[service.owner],
            "users": service.users,
            "critical_hours": service.critical_hours,
            "revenue_per_hour": service.revenue_per_hour,
        }


def _cis(story: Story, names: Pseudonyms) -> Iterable[dict[str, Any]]:
    for ci in story.cis:
        yield {
            "ci": ci.name,
            "type": ci.type,
            "state": ci.state,
            "vendor": ci.vendor,
            "model": ci.model,
            "version": ci.version or None,
            "location": ci.location,
            "owner": names[ci.owner],
            "support_ends_at": ci.support_ends_on
            and datetime.combine(ci.support_ends_on, time(), story.now.tzinfo),
        }


def _change(change: Change, names: Pseudonyms) -> dict[str, Any]:
    return {
        "change_id": change.number,
        "source": SOURCE,
        **{name: getattr(change, name) for name in _SAME_ON_CHANGES},
        "status": change.state,
        "state": "closed" if change.state == "closed" else "resolved",
        "backout_plan": change.backout_plan or None,
        "requested_by": names[change.requested_by],
    }


def _name(login: str | None, names: Pseudonyms) -> str | None:
    return None if login is None else names[login]
