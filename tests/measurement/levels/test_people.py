"""What people say of a level: their view beside the records, and what they contest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from groundswell.analysis.maturity import gap, level_seen, perceive
from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.models import Contest, View
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

LATER = MONDAY_9AM + timedelta(days=10)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def view(knows: int, followed: int, went: int, trouble: str = "") -> actions.NewView:
    return actions.NewView({"knows": knows, "followed": followed, "went": went}, trouble)


@pytest.fixture
def shown(champion: User) -> None:
    for day in range(8):
        make_ticket(opened_at=MONDAY_9AM - timedelta(day))
    actions.take_snapshot(by=champion, at=LATER, dormant=False)


def test_a_person_sees_the_middle_of_three_answers_and_one_person_is_not_enough() -> None:
    assert level_seen((0, 3, 2)) == 2
    assert perceive([(3, 3, 3)]) is None

    seen = perceive([(3, 3, 3), (1, 1, 2), (2, 2, 2)])

    assert seen is not None
    assert (seen.level, seen.low, seen.high, seen.people) == (2.0, 1, 3, 3)
    assert gap(seen, 0) == 2.0
    assert gap(seen, None) is None


def test_views_stand_beside_the_records_and_the_newest_of_each_counts(
    shown: None, agent: User
) -> None:
    manager = make_user("manager", name="Mara Manager")
    actions.give_view(by=agent, at=LATER, practice="incident", new=view(1, 1, 1))
    actions.give_view(by=manager, at=LATER, practice="incident", new=view(0, 0, 0))
    later = LATER + timedelta(days=1)
    actions.give_view(by=manager, at=later, practice="incident", new=view(3, 3, 3))

    everybody, deciders = queries.see_level("incident", shown=1)

    assert (everybody.people, everybody.level.level, everybody.gap) == (2, 2.0, 1.0)  # type: ignore[union-attr]
    assert (deciders.people, deciders.level) == (1, None)
    assert (
        View.objects.latest("id").shown
        == queries.get_practice(queries.latest_document(), "incident")["level"]
    )


def test_a_link_is_answered_once_and_by_whoever_holds_it(champion: User) -> None:
    asked = actions.ask_view(
        by=champion, at=MONDAY_9AM, practice="incident", who="Board", manages=True
    )
    address = f"/evidence/levels/view/{queries.sign_view(asked)}/"
    given = {"knows": "2", "followed": "1", "went": "0", "trouble": "Nobody knew"}

    page = Client().get(address).content.decode()
    wrong = Client().post(address, given | {"went": "9"})
    kept = Client().post(address, given)
    again = Client().post(address, given)

    assert "how do you see it?" in page
    assert (wrong.status_code, kept.status_code, again.status_code) == (422, 200, 422)
    assert queries.list_views("incident").get().answers == (2, 1, 0)
    assert Client().get("/evidence/levels/view/forged/").status_code == 404


def test_nonsense_is_refused_in_a_sentence(champion: User) -> None:
    with pytest.raises(BadInput, match="no practice magic"):
        actions.give_view(by=champion, at=LATER, practice="magic", new=view(1, 1, 1))
    with pytest.raises(BadInput, match="no such answer"):
        actions.give_view(by=champion, at=LATER, practice="incident", new=view(1, 1, 7))
    with pytest.raises(Refusal, match="who is asked"):
        actions.ask_view(by=champion, at=LATER, practice="incident", who=" ", manages=False)
    with pytest.raises(Refusal, match="nothing to contest"):
        actions.contest_level(
            by=champion, at=LATER, practice="incident", comment="no", evidence="x"
        )


def test_a_contest_is_decided_once_and_kept_for_ever(shown: None, champion: User) -> None:
    agent = make_user("agent")
    said = {"comment": "We do more than that", "evidence": "The list on the wall"}
    page = signed_in(agent).post("/evidence/levels/practices/incident/contests/", said)
    contest = Contest.objects.get()

    assert page.status_code == 302
    assert contest.shown.startswith("level")
    with pytest.raises(NotAllowed):
        actions.decide_contest(contest, by=agent, at=LATER, decision="stands", reason="no")
    with pytest.raises(Refusal, match="Give the reason"):
        actions.decide_contest(contest, by=champion, at=LATER, decision="stands", reason=" ")

    decided = signed_in(champion).post(
        f"/evidence/levels/contests/{contest}/decision/",
        {"decision": "right", "reason": "The list goes into the tool"},
    )

    assert decided.status_code == 302
    assert (
        "The list goes into the tool"
        in signed_in(agent).get("/evidence/levels/practices/incident/").content.decode()
    )
    with pytest.raises(Refusal, match="decided already"):
        actions.decide_contest(contest, by=champion, at=LATER, decision="stands", reason="no")
    with pytest.raises(ProtectedError):
        contest.snapshot.delete()


def test_the_database_keeps_no_half_of_a_view(champion: User) -> None:
    asked = actions.ask_view(
        by=champion, at=MONDAY_9AM, practice="incident", who="Board", manages=True
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        View.objects.filter(pk=asked.pk).update(answered_at=LATER, knows=1)
