"""The story as the CSV that a list export of a well-known tool looks like."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from groundswell.cli.demo.records import Story, Ticket
from groundswell.cli.demo.wording import data


def write_csv_export(story: Story, path: Path) -> int:
    """Write the tickets under ServiceNow's list labels and return how many rows there are.

    Times are the main site's local time without an offset, as that export has them. A cell that a
    spreadsheet would take for a formula gets an apostrophe in front.
    """
    labels = data("export")
    names = {person.login: person.name for person in story.people}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(labels["columns"])
        for ticket in story.tickets:
            row = _row(ticket, labels, names)
            writer.writerow([_harmless(row[column]) for column in labels["columns"]])
    return len(story.tickets)


def _row(ticket: Ticket, labels: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    levels, priorities = labels["levels"], labels["priorities"]
    return {
        "Number": ticket.number.replace("-", ""),
        "Opened": _local(ticket.opened_at),
        "Short description": ticket.title,
        "Description": ticket.description,
        "Caller": names[ticket.caller],
        "Priority": priorities[ticket.priority - 1],
        "State": labels["states"][ticket.state],
        "Category": ticket.category,
        "Assignment group": ticket.group,
        "Assigned to": names.get(ticket.assignee or "", ""),
        "Impact": levels[ticket.impact - 1],
        "Urgency": levels[ticket.urgency - 1],
        "Business service": ticket.service or "",
        "Configuration item": ticket.ci or "",
        "Location": ticket.location,
        "Department": ticket.department,
        "Contact type": labels["channels"][ticket.channel],
        "Opened by": names[ticket.opened_by],
        "Resolved": _local(ticket.resolved_at),
        "Resolved by": names.get(ticket.assignee or "", "") if ticket.resolved_at else "",
        "Closed": _local(ticket.closed_at),
        "Close code": ticket.closure_code or "",
        "Close notes": ticket.resolution,
        "Reassignment count": str(_count(ticket, {"assigned", "fulfilling"}) - 1)
        if _count(ticket, {"assigned", "fulfilling"})
        else "0",
        "Reopen count": str(sum(event.note == "reopened" for event in ticket.events)),
        "Caused by Change": ticket.caused_by_change or "",
    }


def _local(at: datetime | None) -> str:
    zone = ZoneInfo(data("export")["zone"])
    return "" if at is None else at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def _count(ticket: Ticket, activities: set[str]) -> int:
    return sum(event.activity in activities for event in ticket.events)
