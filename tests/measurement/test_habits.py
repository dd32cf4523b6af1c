"""What one person alone knows is proposed for writing down, until it is written."""

from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.measurement.habits import Habits, list_unwritten
from groundswell.measurement.models import AnalysisRun
from groundswell.measurement.running import analyse_now
from groundswell.problems import actions as problems
from groundswell.problems.models import KnownError
from groundswell.servicedesk import actions as desk
from tests.makers import MONDAY_9AM, make_ticket, make_user, read_page

pytestmark = pytest.mark.django_db

LANE = "Unhooked the batch in lane 7, set the counter back & ran the outbound job again"
STUCK = ("Transfer to the customer is stuck", "transfer stuck again", "stuck: customer transfer")


def resolve(summary: str, resolution: str, *, by: User, days_ago: int) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    ticket = make_ticket(summary=summary, opened_at=at)
    started = desk.start_ticket(ticket, by=by, at=at + timedelta(minutes=5))
    desk.resolve_ticket(
        started, by=by, at=at + timedelta(minutes=30), resolution=resolution, closure_code=""
    )


@pytest.fixture(scope="module")
def analysed(made_once: None) -> AnalysisRun:
    ines, others = make_user("agent", name="Ines Vollmar"), [make_user("agent") for _ in range(3)]
    for place in range(9):
        resolve(STUCK[place % 3], LANE, by=ines, days_ago=3 * place + 1)
        resolve(
            "The printer on floor three is empty",
            "Put a new toner cartridge into the printer and printed a page",
            by=others[place % 3],
            days_ago=3 * place + 2,
        )
    return analyse_now(by=make_user("champion"), at=timezone.now())


@pytest.fixture
def run(db: None, analysed: AnalysisRun) -> AnalysisRun:
    return AnalysisRun.objects.get(pk=analysed.pk)


@pytest.fixture
def ines(db: None, analysed: AnalysisRun) -> User:
    return User.objects.get(name="Ines Vollmar")


def unwritten(run: AnalysisRun, user: User) -> Habits:
    found = list_unwritten(run, seen_by=user)
    assert found is not None
    return found


def write_down(run: AnalysisRun, agent: User, steps: str) -> KnownError:
    new = problems.NewKnownError(title="Transfer stuck", symptom="Nothing goes out")
    known = problems.write_known_error(by=agent, at=MONDAY_9AM, new=new)
    problems.add_workaround(known, by=agent, at=MONDAY_9AM, steps=steps)
    return known


def test_it_names_who_does_it_and_what_callers_say(run: AnalysisRun, ines: User) -> None:
    (one,) = unwritten(run, ines).first

    assert one.person == "Ines Vollmar"
    assert (len(one.habit.tickets), one.by_others) == (9, 0)
    assert set(one.symptom.splitlines()) == set(STUCK)
    assert one.seconds_with == 1800


def test_who_may_not_read_tickets_sees_no_name(run: AnalysisRun) -> None:
    (one,) = unwritten(run, make_user("manager")).first

    assert (one.person, one.symptom) == ("", "")


def test_what_a_workaround_holds_is_not_proposed_again(run: AnalysisRun, ines: User) -> None:
    known = write_down(run, ines, f"1. Open the console.\n2. {LANE}.")
    assert unwritten(run, ines).first == []

    problems.retire_known_error(known, by=ines, at=MONDAY_9AM)

    assert len(unwritten(run, ines).first) == 1


def test_another_workaround_for_it_leaves_it_proposed(run: AnalysisRun, ines: User) -> None:
    write_down(run, ines, "Send the list by mail as a spreadsheet")

    assert len(unwritten(run, ines).first) == 1


def test_the_button_carries_what_is_known_into_the_form(run: AnalysisRun, ines: User) -> None:
    shown = read_page(ines, "/evidence/candidates/")

    address = unescape(
        shown.split('<a class="btn" href="/problems/known-errors/new/')[1].split('"')[0]
    )
    told = parse_qs(urlsplit(address).query)
    form = read_page(ines, f"/problems/known-errors/new/{address}")

    assert told["steps"] == [LANE]
    assert "lane 7, set the counter back &amp; ran the outbound job again" in form
    assert "Ines Vollmar ended 9 tickets like this, nobody else any" in shown
