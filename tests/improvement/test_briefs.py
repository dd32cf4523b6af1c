"""Kept pages: as they were, due by the situation, and what became of them feeds the ladder."""

import json
from datetime import date, timedelta
from functools import cache

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from groundswell.analysis.brief import Brief, compose
from groundswell.analysis.brief.compare import compare
from groundswell.analysis.brief.documents import read_brief, write_document
from groundswell.analysis.support import load_book
from groundswell.foundation.accounts.actions import machine_account
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.actions import About, add_stakeholder
from groundswell.improvement.briefs import actions, queries
from groundswell.improvement.briefs.models import BriefContact, KeptBrief
from groundswell.improvement.mode.models import ModeChange
from groundswell.improvement.models import Stakeholder
from groundswell.improvement.queries.people import stand
from groundswell.kernel.errors import BadInput, NotAllowed, NotKnown, Refusal
from groundswell.measurement.queries import latest_run
from tests.analysis.brief.made_findings import EVERY_KIND, PI_DAY, RICH
from tests.improvement.made_runs import make_run
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

NOW = MONDAY_9AM
TODAY = NOW.date()


def open_page(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


@cache
def pages() -> list[Brief]:
    """Write every page once, for the tests that ask, and not for each worker that gathers them."""
    return [compose(findings, written_on=PI_DAY) for findings in EVERY_KIND.values()]


a_page = st.deferred(lambda: st.sampled_from(pages()))


@given(a_page, a_page)
def test_what_changed_is_what_only_one_of_the_pages_says(before: Brief, now: Brief) -> None:
    for change in compare(before, now):
        assert change.before or change.now
        assert not set(change.before) & set(change.now)
    assert (compare(before, now) == ()) == (compare(now, before) == ())


def test_a_kept_page_is_read_word_for_word() -> None:
    for page in pages():
        stored = json.loads(json.dumps(write_document(page)))

        assert read_brief(stored) == page
        assert compare(page, read_brief(stored)) == ()


@pytest.fixture
def house(db: None, champion: User) -> User:
    make_ticket(opened_at=NOW - timedelta(days=5))
    make_run()
    return champion


@pytest.fixture
def anna(house: User) -> Stakeholder:
    return add_stakeholder(by=house, at=NOW, about=About(name="Anna Zanzibar"))


def keep(by: User, *, days: int = 0, **given: str) -> KeptBrief:
    return actions.keep_brief(by=by, at=NOW + timedelta(days=days), **{"lens": "boss", **given})


def test_a_page_is_kept_with_day_period_numbers_and_who_drafted_it(house: User) -> None:
    kept, again = keep(house), keep(house)

    assert kept == again, "the same page of the same day is one record"
    assert (kept.number, kept.lens, kept.written_on, kept.drafted_by) == (
        "BRF-000001", "boss", TODAY, house,
    )  # fmt: skip
    assert queries.read_kept(kept).content_hash == kept.content_hash
    assert keep(house, lens="finance").content_hash == kept.content_hash
    with pytest.raises(NotAllowed):
        keep(make_user("manager"))
    with pytest.raises(BadInput, match="convinces nobody"):
        keep(house, because="because we should")


def test_without_findings_there_is_no_page_to_keep(champion: User) -> None:
    with pytest.raises(NotKnown):
        keep(champion)
    assert queries.find_due(latest_run(), seen_by=champion, as_of=NOW) is None
    assert actions.draft_due(by=champion, at=NOW) is None


def test_the_page_is_due_by_the_situation_of_the_house_and_drafted_by_itself(house: User) -> None:
    run, machine = latest_run(), machine_account(at=NOW)
    assert queries.find_due(run, seen_by=make_user("manager"), as_of=NOW) is None

    first = queries.find_due(run, seen_by=house, as_of=NOW)
    drafted = actions.draft_due(by=machine, at=NOW)
    waits = queries.find_due(run, seen_by=house, as_of=NOW)

    assert first is not None
    assert (first.is_due, first.next_on, first.cadence) == (True, TODAY, "a brief every month")
    assert drafted is not None
    assert drafted.drafted_by is None
    assert waits is not None
    assert waits.waiting == drafted, "nothing is sent: it waits to be read"
    assert actions.draft_due(by=machine, at=NOW + timedelta(days=29)) is None

    actions.set_aside(drafted, by=house, at=NOW)
    later = queries.find_due(run, seen_by=house, as_of=NOW + timedelta(days=8))
    assert later is not None
    assert (later.is_due, later.next_on) == (False, TODAY + timedelta(days=30))
    with pytest.raises(Refusal, match="already"):
        actions.set_aside(drafted, by=house, at=NOW)

    ModeChange.objects.create(
        number="MODE-1", mode="trouble", before="even keel", seen_at=NOW, why="x", reading={}
    )
    sooner = queries.find_due(run, seen_by=house, as_of=NOW + timedelta(days=8))
    assert sooner is not None
    assert (sooner.is_due, sooner.cadence) == (True, "a brief every week")
    assert actions.draft_due(by=machine, at=NOW + timedelta(days=8)) is not None


def contact(kept: KeptBrief, who: Stakeholder, by: User, kind: str, **given: object) -> None:
    said = {"happened_on": TODAY, "words": "", **given}
    actions.take_contact(kept, by=by, at=NOW, kind=kind, stakeholder=who, **said)  # type: ignore[arg-type]


def stage(who: Stakeholder) -> str:
    return load_book().stages[stand(who, on=TODAY).place.stage].name


def test_what_became_of_a_page_moves_the_ladder_and_nothing_else_does(
    house: User, anna: Stakeholder
) -> None:
    kept = keep(house)

    contact(kept, anna, house, "shown")
    contact(kept, anna, house, "acknowledged")
    contact(kept, anna, house, "opened")
    assert (anna.touches.count(), anna.signals.count(), stage(anna)) == (1, 0, "unaware")

    contact(kept, anna, house, "opened")
    assert [one.kind for one in anna.signals.all()] == ["opened"], "twice is interest"
    assert stage(anna) == "unconcerned", "one stage for each item"

    contact(kept, anna, house, "asked", words="What does the second option cost?")
    assert stage(anna) == "interested"
    assert anna.questions.get().text == "What does the second option cost?"
    due = queries.find_due(latest_run(), seen_by=house, as_of=NOW)
    assert due is not None
    assert due.waiting is None, "it was handed over"


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        ("burnt", {}, "cannot be"),
        ("opened", {"happened_on": TODAY + timedelta(days=1)}, "yet to come"),
        ("opened", {"happened_on": TODAY - timedelta(days=1)}, "before that nobody"),
        ("asked", {"words": "  "}, "as they asked it"),
    ],
)
def test_what_cannot_have_happened_is_refused_in_a_sentence(
    house: User, anna: Stakeholder, kind: str, said: dict[str, object], why: str
) -> None:
    with pytest.raises((BadInput, Refusal), match=why):
        contact(keep(house), anna, house, kind, **said)

    assert not BriefContact.objects.exists()
    assert not anna.touches.exists()


