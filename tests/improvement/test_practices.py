"""Practices: measured in one department, offered to all, each department decides for itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.improvement import actions
from groundswell.improvement.actions import NewPractice
from groundswell.improvement.models import Practice
from groundswell.improvement.queries.practices import (
    count_adoption,
    draw_adoption,
    list_adoption,
    list_practices,
)
from groundswell.improvement.queries.team import (
    lay_out_skills,
    list_descriptions,
    list_gaps,
    list_roles,
)
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.knowledge.actions import retire_article, review_article
from groundswell.measurement.history import gather_evidence
from tests.knowledge.makers import make_article
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_ticket, make_user

pytestmark = pytest.mark.django_db

LATER = MONDAY_9AM + timedelta(days=30)


@pytest.fixture
def champion() -> User:
    return make_user("champion", name="Bo Lind")


@pytest.fixture
def units() -> list[OrgUnit]:
    return [OrgUnit.objects.create(name=name) for name in ("Dispatch", "Sales", "Workshop")]


@pytest.fixture
def checklist(champion: User, units: list[OrgUnit]) -> Practice:
    new = NewPractice(
        title="Check the label before the shift", why="No blank labels",
        steps="Print one\nLook at it", department=units[0],
    )  # fmt: skip
    return actions.write_practice(by=champion, at=MONDAY_9AM, new=new)


def measure(practice: Practice, by: User) -> Practice:
    return actions.measure_practice(
        practice, by=by, at=LATER, measure="Blank labels a week", before=20, after=4, counted=48,
        measured_on=LATER.date(),
    )  # fmt: skip


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_a_measured_local_practice_becomes_one_for_all(
    champion: User, units: list[OrgUnit], checklist: Practice
) -> None:
    """Acceptance of S11 and S14: B adopts, C deviates with a reason, adoption shows 2 of 3."""
    measure(checklist, champion)
    actions.propose_practice(checklist, by=champion, at=LATER)
    actions.promote_practice(checklist, by=champion, at=LATER)
    _, sales, workshop = units
    actions.decide_adoption(checklist, by=champion, at=LATER, department=sales, state="adopted")
    actions.decide_adoption(
        checklist, by=champion, at=LATER, department=workshop, state="deviates",
        reason="Labels are printed by the machine",
    )  # fmt: skip

    practice = list_practices(seen_by=champion)[0]
    count = count_adoption(list_adoption(practice))
    assert (practice.state, count.adopted, count.deviates, count.of) == ("global", 2, 1, 3)
    page = signed_in(champion).get(reverse("improvement:practice", args=[practice.number]))
    assert "2 of 3 departments" in page.content.decode()
    assert "Labels are printed by the machine" in page.content.decode()
    figure = draw_adoption(practice, list_adoption(practice), until=LATER.date())
    assert figure is not None
    assert figure.rows[-1][1] == "2 of 3"


def test_nothing_is_for_all_without_a_measured_effect(champion: User, checklist: Practice) -> None:
    actions.propose_practice(checklist, by=champion, at=LATER)

    with pytest.raises(Refusal, match="no measured effect yet"):
        actions.promote_practice(checklist, by=champion, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(pk=checklist.pk).update(state="global")


def test_another_way_needs_a_reason_and_somebody_who_may_decide(
    champion: User, units: list[OrgUnit], checklist: Practice
) -> None:
    manager = make_user("manager")
    units[1].head = manager
    units[1].save()

    with pytest.raises(Refusal, match="say why"):
        actions.decide_adoption(
            checklist, by=champion, at=LATER, department=units[1], state="rejected"
        )
    with pytest.raises(NotAllowed, match="does not decide for Workshop"):
        actions.decide_adoption(checklist, by=manager, at=LATER, department=units[2], state="trial")
    actions.decide_adoption(checklist, by=manager, at=LATER, department=units[1], state="trial")
    with pytest.raises(NotAllowed):
        actions.promote_practice(checklist, by=make_user("agent"), at=LATER)


def test_it_is_rolled_out_when_somebody_there_can_do_it(
    champion: User, units: list[OrgUnit], checklist: Practice
) -> None:
    person = make_user(name="Ada")
    person.department = units[0]
    person.save()
    actions.note_skill(by=champion, at=LATER, person=person, practice=checklist, level=1)
    assert count_adoption(list_adoption(checklist)).done == 0

    actions.note_skill(by=champion, at=LATER, person=person, practice=checklist, level=2)

    assert count_adoption(list_adoption(checklist)).done == 1
    _, rows = lay_out_skills()
    assert [(row.about, row.levels, row.able) for row in rows] == [(checklist.title, (2,), 1)]
    page = signed_in(champion).get(reverse("improvement:team")).content.decode()
    steps = reverse("improvement:practice", args=[checklist.number])
    assert f'<a href="{steps}">{checklist.title}</a>' in page


def test_other_steps_are_another_version(champion: User, checklist: Practice) -> None:
    actions.revise_practice(
        checklist, by=champion, at=LATER, title=checklist.title, why="Fewer calls",
        steps="Print two\nLook at both", owner=champion,
    )  # fmt: skip

    line = list_adoption(Practice.objects.get())[0]
    assert line.is_old
    assert Practice.objects.get().version == 2


def test_a_role_without_an_act_in_30_days_stands_on_paper_only(champion: User) -> None:
    agent = make_user("agent", name="Ines")
    make_problem(by=agent)
    actions.give_role(by=champion, at=MONDAY_9AM, person=agent, kind="owner", process="problem")
    actions.give_role(by=champion, at=MONDAY_9AM, person=agent, kind="manager", process="incident")

    told = {line.about: (line.label, line.acts, line.on_paper) for line in list_roles(at=LATER)}
    assert told == {
        "Problems and known errors": ("Owner", 1, False),
        "Trouble (incidents)": ("Manager", 0, True),
    }
    assert all(line.on_paper for line in list_roles(at=LATER + timedelta(days=1)))
    assert ("Problems and known errors", "a manager") in {(g.label, g.lacks) for g in list_gaps()}
    with pytest.raises(Refusal, match="holds this role already"):
        actions.give_role(by=champion, at=LATER, person=agent, kind="owner", process="problem")
    with pytest.raises(BadInput, match='"plumbing" is no process'):
        actions.give_role(by=champion, at=LATER, person=agent, kind="owner", process="plumbing")


def test_who_takes_part_and_for_how_long_stands_on_one_page(champion: User) -> None:
    client = signed_in(champion)
    agent = make_user("agent", name="Ines Falk")

    client.post(reverse("improvement:partners"), {"person": agent.pk, "hours_a_week": 2})
    client.post(
        reverse("improvement:roles"), {"person": agent.pk, "kind": "owner", "process": "problem"}
    )
    page = client.get(reverse("improvement:team")).content.decode()

    assert "Ines Falk" in page
    assert "2 hours a week" in page
    assert "on paper only" in page
    refused = client.post(reverse("improvement:partners"), {"person": agent.pk, "hours_a_week": 99})
    assert refused.status_code == 422


def test_a_process_is_described_by_an_article_that_holds_until_its_day(champion: User) -> None:
    client, address = signed_in(champion), reverse("improvement:descriptions")
    article = make_article(by=champion, title="How we meet trouble")
    make_ticket()

    draft = make_article(by=champion, title="Not ready", publish=False)
    unknown = client.post(address, {"process": "problem", "article": "KB-999"})
    unready = client.post(address, {"process": "problem", "article": draft.number})
    named = client.post(address, {"process": "incident", "article": article.number.lower()})

    assert [answer.status_code for answer in (unknown, unready, named)] == [422, 422, 302]
    assert "KB-999; a number looks like KB-000012." in unknown.content.decode()
    assert "is not published" in unready.content.decode()
    assert "How we meet trouble" in client.get(reverse("improvement:team")).content.decode()
    held = gather_evidence().arrow("processes").to_pylist()
    assert [row["process"] for row in held if row["described_at"]] == ["incident"]

    on = MONDAY_9AM.date() + timedelta(days=400)
    review_article(article, by=champion, at=MONDAY_9AM, review_by=on)
    told = {one.label: one.trouble for one in list_descriptions(on=on, seen_by=champion)}
    assert told["Trouble (incidents)"] == "to be looked at again"
    assert told["Requests"] == "written down nowhere"

    retire_article(article, by=champion, at=MONDAY_9AM)
    (line, *_) = list_descriptions(on=on, seen_by=champion)
    assert line.trouble == "the article is retired"
    client.post(address, {"process": "incident", "article": ""})
    assert gather_evidence().has("processes") is False


def test_who_may_not_read_a_description_is_told_that_there_is_one(champion: User) -> None:
    article = make_article(by=champion, title="How we ask for money", audience="champions")
    actions.describe_process(by=champion, at=LATER, process="incident", article=article)
    agent = make_user("agent")

    page = signed_in(agent).get(reverse("improvement:team")).content.decode()

    assert "an article that is not for you" in page
    assert "How we ask for money" not in page
    (line, *_) = list_descriptions(on=LATER.date(), seen_by=agent)
    assert line.trouble == ""
