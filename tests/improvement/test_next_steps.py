"""What to do first, in the web application: live order, the map, the way, the kits."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from groundswell.cli.next_steps import next_steps
from groundswell.foundation.accounts.models import User
from groundswell.improvement.mode.actions import record_answer
from groundswell.improvement.queries import find_next, find_stages
from groundswell.measurement.running import analyse_now
from tests.makers import MONDAY_9AM, make_service, make_ticket, make_user, read_page, sign_in

pytestmark = pytest.mark.django_db

NOW = MONDAY_9AM + timedelta(days=90)


@pytest.fixture(scope="module")
def house(made_once: None) -> User:
    """A house with thirty tickets, analysed, and its champion."""
    champion, caller = make_user("champion"), make_user()
    for place in range(30):
        words = (
            "The printer on floor three prints blank pages" if place % 3 else f"Odd thing {place}"
        )
        make_ticket(by=caller, summary=words, opened_at=MONDAY_9AM + timedelta(days=2 * place))
    analyse_now(by=champion, at=NOW)
    return champion


@pytest.fixture
def thirty(db: None, house: User) -> User:
    return User.objects.get(pk=house.pk)


def test_thirty_tickets_get_one_to_three_steps_with_all_that_they_rest_on(thirty: User) -> None:
    found = find_next(as_of=NOW)

    assert 1 <= len(found.steps) <= 3
    assert any(step["mandate"] == 0 and step["minutes"] <= 120 for step in found.steps)
    for step in found.steps:
        assert step["reason"]
        assert step["effect"]["unit"]
        assert step["would_change"]
        assert 0 < step["holds"] <= 1


def test_the_page_opens_why_a_step_stands_where_it_stands(thirty: User) -> None:
    page = read_page(thirty, "/journey/")

    for words in ("Why it stands here", "of 200 draws", "Pain it ends", "× within your own say",
                  "Score, of 100", "even keel</a>”, which is assumed"):  # fmt: skip
        assert words in page


def test_with_three_open_finishing_one_is_the_step(thirty: User) -> None:
    assert [step["id"] for step in find_next(as_of=NOW, open_improvements=3).steps] == [
        "finish-one"
    ]


def test_the_situation_turns_the_order(thirty: User) -> None:
    before = find_next(as_of=NOW).chosen.ranking.weights
    for poll in ("reorganised", "new-leadership"):
        record_answer(by=thirty, at=NOW, poll=poll, who="Ann", value=5)

    after = find_next(as_of=NOW)

    assert after.reading.name == "radical change"
    assert list(after.chosen.ranking.weights) != list(before)


def test_the_map_marks_where_one_is_and_says_it_as_a_list(thirty: User) -> None:
    page = read_page(thirty, "/journey/order/")

    assert "<svg" in page
    assert "You are here" in page
    here = page.partition("You are here")[2].partition("Can be begun today")[0]
    assert "Contacts are written down" in here
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]


def test_the_way_shows_the_real_state_and_how_long_it_takes(thirty: User) -> None:
    page = read_page(thirty, "/journey/begin/")

    assert "20 months in all, 6 from the first money to the first interest" in page
    assert page.count("you are here") == 1
    assert "0 of 3 services named" in page

    for name in ("Mail", "Till", "Pay"):
        make_service(name)
    places = [stage.where for stage in find_stages(as_of=NOW)]
    assert places[:2] == ["done", "done" if places[1] == "done" else "next"]
    assert places.count("next") == 1


@pytest.mark.parametrize("practice", ["problem", "incident", "change", "stakeholders"])
def test_a_kit_explains_itself_in_three_sentences(thirty: User, practice: str) -> None:
    page = read_page(thirty, f"/journey/kits/{practice}/")

    assert "The first thirty days" in page
    assert "Done when" in page
    assert "Learn it" in page
    assert 'rel="noopener noreferrer">' in page
    assert "{example}" not in page


def test_a_kit_holds_an_example_from_own_records(thirty: User) -> None:
    assert "With us these are 30 tickets" in read_page(thirty, "/journey/kits/incident/")
    assert "still missing" in read_page(thirty, "/journey/kits/supplier/")
    assert sign_in(thirty).get("/journey/kits/nonsense/").status_code == 404


def test_the_command_says_the_same_as_the_page(thirty: User, tmp_path: Path) -> None:
    target = tmp_path / "next.json"

    done = CliRunner().invoke(next_steps, ["--json", str(target)], catch_exceptions=False)

    assert done.exit_code == 0
    assert "What to do first" in done.output
    steps = json.loads(target.read_text(encoding="utf-8"))
    now = [step["title"] for step in find_next(as_of=datetime.now(UTC)).steps]
    assert [step["title"] for step in steps] == now
    assert {"role", "title", "reason", "minutes", "mandate", "effect", "records", "score",
            "terms"} <= set(steps[0])  # fmt: skip
