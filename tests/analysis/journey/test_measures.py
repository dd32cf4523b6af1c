"""Firefighting and days without trouble by month, counted by hand."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.journey import count_months
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown


def ticket(number: int, day: str, **given: Any) -> dict[str, Any]:
    opened = datetime.fromisoformat(f"{day}T09:00:00+00:00").astimezone(UTC)
    return {
        "ticket_id": f"T{number}", "kind": "incident", "opened_at": opened, "department": "Sales",
    } | given  # fmt: skip


def evidence(tickets: list[dict[str, Any]]) -> Evidence:
    return Evidence({"tickets": pa.Table.from_pylist(tickets, schema=TABLES["tickets"].arrow)})


def test_days_without_trouble_are_counted_by_department() -> None:
    found = count_months(
        evidence(
            [
                ticket(1, "2026-01-01"),
                ticket(2, "2026-01-01"),
                ticket(3, "2026-01-05", department="Board"),
                ticket(4, "2026-01-07", kind="request"),
                ticket(5, "2026-02-28", kind=None),
            ]
        )
    )

    january, february = found.quiet
    assert (january.hits, january.of) == (2 * 31 - 2, 62)
    assert (february.hits, february.of) == (2 * 28 - 1, 56)


def test_firefighting_is_counted_in_minutes_where_they_are_logged() -> None:
    rows = [ticket(1, "2026-01-01"), ticket(2, "2026-01-02", kind="request"),
            ticket(3, "2026-01-03", kind=None)]  # fmt: skip

    in_tickets = count_months(evidence(rows))
    in_minutes = count_months(
        evidence([one | {"effort_minutes": 10.0 * (n + 1)} for n, one in enumerate(rows)])
    )

    assert (in_tickets.fires_counted_in, in_minutes.fires_counted_in) == ("tickets", "minutes")
    assert [(one.hits, one.of) for one in in_tickets.firefighting] == [(1, 2)]
    assert [(one.hits, one.of) for one in in_minutes.firefighting] == [(40, 60)]


def test_tickets_without_a_department_leave_the_days_unknown() -> None:
    found = count_months(evidence([ticket(1, "2026-01-01", department=None)]))

    assert [one.of for one in found.quiet] == [0]


def test_no_dated_ticket_is_said() -> None:
    with pytest.raises(NotKnown, match="when it was opened"):
        count_months(evidence([ticket(1, "2026-01-01") | {"opened_at": None}]))
