"""Surges in the tickets of the past."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.surges.history import find_surges, list_surges
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

MONDAY = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
WORDS = tuple(f"{first}{last}" for first in ("bra", "clo", "dri", "fle", "gro") for last in
              ("mit", "pun", "sek", "lor", "vas", "tig", "nob", "rud"))  # fmt: skip
SURGE = ("Mail is down", "cannot send anything", "Outlook hangs", "no mails since ten")


def usual(weeks: int = 6, *, a_day: int = 10) -> list[dict[str, Any]]:
    dice = Random(4)  # noqa: S311 (no secret)
    return [
        {
            "opened_at": MONDAY + timedelta(days=day, hours=8 + 9 * dice.random()),
            "caller": f"p{dice.randrange(60)}",
            "service": dice.choice(("Mail", "Printing", "Network")),
            "title": " ".join(dice.sample(WORDS, 3)),
        }
        for day in range(weeks * 7)
        if day % 7 < 5
        for _ in range(dice.randrange(a_day // 2, 2 * a_day))
    ]


def burst(count: int = 14, *, day: int = 37) -> list[dict[str, Any]]:
    begins = MONDAY + timedelta(days=day, hours=10)
    return [
        {
            "opened_at": begins + timedelta(minutes=2 * i),
            "caller": f"q{i}",
            "service": "Mail",
            "title": SURGE[i % 4],
        }
        for i in range(count)
    ]


def evidence(rows: list[dict[str, Any]]) -> Evidence:
    ordered = sorted(rows, key=lambda row: row["opened_at"])
    for number, row in enumerate(ordered):
        row["ticket_id"] = f"{number:05}"
        row.setdefault("kind", "incident")
        row.setdefault("channel", "mail")
    return Evidence({"tickets": pa.Table.from_pylist(ordered)})


def test_a_surge_is_told_with_its_tickets_its_time_and_why() -> None:
    added = burst()

    (told,) = list_surges(evidence(usual() + added))

    ours = [row["ticket_id"] for row in added]
    assert set(ours) <= set(told["tickets"])
    assert len(told["tickets"]) <= len(ours) + 2
    assert told["callers"] >= 14
    assert 4 <= told["at_ticket"] <= 7
    assert added[0]["opened_at"] >= told["started"]
    assert told["ended"] >= added[-1]["opened_at"]
    assert told["service"] == "Mail"
    assert "ail" in told["title"]
    assert told["why"]["expected"] < 1 < told["why"]["seen"]
    assert told["why"]["window"] in {600, 1800, 7200, 86400}


def test_what_is_asked_for_and_what_monitoring_writes_is_no_surge() -> None:
    asked = [row | {"kind": "request"} for row in burst()]
    monitored = [row | {"channel": "Monitoring"} for row in burst(day=30)]

    assert find_surges(evidence(usual() + asked + monitored)) == ()


def test_a_surge_of_the_last_hour_has_no_end_yet() -> None:
    added = burst(day=42)

    going = find_surges(evidence(usual() + added), as_of=added[-1]["opened_at"])
    over = find_surges(
        evidence(usual() + burst(day=42)), as_of=added[-1]["opened_at"] + timedelta(days=1)
    )

    assert [surge.ended for surge in going] == [None]
    assert [surge.ended for surge in over] == [added[-1]["opened_at"]]


def test_without_callers_tickets_are_counted_and_that_is_said() -> None:
    rows = [row | {"caller": None} for row in usual() + burst()]

    (told,) = list_surges(evidence(rows))

    assert told["callers"] is None
    assert "tickets within" in told["why"]["detail"]


def test_old_tickets_in_front_do_not_make_the_first_full_day_a_surge() -> None:
    old = [
        {"opened_at": MONDAY - timedelta(days=20 * i, hours=-9), "service": "Mail", "title": "old"}
        for i in range(1, 12)
    ]

    assert len(find_surges(evidence(old + usual()))) <= 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{"opened_at": None, "title": "a"}], "no ticket says when"),
        (
            [{"opened_at": MONDAY + timedelta(days=i // 9), "title": "a b"} for i in range(90)],
            "at what time",
        ),
        (
            [{"opened_at": MONDAY + timedelta(hours=i), "category": f"{i % 3}"} for i in range(90)],
            "too few to know",
        ),
        ([{"opened_at": MONDAY + timedelta(hours=i)} for i in range(90)], "neither words nor"),
    ],
)
def test_what_cannot_be_told_has_its_reason(rows: list[dict[str, Any]], reason: str) -> None:
    for number, row in enumerate(rows):
        row["ticket_id"] = str(number)
    schema = pa.schema([("opened_at", pa.timestamp("us", tz="UTC"))])
    table = pa.Table.from_pylist(rows)
    if rows[0]["opened_at"] is None:
        column = pa.array([None] * len(rows), schema.field(0).type)
        table = table.set_column(table.column_names.index("opened_at"), "opened_at", column)

    with pytest.raises(NotKnown, match=reason):
        find_surges(Evidence({"tickets": table}))
