"""A workaround that one person knows is found, and what everybody does is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from groundswell.analysis.cost import load_rates
from groundswell.analysis.cost.members import load_tickets
from groundswell.analysis.findings import analyse
from groundswell.analysis.habits import find_habits, is_written
from groundswell.analysis.results import Habit
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LANE = "Unhooked the batch in lane 7, set the counter back, ran the outbound job again"
NEAR = "Batch unhooked in lane 7, counter set back, outbound job run again"
TONER = "Put a new toner cartridge into the printer and printed a test page"


def row(words: str | None, who: str | None, **more: Any) -> dict[str, Any]:
    return {"title": "Transfer to the customer is stuck", "resolution": words, "resolved_by": who,
            "kind": "incident"} | more  # fmt: skip


def find(rows: list[dict[str, Any]]) -> tuple[Habit, ...]:
    kept = [
        {
            "ticket_id": f"T{i:03}",
            "opened_at": MONDAY + timedelta(days=i),
            "resolved_at": MONDAY + timedelta(days=i, minutes=30 if one["resolved_by"] else 900),
        }
        | dict.fromkeys(("known_error_id", "article_id", "assignee"))
        | one
        for i, one in enumerate(rows)
    ]
    evidence = Evidence({"tickets": pa.Table.from_pylist(kept)})
    return find_habits(evidence, (), load_tickets(evidence))


#: what others do, so that there is a company around the one who knows
DAILY = [row(TONER, f"agent {i % 5}", title="The printer is empty") for i in range(10)]


def test_a_resolution_that_one_person_repeats_is_a_habit() -> None:
    hers = [row(LANE, "Ines"), row(NEAR, "Ines"), row(LANE, "Ines"), row(NEAR, "Ines")]

    (habit,) = find(DAILY + hers)

    assert habit.person == "Ines"
    assert habit.words in {LANE, NEAR}
    assert habit.tickets == ("T010", "T011", "T012", "T013")
    assert (habit.of, habit.trouble) == (4, "Transfer to the customer is stuck")
    assert habit.last_used == MONDAY + timedelta(days=13)
    assert habit.minutes_with == 30


def test_what_several_people_do_is_known_already() -> None:
    shared = [row(LANE, who) for who in ("Ines", "Jon", "Ines", "Jon", "Ines", "Mia")]

    assert find(DAILY + shared) == ()


def test_it_stays_a_habit_while_others_did_it_only_now_and_then() -> None:
    mostly = [row(LANE, "Ines") for _ in range(5)] + [row(NEAR, "Jon")]

    (habit,) = find(DAILY + mostly)

    assert (len(habit.tickets), habit.of) == (5, 6)


def test_copied_words_and_typed_ones_are_one_habit() -> None:
    short = "unhooked the batch in lane 7, counter back, ran outbound again"
    long = "Unhooked batch in lane 7, set counter back by one, ran outbound again. Ok."
    hers = [row(words, "Ines") for words in (short, long, LANE) for _ in range(7)]

    (habit,) = find(DAILY * 3 + hers)

    assert len(habit.tickets) == habit.of == 21


def test_twice_is_chance() -> None:
    twice = [row(LANE, "Ines"), row(NEAR, "Ines")]

    assert find(DAILY + twice) == ()


def test_words_that_say_nothing_are_no_workaround() -> None:
    done = [row("Done and closed.", "Ines") for _ in range(6)]

    assert find(DAILY + done) == ()


@pytest.mark.parametrize(
    "more", [{"kind": "request"}, {"known_error_id": "KE1"}, {"article_id": "KB1"}]
)
def test_requests_and_what_is_written_already_are_left_out(more: dict[str, Any]) -> None:
    assert find(DAILY + [row(LANE, "Ines", **more) for _ in range(6)]) == ()


def test_who_holds_the_ticket_stands_in_for_who_resolved_it() -> None:
    hers = [row(LANE, None, assignee="Ines") for _ in range(4)]

    (habit,) = find(DAILY + hers)

    assert habit.person == "Ines"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row(None, "Ines")] * 4, "what was done"),
        ([row(LANE, None)] * 4, "who ended them"),
    ],
)
def test_a_source_without_words_or_people_is_not_known(
    rows: list[dict[str, Any]], reason: str
) -> None:
    with pytest.raises(NotKnown, match=reason):
        find(rows)


def test_findings_say_why_habits_are_not_known() -> None:
    tickets = pa.table({"ticket_id": ["1", "2"], "title": ["Printer", "Phone"]})

    found = analyse(Evidence({"tickets": tickets}), sources=[], rates=load_rates(None), version="0")

    assert found.habits is None
    assert "what was done" in found.not_known["habits"]


def test_one_text_for_all_tickets_and_empty_ones_are_no_fault() -> None:
    assert find([row(" ", "Ines")] * 3 + [row("ok", "Jon")] * 3) == ()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (NEAR, True),
        (f"First look.\n{LANE}. Then tell the customer.", True),
        (TONER, False),
        ("", False),
    ],
)
def test_what_is_written_down_is_known_again(text: str, known: bool) -> None:  # noqa: FBT001
    assert is_written(LANE, [text]) is known
