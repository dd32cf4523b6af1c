"""The map of troubles: what it shows, how it opens, and what it does with odd addresses."""

from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.measurement import actions
from groundswell.measurement.themes import map_themes
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

TREND = [[f"2025-{month:02}", 3 if month < 7 else 14] for month in range(1, 13)]

pytestmark = pytest.mark.django_db


def keep_run(by: User, *problems: dict[str, Any]) -> Any:
    number = make_ticket().number
    found = [
        {
            "id": f"key{place}", "title": f"Trouble {place}", "tickets": [number],
            "confidence": 0.8, "why": [], "trend": TREND, "service": "E-mail", "department": None,
            "cost_per_year": {"low": 10, "likely": 100 - place, "high": 400},
        } | said
        for place, said in enumerate(problems)
    ]  # fmt: skip
    run = actions.begin_analysis(by=by, at=MONDAY_9AM)
    document = {"currency": "EUR", "problems": found}
    return actions.keep_findings(run, by=by, at=MONDAY_9AM, findings=document)


@pytest.fixture
def champion() -> User:
    return make_user("champion")


def page(user: User, address: str = "") -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)
    answer = client.get(f"/evidence/themes/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_trouble_is_a_link_with_its_cost_and_its_trend(champion: User) -> None:
    keep_run(champion, {"title": "Cannot print"}, {"title": "<b>VPN</b> drops", "trend": []})

    shown = page(champion)

    assert 'href="/evidence/problems/key0/"' in shown
    assert "Cannot print: 100\u00a0€ a year, ↗ growing" in shown
    assert "&lt;b&gt;VPN&lt;/b&gt; drops: 99\u00a0€ a year, trend not known" in shown


def test_a_group_opens_by_its_address(champion: User) -> None:
    keep_run(champion, {"title": "Cannot print"}, {"title": "No line", "service": "Phone & fax"})

    assert "group=Phone%20%26%20fax" in page(champion)
    inside = page(champion, "?by=service&group=Phone+%26+fax")

    assert "No line" in inside
    assert "Cannot print" not in inside


@pytest.mark.parametrize("address", ["?by=moon", "?group=nowhere", "?by=kind&group=%FF"])
def test_an_address_that_means_nothing_shows_the_whole_map(champion: User, address: str) -> None:
    keep_run(champion, {"title": "Cannot print"}, {"title": "No line", "service": "Phone"})

    shown = page(champion, address)

    assert "Cannot print" in shown
    assert "No line" in shown


def test_without_any_service_departments_bring_troubles_together(champion: User) -> None:
    run = keep_run(champion, {"service": None, "department": "Sales"})

    assert map_themes(run).by == "department"


def test_work_that_was_asked_for_is_said_and_not_drawn(champion: User) -> None:
    keep_run(champion, {"title": "Cannot print"}, {"title": "New laptop", "asked_for": True})

    shown = page(champion)

    assert "New laptop" not in shown
    assert "1 that ask for work" in shown


def test_before_the_first_run_it_teaches(champion: User) -> None:
    assert "Import an export" in page(champion)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"problems": []}, "Nothing came back often enough"),
        ({"problems": None, "not_known": {"problems": "no words"}}, "</span>: no words"),
    ],
)
def test_a_run_without_troubles_says_why(champion: User, found: dict[str, Any], said: str) -> None:
    run = actions.begin_analysis(by=champion, at=MONDAY_9AM)
    actions.keep_findings(run, by=champion, at=MONDAY_9AM, findings=found)

    assert said in page(champion)
