"""People who decide: a stage by evidence, notes of one's own, nothing left after removal."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.archive import Purpose, write_archive
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.search.models import SearchDocument
from groundswell.improvement import actions
from groundswell.improvement.actions import About, NewAsk
from groundswell.improvement.models import (
    Ask,
    PrivateNote,
    Question,
    Signal,
    Stakeholder,
    Touch,
)
from groundswell.improvement.queries.limits import say_limit
from groundswell.improvement.queries.moments import list_follow_ups, list_moments
from groundswell.improvement.queries.people import list_stakeholders, stand
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db

TODAY = MONDAY_9AM.date()
OVERHEARD = "heard in the lift: zanzibar"


@pytest.fixture
def champion() -> User:
    return make_user("champion", name="Bo Lind")


@pytest.fixture
def dana(champion: User) -> Stakeholder:
    about = About(
        name="Dana Weiss", goals="Deliver on time", limit=Decimal(500), approves="small buys",
        hurdle=4, hurdle_by="the board", power=3, desired=3,
    )  # fmt: skip
    return actions.add_stakeholder(by=champion, at=MONDAY_9AM, about=about)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def see(dana: Stakeholder, by: User, kind: str, on: date) -> None:
    actions.take_signal(dana, by=by, at=MONDAY_9AM, kind=kind, seen_on=on, source="Mail")


def test_from_unconcerned_to_interested_and_no_further_without_a_commitment(
    champion: User, dana: Stakeholder
) -> None:
    client = signed_in(champion)
    for day in ("2026-01-12", "2026-01-26"):
        client.post(
            reverse("improvement:touches", args=[dana.number]),
            {"touched_on": day, "how": "paper", "about": "Her lost hours"},
        )
    assert stand(dana, on=TODAY).place.stage == 1
    client.post(
        reverse("improvement:questions", args=[dana.number]),
        {"text": "When can we see it?", "asked_on": "2026-02-10"},
    )
    for kind in ("spoke_for", "gave_name", "won_others"):
        see(dana, champion, kind, TODAY - timedelta(days=1))
    assert stand(dana, on=TODAY).place.stage == 2

    see(dana, champion, "gave_time", TODAY)

    line = stand(dana, on=TODAY)
    assert (line.place.stage, line.commitments, line.is_there) == (3, "time", True)
    page = client.get(reverse("improvement:stakeholder", args=[dana.number])).content.decode()
    assert "When can we see it?" in page
    assert "Dana Weiss" in client.get(reverse("improvement:stakeholders")).content.decode()


def test_a_question_keeps_how_long_its_answer_took(champion: User, dana: Stakeholder) -> None:
    asked = actions.take_question(
        dana, by=champion, at=MONDAY_9AM, text="Why will it work?", asked_on=date(2026, 2, 20)
    )
    actions.take_question(dana, by=champion, at=MONDAY_9AM, text="Who pays?", asked_on=TODAY)
    client, door = signed_in(champion), reverse("improvement:replies", args=[dana.number])
    said = {"question": asked.pk, "answer": "It did in Sales", "answered_on": "2026-02-22"}

    refused = client.post(door, {**said, "answered_on": "last week"})
    client.post(door, said)

    assert refused.status_code == 422
    assert refused.text.count("It did in Sales</textarea>") == 1
    page = client.get(reverse("improvement:stakeholder", args=[dana.number])).content.decode()
    assert "answered after 2 days" in page
    with pytest.raises(Refusal, match="It was answered on"):
        actions.answer_question(
            asked, by=champion, at=MONDAY_9AM, answer="Again", answered_on=TODAY
        )
    with pytest.raises(BadInput, match="yet to come"):
        see(dana, champion, "asked", TODAY + timedelta(days=1))
    with pytest.raises(Refusal, match="No source, no evidence"):
        actions.take_signal(
            dana, by=champion, at=MONDAY_9AM, kind="asked", seen_on=TODAY, source=" "
        )


@pytest.mark.parametrize(
    "door", ["page", "api", "trail", "search", "brief", "evidence", "export", "repr"]
)
def test_a_private_note_is_read_by_nobody_else_through_any_door(
    champion: User, dana: Stakeholder, door: str, tmp_path: Path
) -> None:
    note = actions.keep_private_note(dana, by=champion, at=MONDAY_9AM, text=OVERHEARD)
    writer, other = signed_in(champion), signed_in(make_user("champion", name="Kim"))
    page = reverse("improvement:stakeholder", args=[dana.number])
    assert OVERHEARD in writer.get(page).content.decode()

    if door == "page":
        assert OVERHEARD not in other.get(page).content.decode()
        dropped = other.post(reverse("improvement:note_end", args=[dana.number]), {"line": note.pk})
        assert dropped.status_code == 404
        assert PrivateNote.objects.count() == 1
    elif door == "api":
        for address in ("/api/stakeholders", f"/api/stakeholders/{dana.number}"):
            assert "zanzibar" not in writer.get(address).content.decode()
    elif door == "trail":
        assert "zanzibar" not in str(list(AuditEntry.objects.values()))
    elif door == "search":
        assert not SearchDocument.objects.filter(words__contains="zanzibar").exists()
    elif door == "brief":
        assert "zanzibar" not in writer.get(reverse("improvement:brief")).content.decode()
    elif door == "evidence":
        from groundswell.measurement.register_rows import REGISTERS  # noqa: PLC0415

        assert "zanzibar" not in str([read() for read in REGISTERS.values()])
    elif door == "export":
        write_archive(tmp_path / "out", purpose=Purpose.EXPORT, at=MONDAY_9AM)
        files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
        assert any(b"Dana Weiss" in path.read_bytes() for path in files)
        assert not any(b"zanzibar" in path.read_bytes() for path in files)
    else:
        assert "zanzibar" not in f"{note} {note!r}"


@pytest.mark.parametrize("role", ["manager", "assessor", "administrator", "agent", "caller"])
def test_nobody_but_the_champion_sees_the_register(dana: Stakeholder, role: str) -> None:
    client = signed_in(make_user(role))

    for name, args in (("stakeholders", []), ("stakeholder", [dana.number])):
        assert client.get(reverse(f"improvement:{name}", args=args)).status_code == 403
    assert client.get("/api/stakeholders").status_code == 403
    asked = client.get(reverse("improvement:asked"))
    assert "Dana Weiss" not in asked.content.decode()


def test_nobody_sees_what_stands_of_themselves(champion: User, dana: Stakeholder) -> None:
    herself = make_user("champion", name="Dana Weiss")
    client = signed_in(herself)

    assert list_stakeholders(seen_by=herself, on=TODAY) == []
    assert client.get(reverse("improvement:stakeholder", args=[dana.number])).status_code == 404
    assert client.get(f"/api/stakeholders/{dana.number}").status_code == 404
    with pytest.raises(Refusal, match="record of themselves"):
        actions.add_stakeholder(by=champion, at=MONDAY_9AM, about=About(name="Bo Lind"))
    with pytest.raises(NotAllowed):
        see(dana, make_user("manager"), "asked", TODAY)


def test_who_is_taken_out_leaves_nothing_but_the_asks(champion: User, dana: Stakeholder) -> None:
    see(dana, champion, "asked", TODAY)
    actions.note_touch(
        dana, by=champion, at=MONDAY_9AM, touched_on=TODAY, how="mail", about="Numbers"
    )
    actions.take_question(dana, by=champion, at=MONDAY_9AM, text="When?", asked_on=TODAY)
    actions.keep_private_note(dana, by=champion, at=MONDAY_9AM, text=OVERHEARD)
    actions.describe_stakeholder(
        dana, by=champion, at=MONDAY_9AM, about=About(name="Dana Weiss", goals="Promotion")
    )
    problem = make_problem(by=champion)
    ask = actions.ask_for_fix(
        problem, by=champion, at=MONDAY_9AM, new=NewAsk(asked_of="dana weiss", amount=Decimal(150))
    )
    assert ask.stakeholder == dana
    actions.answer_ask(
        ask,
        by=champion,
        at=MONDAY_9AM,
        answer="refused",
        answered_by="Dana Weiss",
        reason="Not now",
    )

    gone = signed_in(champion).post(reverse("improvement:removal", args=[dana.number]))

    assert gone.status_code == 302
    for kind in (Stakeholder, Signal, Touch, Question, PrivateNote):
        assert not kind.objects.exists()
    kept = Ask.objects.get()
    assert (kept.asked_of, kept.answered_by) == ("a decision-maker", "a decision-maker")
    assert (kept.answer, kept.reason) == ("refused", "Not now")
    trail = str(list(AuditEntry.objects.values())).casefold()
    assert "weiss" not in trail
    assert "promotion" not in trail
    assert "stakeholder.removed" in trail


def test_an_ask_above_the_limit_says_who_may(champion: User, dana: Stakeholder) -> None:
    actions.add_stakeholder(
        by=champion, at=MONDAY_9AM, about=About(name="Ruth Adler", limit=Decimal(5000))
    )
    problem = make_problem(by=champion)
    ask = actions.ask_for_fix(
        problem, by=champion, at=MONDAY_9AM, new=NewAsk(asked_of="Dana Weiss", amount=Decimal(800))
    )

    said = say_limit(ask, Stakeholder.objects.order_by("limit"))

    assert said == (
        "This is above the limit of Dana Weiss: 500\u00a0€. Ruth Adler may say yes to so much."
    )
    page = signed_in(champion).get(reverse("improvement:asked")).content.decode()
    assert "above the limit of Dana Weiss" in page


def test_a_no_is_followed_up_after_30_days_with_something_smaller(
    champion: User, dana: Stakeholder
) -> None:
    problem = make_problem(by=champion)
    ask = actions.ask_for_fix(
        problem, by=champion, at=MONDAY_9AM, new=NewAsk(asked_of="Dana Weiss", amount=Decimal(150))
    )
    actions.answer_ask(ask, by=champion, at=MONDAY_9AM, answer="refused", answered_by="Dana Weiss")
    assert list_follow_ups(seen_by=champion, on=TODAY + timedelta(days=29)) == []
    (due,) = list_follow_ups(seen_by=champion, on=TODAY + timedelta(days=30))
    assert due.half == 75

    door, said = reverse("improvement:smaller", args=[ask.number]), {"asked_of": "Dana of Sales"}
    refused = signed_in(champion).post(door, {**said, "amount": "half of it"})
    sent = signed_in(champion).post(door, {**said, "amount": "75"})

    assert 'value="Dana of Sales"' in refused.text
    assert sent.status_code == 302
    assert Ask.objects.latest("id").follows == ask
    assert list_follow_ups(seen_by=champion, on=TODAY + timedelta(days=60)) == []


def test_moments_to_ask_are_proposed(champion: User, dana: Stakeholder) -> None:
    service = make_service("Order system")
    for _ in range(8):
        make_ticket(service=service)
    actions.describe_stakeholder(
        dana, by=champion, at=MONDAY_9AM,
        about=About(name="Dana Weiss", budget_on=TODAY + timedelta(days=40)),
    )  # fmt: skip
    actions.note_occasion(
        by=champion, at=MONDAY_9AM, kind="renewal", title="EDI contract ends",
        happens_on=TODAY + timedelta(days=80),
    )  # fmt: skip

    told = [(one.kind, one.title) for one in list_moments(seen_by=champion, on=TODAY)]

    assert told == [
        ("incident", "8 people reported trouble with Order system on one day"),
        ("budget", "Dana Weiss decides on the next budget"),
        ("renewal", "EDI contract ends"),
    ]
    manager = make_user("manager")
    kinds = {one.kind for one in list_moments(seen_by=manager, on=TODAY)}
    assert kinds == {"renewal"}


def test_money_that_was_granted_is_evidence(champion: User, dana: Stakeholder) -> None:
    ask = actions.ask_for_fix(
        make_problem(by=champion), by=champion, at=MONDAY_9AM,
        new=NewAsk(asked_of="Dana Weiss", amount=Decimal(150)),
    )  # fmt: skip
    actions.answer_ask(ask, by=champion, at=MONDAY_9AM, answer="granted", answered_by="Dana Weiss")

    line = stand(Stakeholder.objects.get(), on=TODAY)
    assert line.place.commitments == {"money"}
    assert OrgUnit.objects.count() == 0
