"""The page of a trouble says what its tickets are like, and what is not known."""

from typing import Any

import pytest
from django.test import Client

from groundswell.measurement import actions
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

FIGURES = {
    "restore": {"median": 5400.0, "p90": 90000.0, "of": 9},
    "targets_missed": {"cases": 3, "of": 12, "low": 0.1, "high": 0.5, "definition": "not kept",
                       "examples": []},
    "reassigned": None,
    "departments": [["Logistics & stock", 7], ["Sales", 2]],
    "not_known": {"reassigned": "neither a history with groups nor a count of reassignments"},
}  # fmt: skip

pytestmark = pytest.mark.django_db


def page_with(**more: Any) -> str:
    champion = make_user("champion")
    problem = {"id": "a", "title": "Cannot print", "tickets": [make_ticket().number], "why": [],
               "confidence": 0.8, "trend": []} | more  # fmt: skip
    run = actions.begin_analysis(by=champion, at=MONDAY_9AM)
    document = {"currency": "EUR", "problems": [problem]}
    actions.keep_findings(run, by=champion, at=MONDAY_9AM, findings=document)
    client = Client()
    client.force_login(champion, backend=BACKEND)
    return client.get("/evidence/problems/a/").content.decode()


def test_it_says_how_long_it_lasts_and_whom_it_hits() -> None:
    shown = page_with(figures=FIGURES)

    assert "1\u00a0h 30\u00a0min" in shown
    assert "one in ten longer than 1\u00a0d 1\u00a0h; 9 tickets" in shown
    assert "3 of 12" in shown
    assert "Logistics &amp; stock" in shown


def test_what_is_not_known_bears_its_reason() -> None:
    shown = page_with(figures=FIGURES)

    assert "neither a history with groups" in shown


def test_a_run_of_an_earlier_version_shows_no_empty_figures() -> None:
    assert "It lasts" not in page_with()
