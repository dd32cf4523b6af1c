"""The pages of articles, for those who write and for those who look for help."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.knowledge import actions, queries
from groundswell.knowledge.models import Article
from tests.knowledge.makers import make_article, save
from tests.makers import BACKEND, MONDAY_9AM, make_service

pytestmark = pytest.mark.django_db


def signed_in(user: User, **headers: str) -> Client:
    client = Client(headers=headers)
    client.force_login(user, backend=BACKEND)
    return client


def test_an_article_from_the_first_word_to_the_reader_who_says_it_helped(
    agent: User, caller: User
) -> None:
    desk = signed_in(agent)
    said = {"title": "Labels come out blank", "body": "## Do this\n\n1. Open", "kind": "answer",
            "language": "en"}  # fmt: skip
    written = desk.post("/knowledge/new/", said, follow=True).content.decode()
    article = Article.objects.get()
    assert "Draft" in written
    assert signed_in(caller).get(f"/knowledge/{article.number}/").status_code == 404

    desk.post(f"/knowledge/{article.number}/publication/")
    client = signed_in(caller)
    assert "Labels come out blank" in client.get("/knowledge/").content.decode()
    read = client.get(f"/knowledge/{article.number}/").content.decode()
    assert '<h2 dir="auto">Do this</h2>' in read
    assert "Did this help?" in read
    assert "Retire" not in read

    thanked = client.post(
        f"/knowledge/{article.number}/verdicts/", {"helped": "yes", "words": "Thanks"}, follow=True
    )
    assert "That is noted" in thanked.content.decode()
    shown = desk.get(f"/knowledge/{article.number}/").content.decode()
    assert "<b>1 of 1</b>" in shown
    assert "“Thanks”" in shown


def test_the_second_writer_sees_both_texts_and_can_save_them_as_one(agent: User) -> None:
    article = make_article(by=agent, body="Open the lid.")
    save(article, by=agent, based_on=1, body="Open the lid slowly.")
    client = signed_in(agent)
    address = f"/knowledge/{article.number}/text/"
    mine = {"title": article.title, "body": "Open the back.", "based_on": 1, "language": "en"}

    answer = client.post(address, mine)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "saved version 2 while you wrote on version 1" in page
    assert "<ins>lid slowly.</ins>" in page
    assert "Open the back." in page
    assert 'name="based_on" value="2"' in page
    client.post(address, mine | {"body": "Open the back slowly.", "based_on": 2})
    article.refresh_from_db()
    assert (article.version, article.body) == (3, "Open the back slowly.")


def test_versions_are_compared_and_an_old_one_holds_again(agent: User) -> None:
    article = make_article(by=agent, body="Good advice")
    save(article, by=agent, based_on=1, body="Bad advice")
    client = signed_in(agent)

    page = client.get(f"/knowledge/{article.number}/versions/").content.decode()
    client.post(
        f"/knowledge/{article.number}/restoration/", {"language": "en", "version": 1}, follow=True
    )

    assert "<del>Good </del><ins>Bad </ins>" in page
    assert Article.objects.get().body == "Good advice"
    assert client.get(f"/knowledge/{article.number}/versions/?old=9&new=12").status_code == 404


def test_the_browser_says_which_language_is_read(agent: User, caller: User) -> None:
    article = make_article(by=agent)
    save(article, by=agent, based_on=0, language="de", title="Etiketten leer", body="Deckel auf")
    address = f"/knowledge/{article.number}/"

    german = signed_in(caller, accept_language="de-DE,de;q=0.9").get(address).content.decode()
    french = signed_in(caller, accept_language="fr").get(address).content.decode()

    assert "Deckel auf" in german
    assert "There is no Français text yet" in french


def test_markup_of_a_writer_stays_text_everywhere(agent: User, caller: User) -> None:
    evil = "<script>alert(1)</script>"
    article = make_article(by=agent, title=f"Evil {evil}", summary=evil, body=evil, symptoms=evil)
    save(article, by=agent, based_on=1, title=f"Evil {evil}", body=f"{evil} more")

    for address in ("", f"{article.number}/", f"{article.number}/versions/", "?q=evil",
                    f"{article.number}/text/", "offers/?summary=evil+script+alert"):  # fmt: skip
        page = signed_in(agent).get(f"/knowledge/{address}").content.decode()
        assert "<script>alert" not in page, address


@pytest.mark.parametrize(
    "address", ["?service=x", "?show=nothing", f"?service={'9' * 40}", "?q=" + "x" * 900]
)
def test_a_strange_address_is_answered(agent: User, address: str) -> None:
    make_article(by=agent)

    assert signed_in(agent).get(f"/knowledge/{address}").status_code == 200


def test_half_a_form_says_what_is_missing(agent: User, caller: User) -> None:
    article = make_article(by=agent)
    client = signed_in(agent)
    assert client.post("/knowledge/new/", {"body": "x"}).status_code == 422
    assert client.post("/knowledge/new/", {"title": "x", "body": "x" * 2_000_000, "kind": "answer",
                                           "language": "en"}).status_code == 422  # fmt: skip
    placed = client.post(
        f"/knowledge/{article.number}/placement/", {"kind": "answer", "audience": "department"}
    )
    assert "Say which department" in placed.content.decode()
    door, words = f"/knowledge/{article.number}/verdicts/", "Which tray? " * 500
    said = signed_in(caller).post(door)
    assert "yes or no" in said.content.decode()
    long = signed_in(caller).post(door, {"helped": "no", "words": words})
    assert "characters are too many here" in long.text
    assert f'value="{words}"' in long.text


def test_what_is_to_be_looked_at_again_is_listed_and_ticked_off(agent: User) -> None:
    article = make_article(by=agent)
    placement = actions.Placement(
        kind="answer", audience="everyone", owner=agent, review_by=MONDAY_9AM.date()
    )
    actions.place_article(article, by=agent, at=MONDAY_9AM, placement=placement)
    client = signed_in(agent)
    assert "Its day of review is past." in client.get("/knowledge/due/").content.decode()

    client.post(f"/knowledge/{article.number}/review/")

    assert "Nothing is due" in client.get("/knowledge/due/").content.decode()


def test_the_parts_for_other_pages(agent: User, caller: User) -> None:
    service = make_service("Label printing")
    make_article(by=agent, kind="quirk", title="Closed on Mondays", service=service)
    make_article(by=agent, service=service)
    client = signed_in(caller)

    told = client.get("/knowledge/offers/", {"summary": "blank labels", "service": service.pk})
    beside = client.get(f"/knowledge/of/{service.number}/").content.decode()

    assert "Closed on Mondays" in told.content.decode()
    assert "An answer may be written already" in told.content.decode()
    assert "Closed on Mondays" in beside
    assert "Labels come out blank" in beside


def test_over_rest(agent: User, caller: User) -> None:
    desk = signed_in(agent)
    made = desk.post("/api/articles", {"title": "Blank labels", "body": "Open it"},
                     content_type="application/json").json()  # fmt: skip
    number = made["number"]
    assert signed_in(caller).get(f"/api/articles/{number}").status_code == 404
    actions.publish_article(Article.objects.get(), by=agent, at=MONDAY_9AM)

    text = {"title": "Blank labels", "body": "Close it", "based_on": 1}
    saved = desk.post(f"/api/articles/{number}/texts", text, content_type="application/json")
    late = desk.post(f"/api/articles/{number}/texts", text, content_type="application/json")
    judged = signed_in(caller).post(
        f"/api/articles/{number}/verdicts", {"helped": True}, content_type="application/json"
    )

    assert saved.json()["version"] == 2
    assert late.status_code == 409
    assert judged.json()["helped"] == 1
    fitting = signed_in(caller).get("/api/articles/fitting", {"text": "blank labels"}).json()
    assert [one["number"] for one in fitting] == [number]
    assert desk.get("/api/articles", {"q": "blank"}).json()[0]["worth"]["said"] == 1
    assert queries.get_article(number, seen_by=caller).is_published
