"""Maturity of this installation: by its records, and by nothing that is only said."""

from datetime import timedelta

import pytest

from groundswell.analysis.maturity import edit_book, load_book, write_snapshot
from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.history import find_in_records
from groundswell.measurement.maturity import assess_now, assess_records
from tests.makers import MONDAY_9AM, make_problem, make_ticket

LATER = MONDAY_9AM + timedelta(days=10)


def make_trouble(count: int) -> list[object]:
    return [make_ticket(summary="The label printer prints blank labels") for _ in range(count)]


def test_an_empty_installation_is_not_judged(db: None) -> None:
    with pytest.raises(NotKnown, match="no tickets yet"):
        assess_now(as_of=LATER)


def test_problem_management_that_is_only_said_is_at_zero(db: None) -> None:
    make_trouble(6)

    found = assess_now(as_of=LATER, declared={"problem"}).practice("problem")

    assert found.level == 0
    assert found.reason
    assert found.to_next


def test_a_problem_on_a_recurring_trouble_counts(agent: User) -> None:
    book = edit_book(load_book(), {"PRB-01": {"n_min": 1}})  # one trouble is enough here
    tickets = make_trouble(6)
    before = assess_now(as_of=LATER, book=book).practice("problem")

    make_problem(by=agent, tickets=tickets)

    after = assess_now(as_of=LATER, book=book).practice("problem")
    assert (before.level, after.level) == (0, 1)
    assert before.reason == "recurring troubles that have a problem record: 0 of 1"


def test_the_same_records_give_the_same_bytes(db: None) -> None:
    make_trouble(4)

    first, second = (write_snapshot(assess_records(as_of=LATER)) for _ in range(2))

    assert first == second


def test_the_findings_say_what_an_assessment_says(db: None) -> None:
    make_trouble(4)

    told = find_in_records(as_of=LATER).as_json()["maturity"]

    levels = {one["practice"]: one["level"] for one in told}
    assert levels == {one.practice.key: one.level for one in assess_now(as_of=LATER).practices}
    assert all(one["reason"] for one in told if one["level"] is None)
