"""Asking people, and the day on which the situation changed: verbs, doors and what follows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.actions import NewAsk, answer_ask, ask_for_fix
from groundswell.improvement.mode.actions import ask_person, record_answer, watch_mode
from groundswell.improvement.mode.models import ModeChange, PollAnswer
from groundswell.improvement.mode.queries import find_reading, sign_link
from groundswell.improvement.queries import find_next
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.measurement.queries import latest_run
from tests.improvement.made_cases import NOW, SMALL, add_option, make_trouble
from tests.makers import BACKEND, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion() -> User:
    return make_user("champion", name="Cleo Champion")


def hear(champion: User, poll: str, value: int, who: str = "Ann", **given: Any) -> PollAnswer:
    said = {"by": champion, "at": NOW} | given
    return record_answer(poll=poll, value=value, who=who, **said)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend=BACKEND)
    return client


def test_two_answers_make_the_first_situation_that_is_seen(champion: User) -> None:
    hear(champion, "runs-fine", 5)
    assert not ModeChange.objects.exists()  # one sign is no situation

    hear(champion, "no-project", 5)

    change = ModeChange.objects.get()
    assert (change.mode, change.before) == ("even keel", "")
    assert not find_reading(latest_run(), as_of=NOW).assumed
    assert AuditEntry.objects.filter(number=change.number, act="mode.changed").exists()


def test_a_change_of_situation_puts_what_was_refused_on_the_table_again(champion: User) -> None:
    agent = make_user("agent")
    trouble = make_trouble(agent)
    option = add_option(trouble, agent, "New valve", SMALL)
    ask = ask_for_fix(trouble, by=agent, at=NOW, new=NewAsk(asked_of="Anna", option=option))
    answer_ask(ask, by=agent, at=NOW, answer="refused", answered_by="Anna", reason="Not now")

    hear(champion, "discussed", 5)
    hear(champion, "must-change", 5)

    change = ModeChange.objects.get()
    assert (change.mode, change.before) == ("trouble", "even keel")  # which was assumed before
    assert list(change.asks.all()) == [ask]
    assert AuditEntry.objects.filter(number=ask.number, act="fix.worth_asking_again").exists()
    ask.refresh_from_db()
    assert ask.answer == "refused"  # what was said stays said
    found = find_next(as_of=NOW)
    titles = [one.title for one in found.chosen.ranking.candidates]
    assert "Ask Anna again for 150 EUR to end “" in " ".join(titles)
    assert found.standing.weights == {
        "pain": 0.35, "value": 0.20, "gap": 0.05, "enable": 0.10, "visible": 0.15, "risk": 0.15,
    }  # fmt: skip


def test_the_same_situation_is_no_change(champion: User) -> None:
    hear(champion, "discussed", 5)
    hear(champion, "must-change", 5)

    assert watch_mode(by=None, at=NOW + timedelta(days=1)) is None
    hear(champion, "discussed", 4, at=NOW + timedelta(days=2))
    assert ModeChange.objects.count() == 1


def test_whoever_holds_the_link_answers_once_and_without_an_account(
    client: Client, champion: User
) -> None:
    question = ask_person(by=champion, at=NOW, poll="runs-fine", who="Bo Boss")
    address = f"/journey/answer/{sign_link(question)}/"

    page = client.get(address).content.decode()
    answer = client.post(address, {"value": "4"})
    again = client.post(address, {"value": "1"})

    assert "IT runs fine." in page
    assert "Bo Boss" in page
    assert "You answered 4 of 5" in answer.content.decode()
    assert again.status_code == 422
    assert "answered already" in again.content.decode()
    question.refresh_from_db()
    assert (question.value, question.by_link) == (4, True)
    assert client.get("/journey/answer/nonsense/").status_code == 404


def test_a_link_that_is_answered_with_nonsense_says_so(client: Client, champion: User) -> None:
    question = ask_person(by=champion, at=NOW, poll="runs-fine", who="Bo")

    for value in ("9", "", "x"):
        answer = client.post(f"/journey/answer/{sign_link(question)}/", {"value": value})
        assert answer.status_code == 422

    question.refresh_from_db()
    assert question.value is None


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        ({"poll": "nonsense"}, BadInput, "There is no question"),
        ({"who": "  "}, Refusal, "Say who answers"),
        ({"value": 6}, BadInput, "The answer is 6; give 1"),
        ({"by": "caller"}, NotAllowed, "may not record answers"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    champion: User, said: dict[str, Any], kind: type[Exception], reason: str
) -> None:
    given = {"poll": "runs-fine", "who": "Ann", "value": 3, "by": champion, "at": NOW} | said
    if given["by"] == "caller":
        given["by"] = make_user("caller")

    with pytest.raises(kind, match=reason):
        record_answer(**given)


def test_the_page_shows_the_signs_the_question_and_contradictions(
    client: Client, champion: User
) -> None:
    hear(champion, "discussed", 1, "Ann", at=timezone.now())
    hear(champion, "discussed", 5, "Bo", at=timezone.now())

    page = sign_in(client, champion).get("/journey/mode/").content.decode()

    assert "they contradict one another: 1 to 5, so it counts for less" in page
    assert "even keel (assumed)" in page
    assert "The question that would say most" in page
    assert "not known: fewer than two signs" in page


def test_a_champion_writes_down_an_answer_and_makes_a_link(client: Client, champion: User) -> None:
    sign_in(client, champion)

    kept = client.post("/journey/mode/answers/", {"poll": "we-grow", "who": "Ann", "value": "4"})
    made = client.post("/journey/mode/links/", {"poll": "it-limits", "who": "Bo"})
    wrong = client.post("/journey/mode/answers/", {"poll": "we-grow", "who": "Ann", "value": "7"})

    assert (kept.status_code, made.status_code, wrong.status_code) == (302, 302, 422)
    page = client.get("/journey/mode/").content.decode()
    assert "<b>4</b> of 5 by Ann" in page
    assert "/journey/answer/" in page


def test_a_manager_answers_for_herself_and_an_assessor_reads(client: Client) -> None:
    manager = make_user("manager", name="Mara Manager")

    sign_in(client, manager).post(
        "/journey/mode/answers/", {"poll": "runs-fine", "who": "Mara Manager", "value": "5"}
    )

    assert PollAnswer.objects.get().who == "Mara Manager"
    page = sign_in(client, make_user("assessor")).get("/journey/mode/").content.decode()
    assert "Write down an answer" not in page
    assert "Mara Manager" not in page  # who said it is for those who keep the register
