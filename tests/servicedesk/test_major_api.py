"""A program joins a surge, declares it, tells everybody, and says "me too" for a caller."""

import json
from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.actions import keep_surge
from groundswell.servicedesk.models import Surge, Ticket
from groundswell.servicedesk.queries import propose_joining
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


def ask(person: User, method: str, path: str, **content: Any) -> Any:
    client = Client()
    client.force_login(person, backend=BACKEND)
    answer = client.generic(method, f"/api{path}", json.dumps(content), "application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def surge() -> Surge:
    """Three tickets that were seen to be more than usual."""
    from groundswell.analysis.surges import Surge as Seen  # noqa: PLC0415
    from groundswell.analysis.surges import Unusual  # noqa: PLC0415

    tickets = [make_ticket(summary=words) for words in ("No mail", "Mail is gone", "Inbox empty")]
    seen = Seen(
        id=tickets[0].number,
        title="No mail",
        started=MONDAY_9AM,
        detected=MONDAY_9AM,
        at_ticket=3,
        raised_by=tickets[2].number,
        callers=3,
        tickets=tuple(ticket.number for ticket in tickets),
        place=None,
        unusual=Unusual(None, 30, 0.1, 3, 0.001),
    )
    return keep_surge(seen, at=MONDAY_9AM)


def test_from_a_surge_to_the_last_word(surge: Surge, agent: User) -> None:
    status, listed = ask(agent, "GET", "/surges")
    assert (status, listed[0]["people"]) == (200, 3)
    status, shown = ask(agent, "GET", f"/surges/{surge.number}")
    assert (len(shown["tickets"]), len(shown["to_join"])) == (3, 2)

    status, major = ask(
        agent, "POST", "/majors", surge=surge.number, reason="All", affects="Mail does not come in"
    )
    assert status == 201
    assert major["cost"]["people"] == 3
    path = f"/majors/{major['number']}"
    status, told = ask(agent, "POST", f"{path}/updates", text="We look", minutes=20)
    assert (status, told["updates"][0]["told"]) == (201, 3)
    person = make_user()
    status, known = ask(person, "POST", f"/known-now/{major['number']}/me-too")
    assert (status, known[0]["people"], known[0]["said"]) == (201, 4, True)
    status, known = ask(person, "DELETE", f"/known-now/{major['number']}/me-too")
    assert known[0]["said"] is False
    status, over = ask(agent, "POST", f"{path}/restoration", text="Mail runs again")

    assert (status, over["state"], over["next_update_at"]) == (200, "restored", None)
    assert ask(agent, "GET", "/majors")[1][0]["ended_at"] == over["ended_at"]


def test_a_surge_that_is_joined_by_hand_is_told_once_one_ticket_stands_for_most(
    surge: Surge, agent: User, django_capture_on_commit_callbacks: Any
) -> None:
    first, second, third = surge.tickets.order_by("id")
    older, late = make_ticket(summary="Mail"), make_ticket(summary="No mail either")
    surge.tickets.add(late)

    def join(head: Ticket, *others: Ticket) -> tuple[str, Ticket | None]:
        numbers = [ticket.number for ticket in others]
        with django_capture_on_commit_callbacks(execute=True):
            ask(agent, "POST", f"/tickets/{head.number}/joining", tickets=numbers)
        surge.refresh_from_db()
        return surge.state, surge.parent

    assert join(older, first) == ("open", None)
    assert join(older, second) == ("open", None), "half of it can still be another trouble"
    assert join(older, third) == ("joined", older)
    entry = AuditEntry.objects.get(number=surge.number, act="surge.joined_tickets")
    assert entry.actor == agent
    assert [ticket.number for ticket in propose_joining(surge).tickets] == [late.number]


def test_tickets_are_joined_in_one_act_and_a_surge_is_dismissed(surge: Surge, agent: User) -> None:
    first, *rest = [ticket.number for ticket in surge.tickets.order_by("id")]

    status, joined = ask(agent, "POST", f"/tickets/{first}/joining", tickets=rest)
    assert (status, joined["joined"]) == (200, 2)
    status, refused = ask(agent, "POST", f"/tickets/{first}/joining", tickets=[first])
    assert (status, "cannot be joined to itself" in refused["detail"]) == (409, True)
    status, shown = ask(agent, "POST", f"/surges/{surge.number}/dismissal", reason="A drill")
    assert (status, shown["state"]) == (200, "dismissed")
    status, refused = ask(agent, "POST", f"/surges/{surge.number}/joining")
    assert (status, "none left" in refused["detail"]) == (409, True)


def test_what_a_program_sends_wrong_is_said(agent: User) -> None:
    status, refused = ask(agent, "POST", "/majors", reason="All")
    assert (status, "one of the two" in refused["detail"]) == (422, True)
    assert ask(agent, "POST", "/majors", ticket="INC-999999", reason="All")[0] == 404
