"""Several rows per number are a log: folded into records, with the future masked."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.evidence import Evidence
from groundswell.kernel.errors import BadInput
from groundswell.readers.people import Pseudonyms
from tests.readers.files import put, read_file, read_paths, rows

HEADER = (
    "number,incident_state,reassignment_count,made_sla,sys_mod_count,opened_at,sys_updated_at,"
    "sys_updated_by,assignment_group,resolved_at,closed_at,closed_code\n"
)


def update(number: str, state: str, count: int, at: str, group: str = "Desk") -> str:
    """One row of an audit log; every row repeats the ends, as such exports do."""
    return (
        f"{number},{state},{count},true,{count},1/3/2024 08:00,{at},bo,{group},"
        "20/3/2024 09:00,25/3/2024 09:00,code 7\n"
    )


LOG = (
    HEADER
    + update("INC1", "New", 0, "1/3/2024 08:00")
    + update("INC1", "Closed", 3, "25/3/2024 09:00", "Network")
    + update("INC1", "Active", 1, "2/3/2024 08:00", "Network")
    + update("INC1", "Resolved", 2, "20/3/2024 09:00", "Network")
    + update("INC2", "New", 0, "1/3/2024 08:00")
    + update("INC2", "Awaiting User Info", 1, "13/3/2024 08:00")
)


def test_updates_are_put_in_order_and_counted(tmp_path: Path) -> None:
    reading = read_file(tmp_path, LOG, salt=b"salt")

    source = reading.sources[0]
    events = [row for row in rows(reading, "events") if row["ticket_id"] == "INC1"]
    assert (source.kind, source.rows, source.records, source.events) == ("events", 6, 2, 6)
    assert [(row["seq"], row["activity"]) for row in events] == [
        (0, "New"),
        (1, "Active"),
        (2, "Resolved"),
        (3, "Closed"),
    ]
    assert events[0]["actor"] == Pseudonyms(b"salt")("bo")
    assert events[0]["record_kind"] == "ticket"


def test_a_record_takes_its_values_from_its_last_update(tmp_path: Path) -> None:
    closed, _ = sorted(rows(read_file(tmp_path, LOG)), key=lambda row: row["ticket_id"])

    assert (closed["status"], closed["state"], closed["group"]) == ("Closed", "closed", "Network")
    assert closed["resolved_at"] == datetime(2024, 3, 20, 9, tzinfo=UTC)
    assert closed["reassignments"] == 3


def test_ends_that_lie_after_the_last_update_of_an_open_record_are_masked(tmp_path: Path) -> None:
    _, still_open = sorted(rows(read_file(tmp_path, LOG)), key=lambda row: row["ticket_id"])

    assert still_open["state"] == "open"
    assert not {"resolved_at", "closed_at"} & set(still_open)


def test_a_link_that_was_once_made_stays_known(tmp_path: Path) -> None:
    text = (
        "number,state,reassignment_count,made_sla,sys_mod_count,sys_updated_at,problem_id\n"
        "INC1,New,0,true,0,2024-03-01 08:00,?\n"
        "INC1,Active,0,true,1,2024-03-02 08:00,PRB7\n"
        "INC1,Closed,0,true,2,2024-03-03 08:00,?\n"
    )

    (ticket,) = rows(read_file(tmp_path, text))

    assert (ticket["problem_id"], ticket["state"]) == ("PRB7", "closed")


def test_a_log_cut_at_a_moment_knows_nothing_of_what_came_later(tmp_path: Path) -> None:
    reading = read_file(tmp_path, LOG, until=date(2024, 3, 10))

    source = reading.sources[0]
    states = {row["ticket_id"]: row["state"] for row in rows(reading)}
    assert states == {"INC1": "open", "INC2": "open"}
    assert source.rows == (source.events or 0) + source.rejected_total
    assert all("period asked for" in one.reason for one in source.rejected)
    assert not any("resolved_at" in row for row in rows(reading))


def test_records_opened_before_the_period_leave_with_all_their_updates(tmp_path: Path) -> None:
    late = update("INC3", "New", 0, "5/4/2024 08:00").replace("1/3/2024 08:00", "5/4/2024 07:00")

    reading = read_file(tmp_path, LOG + late, since=date(2024, 4, 1))

    assert [row["ticket_id"] for row in rows(reading)] == ["INC3"]
    assert (reading.sources[0].events, reading.sources[0].rejected_total) == (1, 6)


def test_an_update_without_a_time_is_rejected(tmp_path: Path) -> None:
    source = read_file(tmp_path, LOG + update("INC2", "Closed", 2, "?")).sources[0]

    assert (source.rows, source.events, source.rejected_total) == (7, 6, 1)
    assert "no place in time" in source.rejected[0].reason


def test_events_of_one_second_keep_the_order_of_the_updates(tmp_path: Path) -> None:
    text = HEADER + "".join(
        update("INC1", state, count, "1/3/2024 08:00")
        for count, state in ((2, "Closed"), (0, "New"), (1, "Active"))
    )

    reading = read_file(tmp_path, text)

    assert [row["activity"] for row in rows(reading, "events")] == ["New", "Active", "Closed"]


ACTIVITY = (
    "incident_id,data_stamp,incident_activity_number,incident_activity_type,assignment_group\n"
    "IM1,2024-03-01 08:00:00,001A1,Open,TEAM1\n"
    "IM1,2024-03-02 08:00:00,001A3,Closed,TEAM2\n"
    "IM1,2024-03-01 09:00:00,001A2,Assignment,TEAM2\n"
    "IM2,2024-03-05 09:00:00,001A4,Open,TEAM1\n"
)
INCIDENTS = (
    "incident_id,ci_name_aff,status,priority,category,x_reassignments,open_time,close_time\n"
    "IM1,SBA7,Closed,3,incident,1,2024-03-01 08:00:00,2024-03-02 08:00:01\n"
)


def test_records_and_their_activities_complete_each_other(tmp_path: Path) -> None:
    paths = (put(tmp_path, INCIDENTS, "incidents.csv"), put(tmp_path, ACTIVITY, "activity.csv"))

    reading = read_paths(tmp_path, *paths)

    one, two = sorted(rows(reading), key=lambda row: row["ticket_id"])
    assert [source.records for source in reading.sources] == [1, 2]
    assert (one["group"], one["priority_rank"], one["ci"]) == ("TEAM2", 3, "SBA7")
    assert one["closed_at"] == datetime(2024, 3, 2, 8, 0, 1, tzinfo=UTC)
    assert (two["ticket_id"], two["state"], two["group"]) == ("IM2", "open", "TEAM1")
    assert len(rows(reading, "events")) == 4


def test_the_same_update_in_two_files_counts_once(tmp_path: Path) -> None:
    lines = ACTIVITY.splitlines(keepends=True)
    january, february = (
        put(tmp_path, "".join(lines[:4])),
        put(tmp_path, "".join((lines[0], *lines[3:])), "february.csv"),
    )

    reading = read_paths(tmp_path, january, february)

    first, second = reading.sources
    assert (first.events, second.events, second.rejected_total) == (3, 1, 1)
    assert "the same update is also in" in second.rejected[0].reason


def test_tickets_of_two_files_are_read_once_each(tmp_path: Path) -> None:
    text = "Number,Title,Opened\n1,A,2024-03-01\n2,B,2024-03-01\n"
    paths = put(tmp_path, text, "one.csv"), put(tmp_path, text + "3,C,2024-03-02\n", "two.csv")

    reading = read_paths(tmp_path, *paths)

    assert [source.records for source in reading.sources] == [2, 1]
    assert "is also in" in reading.sources[1].rejected[0].reason
    assert reading.evidence.table("tickets").count().execute() == 3


def test_rows_without_numbers_keep_names_of_their_own_across_files(tmp_path: Path) -> None:
    text = "Title,Details\nA,b\nC,d\n"

    reading = read_paths(tmp_path, put(tmp_path, text, "a.csv"), put(tmp_path, text, "b.csv"))

    assert [row["ticket_id"] for row in rows(reading)] == [
        "row 2",
        "row 3",
        "b.csv row 2",
        "b.csv row 3",
    ]


def test_a_problem_log_becomes_problems_with_their_events(tmp_path: Path) -> None:
    text = (
        "Problem Number;Problem Change Date+Time;Problem Sub Status;Problem Status;Product\r\n"
        "1-7;2024-03-01T08:00:00+01:00;Awaiting Assignment;Queued;PROD7\r\n"
        "1-7;2024-03-04T08:00:00+01:00;Closed;Completed;PROD7\r\n"
    )

    reading = read_file(tmp_path, text.encode("latin-1"))

    (problem,) = rows(reading, "problems")
    assert (reading.sources[0].kind, reading.sources[0].records) == ("problems", 1)
    assert problem["state"] == "closed"
    assert problem["opened_at"] == datetime(2024, 3, 1, 7, tzinfo=UTC)
    assert {row["record_kind"] for row in rows(reading, "events")} == {"problem"}


def test_conversations_become_messages_and_tickets(tmp_path: Path) -> None:
    text = (
        "issueid,id,author,created,is_private,actionbody,author_role\n"
        "7,1,ada,2024-03-01 08:00:00+00:00,0.0,hello,reporter\n"
        "7,1,ada,2024-03-01 08:00:00+00:00,0.0,the lift between the floors is stuck,reporter\n"
        "7,2,bo,2024-03-01 09:00:00+00:00,1.0,call the company,assignee\n"
    )

    reading = read_file(tmp_path, text)

    (ticket,), (first, second) = rows(reading), rows(reading, "messages")
    source = reading.sources[0]
    assert (source.kind, source.rows, source.records, source.events) == ("messages", 3, 1, 3)
    assert ticket["title"] == "the lift between the floors is stuck"
    assert first["text"] == "hello\nthe lift between the floors is stuck"
    assert (second["author_role"], second["private"]) == ("agent", True)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.sampled_from(["New", "Active", "Resolved", "Closed", "?"]),
            st.sampled_from(["1/3/2024 08:00", "14/3/2024 09:30", "soon", "?", "1/1/0001 00:00"]),
        ),
        min_size=6,
        max_size=24,
    )
)
def test_every_row_of_a_log_is_an_event_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, updates: list[tuple[int, str, str]]
) -> None:
    text = LOG + "".join(update(f"INC{n}", state, 9, at) for n, state, at in updates)

    reading = read_file(tmp_path_factory.mktemp("log"), text)

    source = reading.sources[0]
    assert source.rows == (source.events or source.records) + source.rejected_total
    assert _count(reading.evidence, "events") in (source.events, 0)
    assert _count(reading.evidence, "tickets") == source.records


def _count(evidence: Evidence, table: str) -> int:
    return int(evidence.table(table).count().execute()) if evidence.has(table) else 0


def test_a_log_whose_columns_nobody_named_is_found_by_its_repeating_numbers(tmp_path: Path) -> None:
    text = "Ticket;State;When;Team\n" + "".join(
        f"T{n};{state};2024-03-0{day} 08:00;{team}\n"
        for n in range(5)
        for day, (state, team) in enumerate(
            (("New", "Desk"), ("Open", "Net"), ("Closed", "Net")), 1
        )
    )

    reading = read_file(tmp_path, text)

    source = reading.sources[0]
    assert (source.kind, source.records, source.events) == ("events", 5, 15)
    assert source.columns["When"] == "at"
    assert {row["state"] for row in rows(reading)} == {"closed"}


def test_events_without_a_number_of_their_record_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="say too little to read events"):
        read_file(tmp_path, "Activity;When\nNew;2024-03-01\n", kind="events")


def test_a_record_still_open_knows_nothing_of_how_it_was_closed(tmp_path: Path) -> None:
    _, still_open = sorted(rows(read_file(tmp_path, LOG)), key=lambda row: row["ticket_id"])
    closed, _ = sorted(rows(read_file(tmp_path, LOG)), key=lambda row: row["ticket_id"])

    assert "closure_code" not in still_open
    assert closed["closure_code"] == "code 7"


def test_a_record_that_is_resolved_is_not_closed_in_the_future(tmp_path: Path) -> None:
    text = HEADER + update("INC1", "New", 0, "1/3/2024 08:00")
    text += update("INC1", "Resolved", 1, "20/3/2024 09:00")

    (ticket,) = rows(read_file(tmp_path, text))

    assert ticket["resolved_at"] == datetime(2024, 3, 20, 9, tzinfo=UTC)
    assert "closed_at" not in ticket


@pytest.mark.parametrize("stamp", ["Stamp", "Letzte Bearbeitung durch System"])
def test_a_log_is_known_by_the_time_that_differs_whatever_its_name(
    tmp_path: Path, stamp: str
) -> None:
    text = f"Ticket;Status;Opened;{stamp};Team;Closed\n"
    for n in range(5):
        for day, state in enumerate(("New", "In progress", "Closed"), 1):
            text += f"T{n};{state};2024-03-01 08:00;2024-03-0{day} 08:00;Net;2024-03-03 08:00\n"

    reading = read_file(tmp_path, text)

    source = reading.sources[0]
    assert (source.kind, source.records, source.events) == ("events", 5, 15)
    assert source.columns[stamp] == "at"
    assert {row["state"] for row in rows(reading)} == {"closed"}


def test_the_time_of_a_log_goes_before_the_opening_of_its_records(tmp_path: Path) -> None:
    text = "case_id,activity,timestamp\n7,New,2024-03-01 08:00\n7,Closed,2024-03-02 08:00\n"

    reading = read_file(tmp_path, text)

    assert reading.sources[0].columns["timestamp"] == "at"
    assert rows(reading)[0]["opened_at"] == datetime(2024, 3, 1, 8, tzinfo=UTC)


def test_updates_of_one_second_in_a_file_newest_first_are_turned(tmp_path: Path) -> None:
    text = "Ticket;Activity;Timestamp\n" + "".join(
        f"T{n};{state};2024-03-0{day} 08:00\n"
        for n in range(3)
        for day, state in ((2, "Closed"), (2, "Resolved"), (2, "Assigned"), (1, "New"))
    )

    events = rows(read_file(tmp_path, text, kind="events"), "events")

    assert [row["activity"] for row in events[:4]] == ["New", "Assigned", "Resolved", "Closed"]


FIELD_CHANGES = (
    "Number,Field,Old value,New value,Changed at,Changed by\n"
    "INC1,state,,New,2024-03-01 08:00,ada\n"
    "INC1,assignment_group,,Desk,2024-03-01 08:00,ada\n"
    "INC1,assigned_to,,Bo Lind,2024-03-01 08:30,ada\n"
    "INC1,assignment_group,Desk,Network,2024-03-01 09:00,ada\n"
    "INC1,state,New,Resolved,2024-03-02 08:00,ada\n"
    "INC2,state,,New,2024-03-03 08:00,ada\n"
)


def test_a_log_of_changed_fields_carries_on_what_each_change_leaves(tmp_path: Path) -> None:
    reading = read_file(tmp_path, FIELD_CHANGES)

    source = reading.sources[0]
    events = [row for row in rows(reading, "events") if row["ticket_id"] == "INC1"]
    assert (source.kind, source.rows, source.records, source.events) == ("events", 6, 2, 6)
    assert [(row.get("activity"), row.get("group")) for row in events] == [
        ("New", None),
        ("New", "Desk"),
        ("New", "Desk"),
        ("New", "Network"),
        ("Resolved", "Network"),
    ]
    one, two = sorted(rows(reading), key=lambda row: row["ticket_id"])
    assert (one["state"], one["group"], two["state"]) == ("resolved", "Network", "open")


def test_a_log_of_changed_fields_gives_no_name_away(tmp_path: Path) -> None:
    reading = read_file(tmp_path, FIELD_CHANGES)

    assert "Bo Lind" not in str([rows(reading, table) for table in reading.evidence.names])


def test_a_problem_log_whose_time_nobody_named_is_a_log(tmp_path: Path) -> None:
    text = "Problem ID;Problem status;Root cause;Stamp\n" + "".join(
        f"P{n};{state};worn cable;{day}.03.2024 08:00\n"
        for n in range(4)
        for day, state in ((1, "New"), (4, "Closed"))
    )

    reading = read_file(tmp_path, text)

    source = reading.sources[0]
    assert (source.kind, source.records, source.events) == ("problems", 4, 8)
    assert {row["state"] for row in rows(reading, "problems")} == {"closed"}
