"""What people say of findings holds for the runs that follow."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement import actions, queries
from groundswell.measurement.matching import match_problems
from groundswell.measurement.models import AnalysisRun, Finding
from groundswell.measurement.purity import list_to_look_at, purity_of
from groundswell.measurement.running import analyse_now
from groundswell.problems.models import Problem
from groundswell.servicedesk import actions as desk
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_user
from tests.measurement.made_runs import CHAMPION, analyse, report

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def analysed(made_once: None) -> AnalysisRun:
    return analyse()


@pytest.fixture
def champion(db: None, analysed: AnalysisRun) -> User:
    return User.objects.get(name=CHAMPION)


@pytest.fixture
def finding(db: None, analysed: AnalysisRun) -> Finding:
    return Finding.objects.get(run=analysed, rank=1)


def test_an_accepted_candidate_becomes_a_problem_with_tickets_reasons_and_cost(
    finding: Finding, champion: User
) -> None:
    problem = actions.accept_candidate(
        finding, by=champion, at=timezone.now(), title="Blank labels"
    )

    assert problem.title == "Blank labels"
    assert problem.links.count() == 6
    assert problem.links.filter(reason="text").exclude(detail="").count() == 6
    assert problem.cost is not None
    assert problem.cost["likely"] > 0
    run = queries.latest_run()
    assert run is not None
    assert list(queries.list_candidates(run).waiting) == []


def test_a_ticket_left_out_stays_out_of_the_next_run(finding: Finding, champion: User) -> None:
    out = finding.tickets.order_by("number").first()
    assert out is not None
    problem = actions.accept_candidate(
        finding, by=champion, at=timezone.now(), title="Blank labels", without=[out.number]
    )

    report("Label printer prints blank pages once more", weeks_ago=0)
    analyse_now(by=champion, at=timezone.now())

    assert problem.tickets.count() == 6
    assert out not in problem.tickets.all()


def test_a_rejected_candidate_is_not_proposed_again_until_somebody_says_so(
    finding: Finding, champion: User
) -> None:
    actions.reject_candidate(finding, by=champion, at=timezone.now(), reason="Two printers")
    run = analyse_now(by=champion, at=timezone.now())

    assert queries.list_candidates(run).waiting == []

    actions.reconsider_candidate(queries.get_judgement(finding.key), by=champion, at=timezone.now())
    run = analyse_now(by=champion, at=timezone.now())
    assert len(queries.list_candidates(run).waiting) == 1


def test_a_finding_joins_a_problem_that_is_there(finding: Finding, champion: User) -> None:
    problem = make_problem(by=champion)

    actions.join_problem(finding, by=champion, at=timezone.now(), problem=problem)

    assert problem.tickets.count() == 6
    other = make_problem(by=champion, finding_key="other", at=MONDAY_9AM)
    with pytest.raises(Refusal, match="another finding"):
        actions.join_problem(finding, by=champion, at=timezone.now(), problem=other)


def test_no_more_members_are_right_than_were_shown(finding: Finding, champion: User) -> None:
    with pytest.raises(BadInput, match="cannot be"):
        actions.audit_candidate(finding, by=champion, at=timezone.now(), shown=5, right=6)


def test_the_inbox_opens_a_problem_in_one_click(
    finding: Finding, champion: User, client: Client
) -> None:
    client.force_login(champion, backend=BACKEND)

    page = client.get("/evidence/candidates/").content.decode()
    answer = client.post(f"/evidence/problems/{finding.key}/acceptance/", follow=True)

    assert "look like one trouble" in page
    problem = Problem.objects.get()
    assert problem.title in answer.content.decode()
    assert problem.tickets.count() == 6


def test_what_is_too_long_is_shown_again_and_nothing_is_decided(
    finding: Finding, champion: User, client: Client
) -> None:
    client.force_login(champion, backend=BACKEND)
    door, long = f"/evidence/problems/{finding.key}/", ("Two printers. " * 20).strip()
    first, *others = finding.detail["tickets"]

    named = client.post(
        f"{door}acceptance/",
        {"title": long, "chosen": "on", "shown": " ".join([first, *others]), "member": others},
    )
    rejected = client.post(f"{door}rejection/", {"reason": long})

    for answer in (named, rejected):
        assert answer.status_code == 422
        assert "This is 279 characters long, and 250 fit here." in answer.text
        assert f'value="{long}"' in answer.text
    ticked = re.findall('name="member" value="([^"]*)" checked', named.text)
    assert sorted(ticked) == sorted(others)
    assert not Problem.objects.exists()
    assert queries.judgement_of(finding.key) is None


def test_a_name_that_a_person_gave_holds_in_the_next_run(finding: Finding, champion: User) -> None:
    actions.accept_candidate(finding, by=champion, at=timezone.now(), title="White labels")

    report("Label printer prints blank pages once more", weeks_ago=0)
    again = analyse_now(by=champion, at=timezone.now()).problems.get(rank=1)

    assert (again.key, again.title) == (finding.key, "White labels")
    assert again.tickets.count() == 7
    assert Problem.objects.get().tickets.count() == 7


def test_a_finding_that_nobody_judged_keeps_its_key_when_more_tickets_come(
    finding: Finding, champion: User
) -> None:
    for days in range(3):
        report(f"Labels of the label printer are blank, case {days}", weeks_ago=0)

    again = analyse_now(by=champion, at=timezone.now()).problems.get(rank=1)

    assert again.key == finding.key
    assert again.tickets.count() > finding.tickets.count()


def test_each_look_at_members_narrows_what_is_believed(
    finding: Finding, champion: User, client: Client
) -> None:
    client.force_login(champion, backend=BACKEND)
    first = purity_of(finding)
    shown = [line.number for line in list_to_look_at(finding, seen_by=champion)]

    client.post(
        f"/evidence/problems/{finding.key}/audits/", {"shown": len(shown), "belongs": shown}
    )

    after = purity_of(finding)
    assert first is not None
    assert after is not None
    assert after.looked_at == len(shown) == 6
    assert after.span.high - after.span.low < first.span.high - first.span.low
    page = client.get(f"/evidence/problems/{finding.key}/").content.decode()
    assert "after a look at 6 tickets" in page


def test_a_new_ticket_is_matched_to_the_problem_that_is_known(
    finding: Finding, champion: User, client: Client
) -> None:
    problem = actions.accept_candidate(finding, by=champion, at=timezone.now(), title="")
    new = desk.NewTicket(summary="blank pages out of the label printer")
    ticket = desk.open_incident(by=make_user(), at=timezone.now(), new=new)
    other = desk.open_incident(
        by=make_user(), at=timezone.now(), new=desk.NewTicket(summary="Please reset my password")
    )

    matched = match_problems(ticket, seen_by=champion)

    assert [record for record, _ in matched] == [problem]
    assert "label" in " ".join(matched[0][1].why)
    assert match_problems(other, seen_by=champion) == []
    client.force_login(champion, backend=BACKEND)
    assert problem.number in client.get(f"/evidence/of/{ticket.number}/").content.decode()
