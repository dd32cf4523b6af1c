"""The improvement register of one person: why, at most three at once, a trial, what came of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groundswell.cmdb.actions import add_item
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement import actions
from groundswell.improvement.actions import NewImprovement
from groundswell.improvement.mode.actions import record_answer
from groundswell.improvement.models import Improvement
from groundswell.improvement.queries.register import list_register
from groundswell.improvement.queries.sleeping import list_sleeping
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.problems.models import Problem
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.satisfaction.actions import judge_help
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db

WHY = {"pain": "Labels come out blank", "who": "Dispatch", "cost": "Two hours a week"}


@pytest.fixture
def champion() -> User:
    return make_user("champion", name="Bo Lind")


def idea(title: str = "Fewer blank labels", **given: object) -> NewImprovement:
    return NewImprovement(title=title, **{**WHY, **given})  # type: ignore[arg-type]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_from_an_idea_to_a_measured_result_in_the_browser(champion: User) -> None:
    client = signed_in(champion)

    def send(door: str, **said: object) -> None:
        answer = client.post(reverse(f"improvement:{door}", args=[number]), said)
        assert answer.status_code == 302, answer.content.decode()[-2000:]

    kept = client.post(
        reverse("improvement:new_improvement"),
        {"title": "Fewer blank labels", **WHY, "origin": "ticket"},
    )
    number = kept.url.rstrip("/").rpartition("/")[2]
    send("assessment", hypothesis="Clean heads print", measure="Blank labels a week",
         before=20, target=5, effort_hours=3, forecast=900)  # fmt: skip
    send("plan", next_step="Clean one printer", due_on="2026-04-01")
    send("start")
    send("pilot", scope="Printer 3", stop_rule="More jams than before",
         starts_on="2026-03-02", ends_on="2026-03-16")  # fmt: skip
    send("pilot_end", outcome="kept", result="Two blank labels in two weeks")
    send("finish")
    send("result", before=20, after=4, actual=800, lesson="Cleaning beats buying")

    record = Improvement.objects.get(number=number)
    assert (record.state, record.before, record.after) == ("measured", 20, 4)
    assert (record.actual, record.owner) == (Decimal(800), champion)
    page = client.get(reverse("improvement:improvement", args=[number])).content.decode()
    assert "Cleaning beats buying" in page
    assert "It worked; we keep it" in page
    assert AuditEntry.objects.filter(number=number).count() == 8


@pytest.mark.parametrize("lacking", ["pain", "who", "cost"])
def test_no_improvement_without_a_why(champion: User, lacking: str) -> None:
    with pytest.raises(Refusal, match="what hurts, who has it and what it costs"):
        actions.add_improvement(by=champion, at=MONDAY_9AM, new=idea(**{lacking: " "}))

    kept = actions.add_improvement(by=champion, at=MONDAY_9AM, new=idea())
    with pytest.raises(IntegrityError), transaction.atomic():
        Improvement.objects.filter(pk=kept.pk).update(**{lacking: ""})


def test_a_fourth_is_refused_until_one_is_finished_or_dropped(champion: User) -> None:
    first, *_ = [
        actions.take_on(by=champion, at=MONDAY_9AM, new=idea(f"Number {n}")) for n in range(3)
    ]

    with pytest.raises(
        Refusal, match="three improvements under way .*Number 0.*Finish one or drop"
    ):
        actions.take_on(by=champion, at=MONDAY_9AM, new=idea("Number 3"))
    waiting = actions.add_improvement(by=champion, at=MONDAY_9AM, new=idea("It may wait"))
    assert waiting.state == "idea"

    actions.drop_improvement(first, by=champion, at=MONDAY_9AM, reason="Nobody prints labels now")
    assert actions.take_on(by=champion, at=MONDAY_9AM, new=idea("Number 3")).state == "doing"


def test_the_limit_holds_for_who_takes_it_on(champion: User) -> None:
    for n in range(3):
        actions.take_on(by=champion, at=MONDAY_9AM, new=idea(f"Number {n}"))
    agent = make_user("agent")
    fourth = actions.add_improvement(by=champion, at=MONDAY_9AM, new=idea("Number 3"))
    judged = actions.assess_improvement(
        fourth, by=agent, at=MONDAY_9AM, hypothesis="It helps", measure="Labels",
        before=None, target=None, effort_hours=None, forecast=None,
    )  # fmt: skip

    with pytest.raises(Refusal, match="three improvements under way"):
        actions.plan_improvement(judged, by=agent, at=MONDAY_9AM, owner=champion)
    assert actions.plan_improvement(judged, by=agent, at=MONDAY_9AM).owner == agent


def test_what_is_on_record_leads_to_an_improvement_that_keeps_it(champion: User) -> None:
    caller = make_user(name="Ida Berg")
    printing = make_service("Printing")
    ticket = make_ticket(by=caller, summary="Blank labels", service=printing)
    agent = make_user("agent")
    desk.start_ticket(ticket, by=agent, at=MONDAY_9AM)
    desk.resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="Cleaned the head")
    judge_help(ticket, by=caller, at=MONDAY_9AM + timedelta(hours=2), score=2)
    problem = make_problem(by=champion, title="Label printers", symptom="Blank labels")
    item = add_item(by=champion, at=MONDAY_9AM, name="Printer 3", type="printer")
    answer = record_answer(by=champion, at=MONDAY_9AM, poll="runs-fine", who="Mia Sund", value=2)
    client = signed_in(champion)
    of_ticket = reverse("problems:of_ticket", args=[ticket.number])

    for page, kind, source, told, words in (
        (of_ticket, "ticket", ticket, "A ticket", "Blank labels"),
        (of_ticket, "verdict", ticket, "An answer somebody gave", "calls the help not good"),
        (reverse("problems:problem", args=[problem.number]), "problem", problem, "A problem",
         "Blank labels"),
        (reverse("improvement:mode"), "answer", answer, "An answer somebody gave", "2 of 5"),
        (reverse("catalogue:service", args=[printing.number]), "service", printing, "A service",
         "Printing"),
        (reverse("cmdb:items"), "item", item, "A thing on record", "Printer 3"),
    ):  # fmt: skip
        address = f"{reverse('improvement:new_improvement')}?{kind}={source.number}"
        assert f'href="{address}"' in client.get(page).content.decode(), kind
        form = client.get(address).content.decode()
        assert f"selected>{told}</option>" in form
        assert words in form
        assert "Mia Sund" not in form
        kept = client.post(address, {"title": f"Better: {kind}", **WHY, "origin": "survey"})
        record = Improvement.objects.get(title=f"Better: {kind}")
        assert (record.source, record.origin) == (source.number, "survey")
        shown = client.get(kept.url).content.decode()
        assert f'">{source.number}</a>' in shown


def test_a_record_that_is_not_there_or_not_theirs_leads_nowhere(champion: User) -> None:
    client, new = signed_in(champion), reverse("improvement:new_improvement")
    ticket = make_ticket(summary="Blank labels")

    assert client.get(f"{new}?ticket=INC-999999").status_code == 404
    assert client.get(f"{new}?verdict={ticket.number}").status_code == 404
    assert client.get(f"{new}?answer=POLL-999999").status_code == 404
    two = client.get(f"{new}?ticket={ticket.number}&item=CI-000001", follow=True)
    assert "comes from one record" in two.content.decode()


def test_a_step_is_taken_on_once(champion: User) -> None:
    actions.take_on(by=champion, at=MONDAY_9AM, new=idea(step_key="write-down:p1"))

    with pytest.raises(Refusal, match="is this step already"):
        actions.take_on(by=champion, at=MONDAY_9AM, new=idea(step_key="write-down:p1"))


def test_what_is_done_is_measured_before_it_counts(champion: User) -> None:
    kept = actions.take_on(by=champion, at=MONDAY_9AM, new=idea())

    with pytest.raises(Refusal, match="has no measure"):
        actions.measure_improvement(kept, by=champion, at=MONDAY_9AM, before=1, after=0)
    with pytest.raises(ForbiddenMove):
        actions.revive_improvement(kept, by=champion, at=MONDAY_9AM)
    with pytest.raises(Refusal, match="Say why"):
        actions.drop_improvement(kept, by=champion, at=MONDAY_9AM, reason="  ")


def test_a_manager_sees_what_is_hers_and_changes_nothing(champion: User) -> None:
    sales, dispatch = (OrgUnit.objects.create(name=name) for name in ("Sales", "Dispatch"))
    manager = make_user("manager")
    dispatch.head = manager
    dispatch.save()
    hers = actions.add_improvement(by=champion, at=MONDAY_9AM, new=idea(department=dispatch))
    other = actions.add_improvement(by=champion, at=MONDAY_9AM, new=idea(department=sales))

    client = signed_in(manager)
    seen = [one for column in list_register(seen_by=manager) for one in column.improvements]
    assert seen == [hers]
    assert client.get(reverse("improvement:improvement", args=[hers.number])).status_code == 200
    assert client.get(reverse("improvement:improvement", args=[other.number])).status_code == 404
    with pytest.raises(NotAllowed):
        actions.drop_improvement(hers, by=manager, at=MONDAY_9AM, reason="Enough")


def test_what_nobody_moves_is_woken_up_the_oldest_first(champion: User) -> None:
    kept = actions.take_on(by=champion, at=MONDAY_9AM + timedelta(days=3), new=idea())
    problem = make_problem(by=champion)

    woken = list_sleeping(seen_by=champion, at=MONDAY_9AM + timedelta(days=60))

    assert [(one.number, one.why) for one in woken] == [
        (problem.number, "no next step"),
        (kept.number, "no next step"),
    ]
    actions.next_improvement(
        kept, by=champion, at=MONDAY_9AM, next_step="Clean it", due_on=MONDAY_9AM.date()
    )
    woken = list_sleeping(seen_by=champion, at=MONDAY_9AM + timedelta(days=60))
    assert [one.why for one in woken if one.number == kept.number] == ["was due 2026-03-02"]


def test_goals_are_served_and_end(champion: User) -> None:
    client = signed_in(champion)
    client.post(reverse("improvement:goals"), {"title": "Deliver on time", "said_by": "The board"})
    page = client.get(reverse("improvement:improvements")).content.decode()
    assert "Deliver on time" in page
    assert "nothing serves it yet" in page
    number = page.split('<span class="sleeper-kind ref">')[1].split("<")[0]

    assert client.post(reverse("improvement:goal_end", args=[number])).status_code == 302
    assert "Deliver on time" not in client.get(reverse("improvement:improvements")).content.decode()


def test_a_trouble_says_which_goal_it_endangers_or_that_it_endangers_none() -> None:
    champion = make_user("champion", "agent")
    gate, mail = make_service("Gate"), make_service("E-mail")
    at_gate = make_problem(by=champion, title="Gate stays shut", service=gate)
    of_mail = make_problem(by=champion, title="Mail is late", service=mail)
    nowhere = make_problem(by=champion, title="Something hums")
    client = signed_in(champion)

    def beside(problem: Problem) -> str:
        return client.get(reverse("improvement:waited", args=[problem.number])).content.decode()

    assert "not known: no goal is on record" in beside(at_gate)
    goal = actions.set_goal(
        by=champion, at=MONDAY_9AM, title="Deliver on time", said_by="The board"
    )
    assert "not known: no goal says which services it needs" in beside(at_gate)

    address = reverse("improvement:goal_needs", args=[goal.number])
    assert client.post(address, {"services": [gate.pk]}).status_code == 302
    assert client.post(address, {"services": [gate.pk]}).status_code == 302
    assert AuditEntry.objects.filter(number=goal.number, act="goal.services_said").count() == 1

    assert "Deliver on time" in beside(at_gate)
    assert "None of the one goal on record" in beside(of_mail)
    assert "not known: the problem names no service" in beside(nowhere)
    case = client.get(reverse("improvement:case", args=[at_gate.number])).content.decode()
    assert "Deliver on time" in case
    assert "needs Gate" in client.get(reverse("improvement:improvements")).content.decode()


def test_programs_write_ideas_down_too(champion: User) -> None:
    client = signed_in(champion)
    body = {"title": "Fewer blank labels", **WHY}

    kept = client.post("/api/improvements", body, content_type="application/json")

    assert kept.status_code == 201
    assert kept.json()["state"] == "idea"
    assert client.get("/api/improvements").json()[0]["number"] == kept.json()["number"]
    ticket = make_ticket(summary="Blank labels", service=make_service("Printing"))
    of_ticket = client.post(
        "/api/improvements", {**body, "ticket": ticket.number}, content_type="application/json"
    ).json()
    assert (of_ticket["origin"], of_ticket["source"]) == ("ticket", ticket.number)
    assert of_ticket["service"] == "Printing"
    for named, status in (
        ({"verdict": ticket.number}, 404),
        ({"ticket": ticket.number, "service": "SVC-000001"}, 422),
    ):
        sent = client.post("/api/improvements", body | named, content_type="application/json")
        assert sent.status_code == status, sent.content
    refused = client.post(
        "/api/improvements/steps", {"step": "gone"}, content_type="application/json"
    )
    assert refused.status_code == 404
    assert "no longer propose" in refused.json()["detail"]
