from datetime import timedelta
from pathlib import Path

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import NotKnown
from groundswell.measurement import history
from groundswell.measurement.history import gather_evidence
from groundswell.servicedesk import actions
from tests.makers import MONDAY_9AM, make_problem, make_ticket


def states_of(folder: Path) -> dict[str, str]:
    rows = gather_evidence(folder).arrow("tickets", ["ticket_id", "state"]).to_pylist()
    return {row["ticket_id"]: row["state"] for row in rows}


def test_an_empty_installation_is_not_known(db: None, tmp_path: Path) -> None:
    with pytest.raises(NotKnown, match="no tickets yet"):
        gather_evidence(tmp_path)


def test_only_blocks_in_which_something_changed_are_written_anew(
    agent: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "BLOCK", 1)
    first, second = make_ticket(), make_ticket()
    gather_evidence(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.glob("tickets-*.parquet")}
    actions.resolve_ticket(second, by=agent, at=MONDAY_9AM, resolution="Toner")

    states = states_of(tmp_path)

    assert states == {first.number: "open", second.number: "resolved"}
    assert {path.name for path, stamp in written.items() if path.stat().st_mtime_ns != stamp} == {
        f"tickets-{second.pk}.parquet"
    }


def test_written_piece_by_piece_says_the_same_as_written_at_once(
    agent: User, tmp_path: Path
) -> None:
    tickets = [make_ticket() for _ in range(5)]
    gather_evidence(tmp_path / "pieces")
    for ticket in tickets[:3]:
        actions.resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="Toner")
        gather_evidence(tmp_path / "pieces")

    for table in ("tickets", "events", "people"):
        in_pieces = gather_evidence(tmp_path / "pieces").arrow(table)
        assert in_pieces.equals(gather_evidence(tmp_path / "once").arrow(table))


def test_people_are_pseudonyms_in_the_evidence(caller: User, tmp_path: Path) -> None:
    make_ticket(by=caller)

    evidence = gather_evidence(tmp_path)

    assert caller.name not in str(evidence.arrow("tickets").to_pylist())
    assert caller.email not in str(evidence.arrow("people").to_pylist())


def test_the_way_of_a_ticket_becomes_events(agent: User, tmp_path: Path) -> None:
    ticket = make_ticket()
    actions.start_ticket(ticket, by=agent, at=MONDAY_9AM + timedelta(hours=1))
    actions.resolve_ticket(ticket, by=agent, at=MONDAY_9AM + timedelta(hours=2), resolution="Toner")

    events = gather_evidence(tmp_path).arrow("events", ["seq", "activity"]).to_pylist()

    assert [event["activity"] for event in events] == ["New", "In progress", "Resolved"]
    assert [event["seq"] for event in events] == [0, 1, 2]


def test_a_link_to_a_problem_reaches_the_evidence(agent: User, tmp_path: Path) -> None:
    ticket = make_ticket()
    gather_evidence(tmp_path)

    problem = make_problem(by=agent, tickets=[ticket])

    evidence = gather_evidence(tmp_path)
    assert evidence.arrow("tickets", ["problem_id"]).to_pylist() == [{"problem_id": problem.number}]
    assert evidence.arrow("problems", ["title", "state"]).to_pylist() == [
        {"title": problem.title, "state": "open"}
    ]


def test_a_problem_on_the_security_path_is_counted_and_not_told(
    agent: User, tmp_path: Path
) -> None:
    make_problem(by=agent, tickets=[make_ticket()], security=True)

    evidence = gather_evidence(tmp_path)

    assert evidence.arrow("problems", ["title"]).to_pylist() == [{"title": None}]
