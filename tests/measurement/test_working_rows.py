"""Minutes, steps, looks at figures and corrections of our own records, as indicators read them."""

from datetime import timedelta
from pathlib import Path

import pytest

from groundswell.analysis.maturity import judge, load_book
from groundswell.catalogue.offerings import actions as offerings
from groundswell.foundation.accounts.models import User
from groundswell.improvement import actions as improvement
from groundswell.improvement.briefs.models import KeptBrief
from groundswell.kernel.errors import NotKnown
from groundswell.measurement.history import gather_evidence
from groundswell.measurement.kept import KEPT
from groundswell.measurement.levels import actions as levels
from groundswell.measurement.levels.models import Dashboard
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.effort.actions import log_effort
from groundswell.servicedesk.major import actions as major
from groundswell.servicedesk.requests.actions import ask_for
from groundswell.servicedesk.work.actions import finish_task, skip_task
from tests.makers import MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db
LATER = MONDAY_9AM + timedelta(days=40)


def hits(indicator: str, folder: Path) -> dict[str, tuple[bool, float]]:
    """Return of each record whether it counts, and what it weighs."""
    book = load_book()
    rows = judge(gather_evidence(folder), book, book.indicators[indicator], as_of=LATER, kept=KEPT)
    assert rows.hit is not None
    weights = rows.numbers.get("weight", [1.0] * len(rows))
    return {
        str(record): (bool(hit), float(weight))
        for record, hit, weight in zip(rows.record, rows.hit, weights, strict=True)
    }


def test_minutes_on_incidents_are_work_that_nobody_planned(agent: User, tmp_path: Path) -> None:
    incident, request = make_ticket(), make_ticket(kind="request")
    log_effort(incident, by=agent, at=MONDAY_9AM, minutes=30)
    log_effort(incident, by=agent, at=MONDAY_9AM, minutes=10)
    log_effort(request, by=agent, at=MONDAY_9AM, minutes=60)

    # 40 of 100 minutes: 0.40 by hand
    found = sorted(hits("FIR-01", tmp_path).values())
    assert found == [(False, 60.0), (True, 10.0), (True, 30.0)]


def test_a_request_with_a_step_left_out_was_not_done_as_written(
    champion: User, agent: User, tmp_path: Path
) -> None:
    facts = offerings.OfferingFacts(name="A laptop", what="A laptop", service=make_service())
    offering = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=facts)
    task = offerings.NewTask(title="Set it up")
    offerings.plan_task(offering, by=champion, at=MONDAY_9AM, task=task)
    offering = offerings.move_offering(offering, by=champion, at=MONDAY_9AM, state="published")
    done, short, begun = (
        ask_for(offering, by=make_user(), at=MONDAY_9AM, values={}) for _ in range(3)
    )
    finish_task(done.tasks.get(), by=agent, at=MONDAY_9AM)
    skip_task(short.tasks.get(), by=agent, at=MONDAY_9AM, reason="No time")
    for ticket in (done, short):
        desk.start_ticket(ticket, by=agent, at=MONDAY_9AM)
        desk.resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="Handed over")

    # one of the two that are over; the third goes on
    assert hits("PRA-03", tmp_path) == {
        f"{offering.number} {done.number}": (True, 1.0),
        f"{offering.number} {short.number}": (False, 1.0),
    }
    assert begun.tasks.get().is_open


def test_a_look_at_figures_is_held_once_somebody_settled_it(champion: User, tmp_path: Path) -> None:
    make_ticket()
    board = levels.make_dashboard(by=champion, at=MONDAY_9AM, title="The week")
    looked, left = (
        levels.prepare_report(Dashboard.objects.get(), by=champion, at=MONDAY_9AM + timedelta(days))
        for days in (0, 7)
    )
    levels.prepare_report(board, by=champion, at=LATER)
    levels.end_report(looked, by=champion, at=MONDAY_9AM, sent=True)
    page = {"lens": "boss", "written_on": MONDAY_9AM.date(), "content_hash": "1", "content": {},
            "headline": "A page", "drafted_at": MONDAY_9AM}  # fmt: skip
    KeptBrief.objects.create(number="BRF-000001", set_aside_at=MONDAY_9AM, **page)
    KeptBrief.objects.create(number="BRF-000002", drafted_by=champion, **page)

    # two of three: the report of today is not due before its day is over, and the second page
    # was not planned
    assert hits("GOV-03", tmp_path) == {
        looked.number: (True, 1.0),
        left.number: (False, 1.0),
        "BRF-000001": (True, 1.0),
    }


def test_looks_at_figures_say_nothing_of_other_reviews(champion: User, tmp_path: Path) -> None:
    make_ticket(service=make_service())
    board = levels.make_dashboard(by=champion, at=MONDAY_9AM, title="The week")
    levels.prepare_report(board, by=champion, at=MONDAY_9AM)

    with pytest.raises(NotKnown, match="of the kind service"):
        hits("SVC-03", tmp_path)


def test_what_reviews_ask_for_is_put_right_in_time_or_late(
    champion: User, agent: User, tmp_path: Path
) -> None:
    declared = major.declare_major(
        make_ticket(), by=agent, at=MONDAY_9AM, new=major.Declaration(reason="All are down")
    )
    due = MONDAY_9AM.date() + timedelta(days=3)
    asked = {"by": agent, "at": MONDAY_9AM, "owner": agent, "due_on": due}
    in_time, late = (
        major.add_follow_up(declared, title=title, **asked)  # type: ignore[arg-type]
        for title in ("Spare part", "Second line")
    )
    major.end_follow_up(in_time, by=agent, at=MONDAY_9AM + timedelta(days=3, hours=4))
    major.end_follow_up(late, by=agent, at=MONDAY_9AM + timedelta(days=9))
    why = {"pain": "Slow", "who": "Sales", "cost": "A day"}
    for origin in ("survey", "idea"):
        new = improvement.NewImprovement(title=origin, origin=origin, **why)  # type: ignore[arg-type]
        kept = improvement.take_on(by=champion, at=MONDAY_9AM, new=new)
        improvement.next_improvement(
            kept, by=champion, at=MONDAY_9AM, next_step="Begin", due_on=due
        )

    found = hits("GOV-04", tmp_path)
    # one of three: on its last day, six days late, and not done at all; an idea is no correction
    assert (found.pop(in_time.number), found.pop(late.number)) == ((True, 1.0), (False, 1.0))
    assert list(found.values()) == [(False, 1.0)]
