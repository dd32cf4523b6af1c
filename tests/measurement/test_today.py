"""Today shows everybody first what they come for."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.measurement import actions
from groundswell.servicedesk.actions import hold_ticket, start_ticket
from groundswell.servicedesk.queries import list_first
from tests.browser.findings_data import document
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


def today(role: str) -> str:
    champion = make_user("champion")
    numbers = [make_ticket().number for _ in range(5)]
    run = actions.begin_analysis(by=champion, at=MONDAY_9AM)
    found = document(numbers, at=MONDAY_9AM)
    actions.keep_findings(run, by=champion, at=MONDAY_9AM, findings=found)
    client = Client()
    client.force_login(make_user(role), backend=BACKEND)
    return client.get("/today/").content.decode()


def test_an_agent_sees_the_queue_before_the_steps() -> None:
    page = today("agent")

    assert page.index("What burns now") < page.index("First steps")


def test_a_champion_sees_the_steps_before_the_queue() -> None:
    page = today("champion")

    assert page.index("First steps") < page.index("What burns now")


def test_which_groups_are_closed_is_asked_once_for_all_lists() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert "INC-" in today("agent")

    groups = [one["sql"] for one in asked if 'FROM "servicedesk_supportgroup"' in one["sql"]]
    assert sum("members_only" in question for question in groups) == 1


def test_a_ticket_that_waits_for_somebody_else_does_not_burn() -> None:
    agent, waiting, other = make_user("agent"), make_ticket(impact=1, urgency=1), make_ticket()
    start_ticket(waiting, by=agent, at=MONDAY_9AM)
    hold_ticket(waiting, by=agent, at=MONDAY_9AM, reason="Waiting for a part")

    burning = list_first("burning", seen_by=agent, most=8)

    assert [line.number for line in burning] == [other.number]
    assert [line.number for line in list_first("mine", seen_by=agent, most=8)] == [waiting.number]


def test_a_manager_is_led_to_the_brief_and_sees_no_ticket() -> None:
    page = today("manager")

    assert "Read the brief" in page
    assert "/desk/INC-" not in page
