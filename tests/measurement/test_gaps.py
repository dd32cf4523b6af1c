"""What people keep asking for and no article answers."""

from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.knowledge.models import Article, ArticleUse
from groundswell.measurement import actions
from groundswell.measurement.gaps import list_gaps
from groundswell.measurement.models import AnalysisRun, Finding
from groundswell.servicedesk import actions as desk
from tests.knowledge.makers import make_article
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db: None) -> AnalysisRun:
    return AnalysisRun.objects.create(
        number="RUN-000001", state="done", as_of=MONDAY_9AM, findings={"currency": "EUR"},
        updated_at=MONDAY_9AM,
    )  # fmt: skip


def find(run: AnalysisRun, title: str, agent: User, *, closed: int = 2, **detail: Any) -> Finding:
    rank = run.problems.count() + 1
    finding = Finding.objects.create(run=run, key=f"p{rank}", rank=rank, title=title, detail=detail)
    for _ in range(closed):
        ticket = make_ticket(
            by=make_user(name="Carla Caller"), summary=title, description="Carla Caller asks"
        )
        desk.resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="Ask Carla Caller for it")
        finding.tickets.add(ticket)
    return finding


def test_the_dearest_group_without_an_answer_comes_first(run: AnalysisRun, agent: User) -> None:
    small = find(run, "Parking permit wanted", agent, closed=3)
    dear = find(run, "Scanner shows streaks", agent, cost_per_year={"likely": 900.0})
    find(run, "Nobody has closed this", agent, closed=0)
    find(run, "Labels come out blank", agent)
    make_article(by=agent)

    gaps = list_gaps(run, seen_by=agent)

    assert [(gap.finding, gap.closed) for gap in gaps] == [(dear, 2), (small, 3)]


def test_one_click_makes_a_draft_without_names_and_closes_the_gap(
    run: AnalysisRun, agent: User
) -> None:
    find(run, "Scanner shows streaks", agent)
    client = Client()
    client.force_login(agent, backend=BACKEND)
    shown = client.get("/evidence/gaps/").content.decode()
    assert "2 tickets were answered without an article" in shown
    assert client.get("/api/knowledge-gaps").json()[0]["closed"] == 2

    client.post("/evidence/gaps/p1/answer/")

    article = Article.objects.get()
    assert article.title == "Scanner shows streaks"
    assert "- Ask [name] for it" in article.body
    assert "Carla" not in article.body
    assert list_gaps(run, seen_by=agent) == []
    with pytest.raises(Refusal, match="written for it already"):
        actions.write_answer(run.problems.get(), by=agent, at=MONDAY_9AM)


def test_an_article_used_on_its_tickets_answers_a_group(run: AnalysisRun, agent: User) -> None:
    finding = find(run, "Scanner shows streaks", agent)
    ticket = finding.tickets.first()
    assert ticket is not None
    article = make_article(by=agent, title="Something in other words", body="Clean the glass")
    ArticleUse.objects.create(
        article=article, version=1, record=ticket.number, used_at=MONDAY_9AM, used_by=agent
    )

    assert list_gaps(run, seen_by=agent) == []


def test_before_the_first_analysis_the_page_says_what_will_be_there(agent: User) -> None:
    client = Client()
    client.force_login(agent, backend=BACKEND)

    page = client.get("/evidence/gaps/").content.decode()

    assert "Here will be what is worth an article" in page
    assert client.get("/api/knowledge-gaps").json() == []
