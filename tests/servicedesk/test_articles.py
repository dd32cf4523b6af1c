"""What is known reaches the ticket, and a solved ticket becomes known."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.knowledge import queries
from groundswell.knowledge.models import Article
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import Ticket
from tests.knowledge.makers import make_article
from tests.makers import BACKEND, MONDAY_9AM, make_ticket

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def ticket(caller: User) -> Ticket:
    return make_ticket(
        by=caller,
        summary="Labels come out blank",
        description="Since Monday all labels are blank.\nRing me, Carla Caller, carla@example.org",
    )


def test_an_article_that_fits_is_used_told_and_judged_by_the_end_of_the_ticket(
    agent: User, caller: User, ticket: Ticket
) -> None:
    article = make_article(by=agent)
    desk = signed_in(agent)
    offered = desk.get(f"/desk/{ticket.number}/articles/").content.decode()
    assert "it is about blank, labels" in offered

    desk.post(f"/desk/{ticket.number}/article-uses/", {"article": article.number, "tell": "on"})

    seen = signed_in(caller).get(f"/my/{ticket.number}/").content.decode()
    assert "Open the lid and **close** it." in seen
    assert "This was used on your ticket" in seen
    actions.resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="Closed the lid")
    assert queries.count_worth([article])[article.pk].tickets_helped == 1
    ticket.refresh_from_db()
    actions.reopen_ticket(ticket, by=caller, at=MONDAY_9AM, reason="Again")
    assert queries.count_worth([article])[article.pk].share == 0


def test_what_a_caller_may_not_read_is_not_written_to_them(
    agent: User, caller: User, ticket: Ticket
) -> None:
    article = make_article(by=agent, audience="desk")

    answer = signed_in(agent).post(
        f"/desk/{ticket.number}/article-uses/", {"article": article.number, "tell": "on"}
    )

    assert answer.status_code == 422
    assert not ticket.messages.exists()
    assert (
        "used on your ticket" not in signed_in(caller).get(f"/my/{ticket.number}/").content.decode()
    )


def test_a_solved_ticket_becomes_a_draft_without_names_in_one_step(
    agent: User, caller: User, ticket: Ticket
) -> None:
    desk = signed_in(agent)
    desk.post(f"/desk/{ticket.number}/work/")
    desk.post(
        f"/desk/{ticket.number}/resolution/",
        {"resolution": "Alva Agent cleaned the head", "keep": "on"},
    )

    article = Article.objects.get()

    assert (article.state, article.audience, article.origin) == ("draft", "desk", ticket.number)
    assert "[name] cleaned the head" in article.body
    text = f"{article.title} {article.symptoms} {article.body}"
    assert "Carla" not in text
    assert "carla@" not in text
    part = desk.get(f"/desk/{ticket.number}/articles/").content.decode()
    assert "Written of this ticket" in part
    again = desk.post(f"/desk/{ticket.number}/article/", follow=True).content.decode()
    assert "was written for" in again


def test_an_unsolved_ticket_is_no_article(agent: User, ticket: Ticket) -> None:
    answer = signed_in(agent).post(f"/desk/{ticket.number}/article/", follow=True)

    assert "does not say what ended it" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_retired_article_that_was_used_says_that_it_does_not_hold(
    agent: User, ticket: Ticket
) -> None:
    from groundswell.knowledge.actions import retire_article, use_article  # noqa: PLC0415

    article = make_article(by=agent)
    use_article(article, by=agent, at=MONDAY_9AM, record=ticket.number)
    retire_article(article, by=agent, at=MONDAY_9AM)
    desk = signed_in(agent)

    assert "does not hold any more" in desk.get(f"/desk/{ticket.number}/articles/").content.decode()
    page = desk.get(f"/knowledge/{article.number}/").content.decode()
    assert "is not offered. It is kept" in page


def test_the_portal_offers_articles_while_trouble_is_told(agent: User, caller: User) -> None:
    make_article(by=agent)

    told = signed_in(caller).get("/my/offers/", {"summary": "blank labels again"})

    assert "An answer may be written already" in told.content.decode()
