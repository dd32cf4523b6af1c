"""The strain of daily work, counted by hand on a few tickets."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.strain import measure_strain
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown

END = datetime(2026, 3, 31, 12, tzinfo=UTC)


def ticket(number: int, *, days_ago: int = 0, **given: Any) -> dict[str, Any]:
    opened = END - timedelta(days=days_ago)
    return {
        "ticket_id": f"T{number}", "kind": "incident", "opened_at": opened,
        "resolved_at": opened + timedelta(hours=1), "service": "Mail", "department": "Sales",
        "caller": "ada", "resolved_by": "ines", **given,
    }  # fmt: skip


def evidence(tickets: list[dict[str, Any]], events: list[dict[str, Any]] | None = None) -> Evidence:
    rows = {"tickets": tickets, "events": events or []}
    return Evidence(
        {
            name: pa.Table.from_pylist(held, schema=TABLES[name].arrow)
            for name, held in rows.items()
            if held
        }
    )


def figures(held: Evidence) -> dict[str, Any]:
    return {one.key: one for one in measure_strain(held).measures}


def test_trouble_is_counted_in_minutes_where_they_are_logged() -> None:
    told = figures(
        evidence(
            [
                ticket(1, effort_minutes=30.0),
                ticket(2, kind="request", effort_minutes=10.0),
                ticket(3, kind="request"),
                ticket(4, effort_minutes=20.0, days_ago=200),
            ]
        )
    )["firefighting"]

    assert (told.value, told.n, told.records) == (0.75, 2, ("T1",))
    assert (told.first, told.last) == (date(2026, 1, 1), date(2026, 3, 31))


def test_trouble_is_counted_in_tickets_where_minutes_are_missing() -> None:
    told = figures(evidence([ticket(1), ticket(2, kind="request"), ticket(3, kind="request")]))

    assert told["firefighting"].value == pytest.approx(1 / 3)
    assert "Minutes are not logged" in told["firefighting"].definition


def test_a_service_hangs_on_who_resolves_more_than_70_per_cent() -> None:
    mail = [ticket(n, resolved_by="ines" if n < 4 else "tom") for n in range(5)]
    edi = [ticket(n, service="EDI", resolved_by="ines" if n < 13 else "tom") for n in range(10, 15)]
    rare = [ticket(20, service="Fax")]

    told = figures(evidence([*mail, *edi, *rare]))

    assert (told["heroes"].value, told["heroes"].records, told["heroes"].n) == (0.5, ("Mail",), 2)
    assert (told["bus_factor"].value, told["bus_factor"].records) == (1, ("EDI", "Mail"))


def test_turning_from_ticket_to_ticket_is_counted_by_person_and_day() -> None:
    events = [
        {"ticket_id": number, "seq": place, "at": END + timedelta(minutes=place), "actor": who}
        for place, (number, who) in enumerate(
            [("T1", "ines"), ("T2", "ines"), ("T1", "ines"), ("T1", "tom"), ("T1", "tom")]
        )
    ]

    told = figures(evidence([ticket(1), ticket(2, resolved_by="tom")], events))["interruptions"]

    # ines turned twice, tom never
    assert (told.value, told.n, told.records) == (1.0, 2, ("T1", "T2"))


def test_without_history_interruptions_are_not_known() -> None:
    told = figures(evidence([ticket(1)]))["interruptions"]

    assert told.value is None
    assert told.reason == "no events in the source"


def test_days_without_trouble_and_people_who_were_hit_again() -> None:
    rows = [ticket(1), ticket(2), ticket(3, days_ago=10), ticket(4, department="IT", caller="bo")]

    strain = measure_strain(evidence(rows))

    told = {one.department: (one.quiet, one.of, one.incidents, one.longest) for one in strain.quiet}
    assert told == {"Sales": (88, 90, 3, 79), "IT": (89, 90, 1, 89)}
    victims = next(one for one in strain.measures if one.key == "repeat_victims")
    assert (victims.value, victims.n, victims.records) == (1, 2, ("T1", "T2", "T3"))


def test_without_dates_nothing_is_measured() -> None:
    with pytest.raises(NotKnown, match="No ticket says when"):
        measure_strain(evidence([ticket(1, opened_at=None)]))
