"""How mature each practice is: the same records give the same bytes, and every page opens them."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.queries import find_next
from groundswell.kernel.errors import BadInput, NotAllowed, NotKnown, Refusal
from groundswell.measurement.levels import actions, queries
from groundswell.measurement.levels.models import Snapshot
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

LATER = MONDAY_9AM + timedelta(days=10)


@pytest.fixture
def tickets(db: None) -> None:
    for day in range(8):
        make_ticket(
            summary="The label printer prints blank labels", opened_at=MONDAY_9AM - timedelta(day)
        )


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(make_user(*roles), backend=BACKEND)
    return client


def take(by: User, **given: object) -> Snapshot:
    return actions.take_snapshot(**({"by": by, "at": LATER, "dormant": False} | given))  # type: ignore[arg-type]


def set_otherwise(by: User, *, indicator: str, **given: object) -> None:
    new = actions.NewSetting(**given)  # type: ignore[arg-type]
    actions.set_indicator(by=by, at=LATER, indicator=indicator, new=new)


def test_an_empty_installation_has_no_snapshot(champion: User) -> None:
    with pytest.raises(NotKnown, match="no tickets yet"):
        take(champion)


def test_taken_again_for_the_same_moment_it_is_the_same_to_the_byte(
    champion: User, tickets: None
) -> None:
    first = take(champion)
    later = take(champion, at=LATER + timedelta(days=3), as_of=LATER)

    assert later == first
    assert Snapshot.objects.count() == 1
    assert first.levels.count() == len(first.document["practices"])
    assert first.values.get(indicator="INC-02").count == 8

    make_ticket(opened_at=MONDAY_9AM)

    assert take(champion, as_of=LATER).digest != first.digest


def test_what_lies_ahead_and_people_without_the_right_are_refused(
    champion: User, tickets: None
) -> None:
    with pytest.raises(Refusal, match="lies ahead"):
        take(champion, as_of=LATER + timedelta(days=1))
    with pytest.raises(NotAllowed):
        take(make_user("manager"))


def test_levels_are_told_by_quarter(champion: User, tickets: None) -> None:
    for moment in (LATER, LATER + timedelta(days=5), LATER + timedelta(days=90)):
        take(champion, at=moment)

    quarters = queries.list_quarters()

    assert [quarter.name for quarter in quarters] == ["Q1 2026", "Q2 2026"]
    assert quarters[0].snapshot.as_of == LATER + timedelta(days=5)
    course = queries.course_of(["incident", "change"], quarters)
    assert course["change"] == [("Q1 2026", "not observable"), ("Q2 2026", "not observable")]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"cuts": {1: 0.9, 2: 0.5, 3: 0.95}}, "its cuts must rise"),
        ({"cuts": {1: 60.0, 2: 85.0, 3: 95.0}}, "write 0.3 for 30 %"),
        ({"cuts": {1: "soon", 2: 0.85, 3: 0.95}}, "write a number"),
        ({"weight": -1.0}, "the weight is -1.0"),
        ({"weight": float("nan")}, "the weight is nan"),
        ({"least": 0}, "n_min is 0"),
        ({"indicator": "INC-99"}, "There is no indicator INC-99"),
    ],
)
def test_an_indicator_edited_into_nonsense_is_refused_in_a_sentence(
    champion: User, given: dict[str, object], says: str
) -> None:
    plain = {
        "indicator": "INC-02", "is_on": True, "weight": 1.0, "least": 20, "reason": "ours",
        "cuts": {1: 0.6, 2: 0.85, 3: 0.95},
    } | given  # fmt: skip

    with pytest.raises(BadInput, match=says):
        set_otherwise(champion, **plain)

    assert queries.list_edits() == {}


def test_what_is_set_otherwise_needs_a_reason_and_leaves_a_trail(champion: User) -> None:
    plain = {"indicator": "INC-02", "is_on": True, "weight": 1.0, "least": 20}
    cuts = {1: 0.5, 2: 0.85, 3: 0.95}
    with pytest.raises(Refusal, match="Say why"):
        set_otherwise(champion, cuts=cuts, **plain)

    set_otherwise(champion, cuts=cuts, reason="we began late", **plain)

    assert queries.current_book().indicators["INC-02"].cuts[1] == 0.5
    assert queries.list_edits() == {"INC-02": {"cuts": {"1": 0.5}}}

    actions.set_indicator_back(by=champion, at=LATER, indicator="INC-02")

    assert queries.current_book().indicators["INC-02"].cuts[1] == 0.6
    acts = AuditEntry.objects.filter(act__startswith="indicator.").order_by("id")
    assert [entry.act for entry in acts] == ["indicator.set", "indicator.set_back"]


def test_the_pages_show_level_evidence_and_what_would_move_it(
    champion: User, tickets: None
) -> None:
    take(champion)
    client = signed_in("champion", "agent")

    profile = client.get("/evidence/levels/").content.decode()
    practice = client.get("/evidence/levels/practices/incident/").content.decode()
    indicator = client.get("/evidence/levels/indicators/INC-02/").content.decode()

    assert "Not observable yet" in profile
    assert "no total" in profile
    assert "ISO/IEC 20000" not in profile
    assert "What would move it one level up" in practice
    assert "/desk/INC-" in practice
    cards = re.findall(r'<div class="table-room table-cards".*?</table>', practice, re.DOTALL)
    assert len(cards) == 2, "on a phone nothing scrolls sideways"
    assert all("data-label" in cell for one in cards for cell in re.findall("<td[^>]*>", one)), (
        "each cell says what it tells"
    )
    assert "The formula as it is computed" in indicator
    assert (
        "/desk/INC-"
        not in signed_in("manager").get("/evidence/levels/indicators/INC-02/").content.decode()
    )


def test_names_of_frameworks_are_shown_to_whoever_asks(champion: User, tickets: None) -> None:
    take(champion)
    client = signed_in("manager")

    client.post("/evidence/levels/names/", {"show": "yes"})

    assert "ISO/IEC 20000-1:2018: 8.6.1" in client.get("/evidence/levels/").content.decode()


def test_an_indicator_is_set_on_its_page_and_nonsense_stays_on_the_form(champion: User) -> None:
    client = signed_in("champion")
    given = {
        "is_on": "on", "weight": "1", "least": "20", "reason": "ours",
        "cut_1": "50 %", "cut_2": "85 %", "cut_3": "0.95",
    }  # fmt: skip

    kept = client.post("/evidence/levels/indicators/INC-02/setting/", given)
    refused = client.post("/evidence/levels/indicators/INC-02/setting/", given | {"cut_1": "99 %"})

    assert kept.status_code == 302
    assert refused.status_code == 422
    assert "its cuts must rise" in refused.content.decode()
    assert queries.list_edits() == {"INC-02": {"cuts": {"1": 0.5}}}


def test_before_the_first_snapshot_the_pages_say_what_fills_them(champion: User) -> None:
    client = signed_in("champion")

    assert "takes the first snapshot" in client.get("/evidence/levels/").content.decode()
    assert client.get("/evidence/levels/indicators/").status_code == 200
    practice = client.get("/evidence/levels/practices/incident/")
    assert (practice.status_code, practice.headers["Location"]) == (302, "/evidence/levels/")
    assert client.get("/evidence/levels/practices/nonsense/").status_code == 404


def test_programs_read_levels_indicators_and_snapshots(champion: User, tickets: None) -> None:
    kept = take(champion)
    client = signed_in("manager")

    assert client.get("/api/maturity").json() == kept.document
    assert client.get(f"/api/maturity/snapshots/{kept}").json() == kept.document
    assert client.get("/api/maturity/snapshots").json()[0]["sha256"] == kept.digest
    seen = client.get("/api/maturity/indicators/INC-02").json()["seen"]
    assert [(one["snapshot"], one["n"]) for one in seen] == [(kept.number, 8)]
    assert len(client.get("/api/maturity/indicators").json()) > 100
    assert client.get("/api/maturity/indicators/INC-99").status_code == 404


def test_another_house_is_laid_beside_and_a_wrong_file_ends_in_a_sentence(
    champion: User, tickets: None
) -> None:
    client = signed_in("manager")
    page = "/evidence/levels/beside/"
    assert client.get(page).status_code == 302
    take(champion)

    file = client.get("/evidence/levels/profile.json")
    shown = client.get(page)
    assert "Our profile without names" in shown.content.decode()
    assert shown.context["text"] == file.content.decode()
    assert "INC-000001" not in file.content.decode()

    laid = client.post(page, {"file": SimpleUploadedFile("theirs.json", file.content)})
    assert laid.status_code == 200
    assert ">Not distinguishable</span>" in laid.content.decode()
    assert "never who is better" in laid.content.decode()
    wrong = client.post(page, {"file": SimpleUploadedFile("theirs.json", b"name,level")})
    assert wrong.status_code == 422
    assert "This file is no JSON" in wrong.content.decode()
    assert client.post(page).status_code == 422


def test_how_far_a_practice_should_get_is_said_with_its_trail(
    champion: User, tickets: None
) -> None:
    take(champion)
    client = signed_in("champion")
    address = "/evidence/levels/practices/incident/"
    assert "level 2, as in any house" in client.get(address).content.decode()

    client.post(f"{address}target/", {"level": "3", "reason": "The audit asks for it"})
    refused = client.post(f"{address}target/", {"level": "9"})

    page = client.get(address).content.decode()
    assert refused.status_code == 422
    assert "It should get to level 3" in page
    assert "The audit asks for it" in page
    assert queries.list_targets() == {"incident": 3}
    assert find_next(as_of=LATER).standing.targets == {"incident": 3}
    assert AuditEntry.objects.filter(act="practice.aimed").count() == 1
    with pytest.raises(BadInput, match="no practice"):
        actions.set_target(by=champion, at=LATER, practice="alchemy", level=2)
    with pytest.raises(NotAllowed):
        actions.set_target(by=make_user("agent"), at=LATER, practice="incident", level=2)
