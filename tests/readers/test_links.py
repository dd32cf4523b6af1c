"""Links between tickets and other records complete the tickets that are read beside them."""

from pathlib import Path

import pytest

from groundswell.kernel.errors import BadInput
from tests.readers.files import put, read_file, read_paths, reasons, rows

TICKETS = (
    "Issue key,Issue id,Summary,Created\nA-1,1,Lift stuck,2024-03-01\nA-2,2,Door open,2024-03-02\n"
)
LINKS = "issue_key,fix_commit,inducing_commit\nA-1,f1,c1\nA-1,f1,c2\nA-2,f2,c3\nA-9,f9,c9\n"


def test_links_fill_what_the_tickets_leave_empty(tmp_path: Path) -> None:
    paths = put(tmp_path, TICKETS, "tickets.csv"), put(tmp_path, LINKS, "links.csv")

    reading = read_paths(tmp_path, *paths)

    links = reading.sources[1]
    found = {row["ticket_id"]: (row["change_id"], row["caused_by_change"]) for row in rows(reading)}
    assert found == {"A-1": ("f1", "c1"), "A-2": ("f2", "c3")}
    assert (links.kind, links.rows, links.records, links.rejected_total) == ("relations", 4, 4, 0)
    assert "1 row: names a ticket that no file holds" in reasons(links, "issue_key")
    assert "1 row: a further link" in reasons(links, "inducing_commit")


def test_a_link_of_the_ticket_itself_is_kept(tmp_path: Path) -> None:
    tickets = "Number,Title,Opened,Problem\n1,A,2024-03-01,PRB1\n2,B,2024-03-01,\n"
    paths = (
        put(tmp_path, tickets, "t.csv"),
        put(tmp_path, "ticket,problem\n1,PRB7\n2,PRB8\n", "l.csv"),
    )

    reading = read_paths(tmp_path, *paths)

    assert [row["problem_id"] for row in rows(reading)] == ["PRB1", "PRB8"]


def test_links_without_their_tickets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Name the file of the tickets beside it"):
        read_file(tmp_path, "bug_id,duplicate_of\n1,2\n3,4\n")


def test_a_ticket_list_that_names_a_problem_is_no_list_of_links(tmp_path: Path) -> None:
    text = "Ticket,Problem,Title,Status\n1,PRB1,Lift stuck,New\n2,,Door open,New\n"

    assert read_file(tmp_path, text).sources[0].kind == "tickets"


@pytest.mark.parametrize("kind", ["people", "mail"])
def test_a_kind_that_is_not_read_yet_says_so(tmp_path: Path, kind: str) -> None:
    with pytest.raises(BadInput, match="cannot be read from files yet. So far groundswell reads"):
        read_file(tmp_path, "Name,Colour\nA,red\n", kind=kind)


def test_a_kind_that_nobody_knows_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no kind of record; it is one of tickets, events"):
        read_file(tmp_path, "Name,Colour\nA,red\n", kind="widgets")


@pytest.mark.parametrize(
    "header",
    [
        "Severity,Time,Recovery time,Status,Host,Problem",
        "host_name,service_description,state,last_check,plugin_output",
        "Number,Severity,Node,Metric name,State,Initial event generation time",
        "Event,Monitor,Date-Time,Reason,Duration",
        "alarm_type,device,start,end",
    ],
)
def test_lists_of_monitoring_are_alerts_and_no_tickets(tmp_path: Path, header: str) -> None:
    width = header.count(",") + 1
    text = header + "\n" + "".join(",".join(f"x{n}" for _ in range(width)) + "\n" for n in range(6))

    reading = read_file(tmp_path, text)

    assert reading.sources[0].kind == "alerts"
    assert not reading.evidence.has("tickets")
    assert "alerts and no tickets" in reading.evidence.why_absent("tickets")


def test_a_ticket_export_with_a_serial_number_is_no_list_of_things(tmp_path: Path) -> None:
    text = "Ticket ID,Subject,Serial number,Manufacturer\n1,Screen black,77,Acme\n"

    assert read_file(tmp_path, text).sources[0].kind == "tickets"
