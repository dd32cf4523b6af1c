"""The pages of findings: what they offer, in the order and to the people they should."""

import pytest
from django.test import Client

from groundswell.improvement.queries import list_steps
from groundswell.measurement import actions, queries
from groundswell.measurement.models import AnalysisRun, Finding
from groundswell.servicedesk.queries.similar import find_similar
from tests.browser.findings_data import document
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


def make_run(**given: object) -> AnalysisRun:
    by = make_user("champion")
    numbers = [make_ticket(by=by).number for _ in range(5)]
    run = actions.begin_analysis(by=by, at=MONDAY_9AM)
    found = document(numbers, at=MONDAY_9AM) | given
    return actions.keep_findings(run, by=by, at=MONDAY_9AM, findings=found)


def make_client(*roles: str) -> Client:
    client = Client()
    client.force_login(make_user(*roles), backend=BACKEND)
    return client


def test_a_page_of_the_ranked_list_that_does_not_exist_becomes_the_last() -> None:
    run = make_run()

    page = queries.page_problems(run, page="99")

    assert [finding.rank for finding in page.object_list] == [1, 2, 3]


def test_gaps_that_weaken_an_answer_come_first() -> None:
    quality = [
        {"field": "title", "filled": 1.0, "costs": []},
        {"field": "ci", "filled": 0.4, "costs": ["which thing fails"]},
        {"field": "problem", "filled": 0.0, "costs": ["what is worked on"]},
    ]

    assert [part["field"] for part in queries.rank_gaps(quality)] == ["problem", "ci", "title"]


def test_a_step_names_the_problem_it_is_about() -> None:
    step = {
        "pattern": "open-problem", "subject": "b", "title": "Open it", "reason": "It comes back.",
        "records": [], "cost": {"low": 800, "likely": 900, "high": 1000}, "yearly": True,
        "confidence": 1.0, "service": None, "effect": {"likely": 1, "unit": "EUR/year"},
        "seen_by": "",
    }  # fmt: skip
    make_run(candidates=[step], reached=["INC.1"])

    steps = list_steps(queries.latest_run(), as_of=MONDAY_9AM)

    assert steps is not None
    about = {one["id"]: one["about"] for one in steps}
    assert about["open-problem:b"].key == "b"
    assert set(about.values()) - {about["open-problem:b"]} == {None}


def test_a_run_that_is_over_has_the_page_loaded_anew() -> None:
    make_run()

    answer = make_client("champion").get("/evidence/progress/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Refresh"] == "true"


def test_a_run_that_failed_says_why_on_the_page() -> None:
    run = actions.begin_analysis(by=make_user("champion"), at=MONDAY_9AM)
    actions.fail_analysis(run, by=None, at=MONDAY_9AM, reason="The disk is full.")

    page = make_client("champion").get("/evidence/").content.decode()

    assert "The disk is full." in page


def test_a_manager_reads_the_findings_without_links_to_tickets() -> None:
    make_run()

    pages = [
        make_client("manager").get(address).content.decode()
        for address in ("/evidence/", "/evidence/process/", "/evidence/problems/a/", "/journey/")
    ]

    assert not [page for page in pages if "/desk/INC-" in page]


def test_a_new_ticket_may_belong_to_what_similar_tickets_share() -> None:
    run = make_run()
    reader = make_user("agent")
    members = Finding.objects.get(run=run, key="a").tickets
    members.add(*[make_ticket(summary="Scanner loses its connection in hall 3") for _ in range(3)])
    ticket = make_ticket(summary="Scanner in hall 3 loses its connection again")
    similar = find_similar(ticket, seen_by=reader)

    found = queries.problem_of(ticket, similar=similar)

    assert found is not None
    assert found.key == "a"


def test_one_similar_ticket_is_not_enough_to_belong_to_a_problem() -> None:
    run = make_run()
    reader = make_user("agent")
    members = Finding.objects.get(run=run, key="a").tickets
    members.add(make_ticket(summary="Scanner loses its connection in hall 3"))
    ticket = make_ticket(summary="Scanner in hall 3 loses its connection again")

    assert queries.problem_of(ticket, similar=find_similar(ticket, seen_by=reader)) is None


FLOWS = [
    {"source": "New", "target": "In work", "count": 40, "median": 600.0, "p90": 7200.0},
    {"source": "In work", "target": "Solved", "count": 38, "median": 86400.0, "p90": None},
    {"source": "Solved", "target": "In work", "count": 1, "median": 60.0, "p90": 60.0},
]


def test_the_steps_are_drawn_and_stand_in_a_table_and_rare_ways_are_counted() -> None:
    process = document(list("ABCDE"), at=MONDAY_9AM)["process"] | {"flows": FLOWS, "cases": 40}
    make_run(process=process)
    client = make_client("manager")

    whole = client.get("/evidence/process/?least=0").content.decode()
    frequent = client.get("/evidence/process/?least=0.1").content.decode()
    nonsense = client.get("/evidence/process/?least=x").content.decode()

    assert whole.count("graph-box") == 3
    assert whole.count('<path class="graph-arrow ') == 3
    assert 'Most time passes between <b dir="auto">In work</b>' in whole
    assert frequent.count('<path class="graph-arrow ') == 2
    assert "Not drawn: 1 rarer way, taken 1 time." in frequent
    assert nonsense.count("graph-box") == 3
