"""Records that mislead, by the rules that read them; through the doors see `tests/cli`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from evidence_rows import AS_OF, Row, Tables, make_evidence, times
from truths_changes import CHANGES, ITEMS
from truths_first import FIRST
from truths_services import OPERATIONS, PARTNERS, PEOPLE, SERVICES
from truths_tickets import INCIDENTS, PROBLEMS

from groundswell.analysis.maturity import as_document, assess, write_snapshot
from groundswell.analysis.mode import Signal, find_signals
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES

TRUTHS = FIRST | INCIDENTS | PROBLEMS | CHANGES | ITEMS | SERVICES | OPERATIONS | PARTNERS | PEOPLE

#: columns whose text names one record
KEYS = frozenset(name for table in TABLES.values() for name in table.key if len(table.key) == 1)

TEXTS = frozenset(
    one.name for table in TABLES.values() for one in table.columns if one.type == pa.string()
)

Place = Callable[[int, int], str]


def signals(
    *, department: Place | None = None, group: Place | None = None, called: bool = True
) -> dict[str, Signal]:
    """Return the signs of two years of 60 tickets a quarter; a place by quarter and person."""
    rows = [(quarter, n) for quarter in range(8) for n in range(60)]
    opened = [
        datetime(2024 + q // 4, 1 + 3 * (q % 4), 1, tzinfo=UTC) + timedelta(hours=30 * n)
        for q, n in rows
    ]
    columns = {
        "ticket_id": [f"T{at}" for at in range(len(rows))],
        "opened_at": pa.array(opened, pa.timestamp("us", tz="UTC")),
        "service": [f"Service {n % 3}" for _, n in rows],
    }
    if called:
        columns["caller"] = [f"P{n % 20}" for _, n in rows]
    if department:
        columns["department"] = [department(q, n % 20) for q, n in rows]
    if group:
        columns["group"] = [group(q, n) for q, n in rows]
    found = find_signals(Evidence({"tickets": pa.table(columns)}), None)
    return {signal.id: signal for signal in found}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Sales & Service", "Logistics"), "0 of 4 departments; 4 with"),
        (("Operations", "Operations"), "0 of 3 departments; 3 with"),
        (("Sales", "Sales"), "0 of 2 departments; 1 with"),
    ],
)
def test_departments_renamed_or_merged_are_no_radical_change(
    names: tuple[str, str], said: str
) -> None:
    found = signals(department=lambda q, who: (("Sales", "Stock") if q < 4 else names)[who % 2])

    assert found["departments"].score == 0.0
    assert found["departments"].found.startswith(said)


def test_people_spread_over_new_departments_are_a_change() -> None:
    found = signals(department=lambda q, who: f"Old {who % 2}" if q < 4 else f"New {who // 2 % 2}")

    assert found["departments"].score == 1.0
    assert found["departments"].found == "4 of 4 departments (New 0, New 1, Old 0)"


def test_without_callers_nobody_can_tell_a_renamed_department() -> None:
    found = signals(
        called=False, department=lambda q, who: f"{'Old' if q < 4 else 'New'} {who % 2}"
    )

    assert found["departments"].score == 1.0


def test_two_groups_that_share_a_service_evenly_are_no_change_of_hands() -> None:
    evenly = signals(group=lambda q, n: "Desk" if n // 3 % 20 < 9 + 2 * (q % 2) else "Net")
    handed = signals(group=lambda q, n: "Desk" if q < 4 or n % 9 == 0 else "Net")

    assert evenly["suppliers"].found == "0 of 3 services"
    assert handed["suppliers"].found.startswith("3 of 3 services")


def test_three_records_bear_no_level_above_the_first() -> None:
    """Nothing was opened again, and of four open tickets none is old: not yet level 2."""
    closed = [
        {"opened_at": day, "resolved_at": day - 0.2, "reopens": 0} for day in range(8, 180, 2)
    ]
    few: Tables = {"tickets": [*closed, *times(4, opened_at=3)]}
    many: Tables = {"tickets": [*closed, *times(24, opened_at=3)]}

    unsure, surer = (
        assess(make_evidence(one), as_of=AS_OF).practice("incident") for one in (few, many)
    )

    assert unsure.level == 1
    assert surer.level >= 2  # type: ignore[operator]
    assert unsure.sentence.startswith("Level 1 would mean: ")
    assert "It may be 0 to 3, as 1 of the" in unsure.sentence
    assert unsure.lowest <= unsure.level <= unsure.highest  # type: ignore[operator]


def test_what_counts_gives_the_same_bytes_in_whatever_order_records_come() -> None:
    joined: Tables = {}
    for key, (tables, *_) in TRUTHS.items():
        for name, rows in tables.items():
            joined.setdefault(name, []).extend(name_apart(name, rows, key))
    backwards = {name: rows[::-1] for name, rows in joined.items()}

    found = [assess(make_evidence(one), as_of=AS_OF) for one in (joined, backwards)]

    first, second = (write_snapshot(as_document(one, version="1")) for one in found)
    assert first == second
    assert sum(one.value is not None for one in found[0].readings.values()) >= 20
    sentences = {one.sentence.rpartition(", as ")[2] for one in found[0].practices}
    assert {
        "only one indicator counts.",
        "the one indicator that counts cannot be seen in enough records.",
    } <= sentences


def test_no_truth_is_all_or_nothing() -> None:
    """Of a share that is none or all, another expression would say the same."""
    plain = [
        key for key, (_, *said) in TRUTHS.items() if len(said) == 2 and said[0] in {0, said[1]}
    ]

    assert plain == []


def name_apart(table: str, rows: list[Row], key: str) -> list[Row]:
    """Return the rows of one truth with ids that no other truth has."""
    named = []
    for number, row in enumerate(rows, start=1):
        own = {one: f"{table[0].upper()}{number}" for one in TABLES[table].key if one in TEXTS}
        named.append(
            {
                column: f"{key} {value}" if column in KEYS and isinstance(value, str) else value
                for column, value in (own | row).items()
            }
        )
    return named
