"""Lists of configuration items and of what depends on what."""

from pathlib import Path

import pytest

from tests.readers.files import put, read_file, read_paths

ITEMS = (
    "Name,CI Type,Operational Status,Manufacturer,Owner\n"
    "web01,Server,Live,Dell,Ann Other\n"
    "web02,Server,Ausgemustert,Dell,\n"
    "web01,Server,Live,Dell,\n"
    ",Server,Live,,\n"
)
PAIRS = (
    "Parent,Child,Type\n"
    "web01,db01,Depends on::Used by\n"
    "web02,db01,Runs on::Runs\n"
    "web01,db01,Depends on::Used by\n"
    "web01,web01,Depends on::Used by\n"
    "web01,,Depends on::Used by\n"
)


def test_items_are_known_by_their_name_and_have_a_state_in_our_words(tmp_path: Path) -> None:
    reading = read_file(tmp_path, ITEMS)

    source = reading.sources[0]
    items = reading.evidence.arrow("cis").to_pylist()
    assert (source.kind, source.rows, source.records, source.rejected_total) == ("cis", 4, 2, 2)
    assert [(one["ci"], one["type"], one["state"]) for one in items] == [
        ("web01", "Server", "live"),
        ("web02", "Server", "retired"),
    ]


@pytest.mark.parametrize("kind", [None, "relations"])
def test_what_depends_on_what_is_said_once(tmp_path: Path, kind: str | None) -> None:
    reading = read_file(tmp_path, PAIRS, kind=kind)

    source = reading.sources[0]
    assert (source.kind, source.rows, source.records) == ("relations", 5, 2)
    assert [one.reason for one in source.rejected] == [
        "that web01 depends on db01 in this way is said in an earlier row",
        "web01 would depend on itself",
        "it does not say what web01 depends on",
    ]
    assert [tuple(row.values()) for row in reading.evidence.arrow("relations").to_pylist()] == [
        ("web01", "depends_on", "db01"),
        ("web02", "runs_on", "db01"),
    ]


def test_a_list_of_tickets_that_names_parent_and_child_stays_one(tmp_path: Path) -> None:
    text = "Number,Title,Parent,Child,Status\n1,Lift stuck,2,,New\n2,Door open,,1,New\n"

    assert read_file(tmp_path, text).sources[0].kind == "tickets"


def test_both_are_read_together(tmp_path: Path) -> None:
    paths = put(tmp_path, ITEMS, "items.csv"), put(tmp_path, PAIRS, "pairs.csv")

    reading = read_paths(tmp_path, *paths)

    assert [one.kind for one in reading.sources] == ["cis", "relations"]


def test_a_history_of_one_step_for_each_ticket_completes_its_tickets(tmp_path: Path) -> None:
    tickets = "Number;Title;Opened;State\n1;Lift stuck;2024-03-01 08:00;Closed\n"
    steps = "Ticket;Activity;Timestamp\n1;Closed;2024-03-01 09:00\n"
    paths = put(tmp_path, tickets, "tickets.csv"), put(tmp_path, steps, "steps.csv")

    reading = read_paths(tmp_path, *paths)

    assert [one.kind for one in reading.sources] == ["tickets", "events"]
    assert reading.evidence.arrow("events").num_rows == 1