def test_facts_about_people_stay_with_who_keeps_the_register(
    house: User, anna: Stakeholder
) -> None:
    kept = keep(house)
    contact(kept, anna, house, "asked", words="Why so dear?")
    self_seen = add_stakeholder(
        by=make_user("champion"), at=NOW, about=About(name="Chris Champion", account=house)
    )

    with pytest.raises(NotAllowed):
        contact(kept, anna, make_user("agent"), "shown")
    with pytest.raises(Refusal, match="register of people"):
        contact(kept, self_seen, house, "shown")
    assert open_page(make_user("agent")).get(f"/journey/briefs/{kept.number}/").status_code == 404
    told = [str(entry.changes) for entry in AuditEntry.objects.filter(number=kept.number)]
    assert "Zanzibar" not in "".join(told)
    assert "dear" not in "".join(told)

    anna.delete()
    assert not BriefContact.objects.exists(), "they go with the person"


def test_on_screen_a_page_is_kept_read_handed_over_and_compared(
    house: User, anna: Stakeholder
) -> None:
    client = open_page(house)
    assert "A brief is due." in client.get("/today/").content.decode()

    kept = client.post("/journey/briefs/keep/", {"lens": "boss"}, follow=True)
    today = timezone.localdate()
    number = KeptBrief.objects.get().number
    page = kept.content.decode()

    assert "It is the first page for this reader." in page
    assert "waits to be handed over" in client.get("/journey/").content.decode()
    assert client.get(f"/journey/briefs/{number}/paper/").content.startswith(b"%PDF")

    wrong = client.post(
        f"/journey/briefs/{number}/contacts/",
        {"kind": "asked", "stakeholder": anna.pk, "happened_on": today.isoformat()},
    )
    client.post(
        f"/journey/briefs/{number}/contacts/",
        {"kind": "sent", "stakeholder": anna.pk, "happened_on": today.isoformat()},
    )
    page = client.get(f"/journey/briefs/{number}/").content.decode()
    listed = client.get("/journey/briefs/").content.decode()

    assert wrong.status_code == 422
    assert "as they asked it" in wrong.content.decode()
    assert "Anna Zanzibar" in page
    assert "I sent it" in page
    assert "waits to be handed over" not in client.get("/today/").content.decode()
    assert number in listed

    later = KeptBrief.objects.get()
    later.pk, later.number, later.headline = None, "BRF-000099", "Another one"
    later.drafted_at += timedelta(days=1)
    document = write_document(compose(RICH, written_on=date(2026, 4, 1), lens="finance"))
    later.content, later.content_hash = document, "0" * 12
    later.save()
    compared = client.get("/journey/briefs/BRF-000099/").content.decode()
    assert f'href="/journey/briefs/{number}/">{number}</a>' in compared
    assert "<span>Now:</span>" in compared


def test_programs_read_kept_pages_as_far_as_they_may(house: User, anna: Stakeholder) -> None:
    kept = keep(house)
    contact(kept, anna, house, "shown")
    client = open_page(house)

    (line,) = client.get("/api/briefs").json()
    page = client.get(f"/api/briefs/{kept}").json()

    assert (line["number"], line["content_hash"]) == (kept.number, kept.content_hash)
    assert (line["is_scheduled"], line["waits"]) == (False, False)
    kept.refresh_from_db()
    assert page["content"] == kept.content
    assert [(one["kind"], one["with"]) for one in page["contacts"]] == [("shown", "Anna Zanzibar")]
    # it names who may approve the money: nothing for others
    others = open_page(make_user("agent"))
    assert others.get("/api/briefs").json() == []
    assert others.get(f"/api/briefs/{kept}").status_code == 404
