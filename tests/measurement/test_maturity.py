"""Maturity of this installation: by its records, and by nothing that is only said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.analysis.maturity import edit_book, load_book, write_snapshot
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.improvement.queries.underway import find_levels_before
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.actions import begin_analysis, keep_findings
from groundswell.measurement.history import find_in_records
from groundswell.measurement.levels.actions import NewSetting, set_indicator, take_snapshot
from groundswell.measurement.levels.queries import is_taken_today
from groundswell.measurement.maturity import assess_now, assess_records
from groundswell.servicedesk.actions import join_tickets
from groundswell.servicedesk.models import Surge, SurgeTicket
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


def test_findings_and_pages_go_by_the_indicators_as_this_house_set_them(champion: User) -> None:
    make_trouble(6)
    shipped = load_book().indicators["PRB-01"]
    lone = NewSetting(
        is_on=True,
        weight=shipped.weight,
        least=1,
        cuts={1: 0.5, 2: 0.7, 3: 0.9},
        reason="One trouble is enough here",
    )
    before = {one["practice"]: one for one in find_in_records(as_of=LATER).as_json()["maturity"]}

    set_indicator(by=champion, at=LATER, indicator="PRB-01", new=lone)

    after = {one["practice"]: one for one in find_in_records(as_of=LATER).as_json()["maturity"]}
    snapshot = take_snapshot(by=champion, at=LATER, dormant=False).document
    kept = {one["practice"]: one for one in snapshot["practices"]}
    assert after["problem"]["to_next"] != before["problem"]["to_next"]
    assert {key: (one["level"], one["to_next"]) for key, one in after.items()} == {
        key: (one["level"], one["to_next"]) for key, one in kept.items()
    }


def test_the_arrow_of_the_brief_compares_with_the_snapshot_of_a_month_ago(champion: User) -> None:
    make_trouble(4)
    assert find_levels_before() == {}
    take_snapshot(by=champion, at=LATER, dormant=False)
    run = begin_analysis(by=champion, at=LATER + timedelta(days=27))
    keep_findings(run, by=champion, at=run.as_of, findings={"problems": []})
    assert find_levels_before() == {}
    run = begin_analysis(by=champion, at=LATER + timedelta(days=29))
    keep_findings(run, by=champion, at=run.as_of, findings={"problems": []})

    assert find_levels_before().keys() >= {"incident"}


def test_a_run_takes_one_snapshot_a_day_and_one_after_an_import(champion: User) -> None:
    make_trouble(4)
    now = timezone.now()
    assert not is_taken_today(at=now)

    take_snapshot(by=champion, at=now, dormant=False)

    assert is_taken_today(at=now)
    assert not is_taken_today(at=now + timedelta(days=1))
    trail.note("IMP-000001", "import.finished", by=champion, at=now)
    assert not is_taken_today(at=now)


def test_tickets_of_a_surge_count_as_joined_once_they_are(agent: User) -> None:
    book = edit_book(load_book(), {"INC-15": {"n_min": 1}})
    tickets = [make_ticket(summary="Mail is down") for _ in range(4)]
    before = {
        one.indicator.id: one
        for one in assess_now(as_of=LATER, book=book, dormant=True).readings.values()
    }
    surge = Surge(
        title="Mail is down", started_at=MONDAY_9AM, detected_at=MONDAY_9AM, window_minutes=20,
        expected=0.2, seen=4, chance=0.001,
    )  # fmt: skip
    trail.begin(surge, "surge.seen", by=None, at=MONDAY_9AM)
    for ticket in tickets:
        SurgeTicket.objects.create(surge=surge, ticket=ticket)

    join_tickets(tickets[0], by=agent, at=MONDAY_9AM, tickets=tickets[1:3])

    after = {
        one.indicator.id: one
        for one in assess_now(as_of=LATER, book=book, dormant=True).readings.values()
    }
    assert before["INC-15"].value is None
    assert after["INC-15"].value is not None
    assert (after["INC-15"].value.value, after["INC-15"].value.n) == (0.75, 4)
