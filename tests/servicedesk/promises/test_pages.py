"""Promises as people meet them: on the ticket, in the list, on Today, in the portal, over REST."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.promises import actions
from groundswell.servicedesk.promises.models import BusinessCalendar, ServiceTarget
from groundswell.servicedesk.queries import TicketFilter, list_tickets
from tests.makers import BACKEND, make_service, make_ticket

pytestmark = pytest.mark.django_db

ALWAYS = {f"day_{day}": "0-24" for day in range(7)}


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_a_small_team_says_it_all_in_three_forms(champion: User, caller: User) -> None:
    client = sign_in(champion)
    page = client.get("/desk/promises/")
    assert "default until confirmed" in page.content.decode()

    client.post("/desk/promises/confirmation/")
    client.post(
        "/desk/promises/calendars/",
        {"name": "Round the clock", "zone": "Europe/Berlin", "country": "DE", **ALWAYS},
    )
    answer = client.post(
        "/desk/promises/",
        {"response": "15 min", "resolution": "1.5 h", "priority": "3", "kind": "", "side": ""},
        follow=True,
    )

    assert "Promised." in answer.content.decode()
    assert ServiceTarget.objects.get(priority=3).resolution_minutes == 90
    assert BusinessCalendar.objects.get().hours["6"] == [["00:00", "24:00"]]
    ticket = make_ticket(by=caller, opened_at=timezone.now(), impact=2, urgency=2)
    told = client.get(f"/desk/{ticket.number}/").content.decode()
    assert re.search(r"<b>Answered</b> by [^<]*1[45]\s+min of working time left", told)


def test_only_whoever_may_agree_is_asked_to(agent: User, champion: User) -> None:
    read, kept = (
        sign_in(user).get("/desk/promises/").content.decode() for user in (agent, champion)
    )

    assert "defaults that nobody confirmed yet" in read
    assert "Agree" not in read
    assert "Agree, or say what holds here" in kept


@pytest.mark.parametrize(
    ("address", "given", "words"),
    [
        ("", {"resolution": "soon"}, "is no working time"),
        ("", {"resolution": "0"}, "cannot be promised"),
        ("", {"response": "2 h", "resolution": "1 h"}, "nobody is answered later than solved"),
        ("", {}, "Nothing is promised"),
        ("calendars/", {"name": "A", "zone": "UTC"}, "no working hours"),
        ("calendars/", {"name": "A", "zone": "Mars/Base", **ALWAYS}, "is no time zone"),
        ("calendars/", {"name": "A", "zone": "UTC", "country": "XX", **ALWAYS}, "no country"),
        ("calendars/", {"name": "A", "zone": "UTC", "day_1": "17-9"}, "ends before it begins"),
        ("levels/", {"measure": "resolution", "act": "note"}, "one of the two"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(
    champion: User, address: str, given: dict[str, str], words: str
) -> None:
    answer = sign_in(champion).post(f"/desk/promises/{address}", given)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_calendar_is_kept_on_its_page(champion: User) -> None:
    client = sign_in(champion)
    given = {"name": "A", "zone": "UTC", "is_default": "on", **ALWAYS}
    client.post("/desk/promises/calendars/", given)
    address = f"/desk/promises/calendars/{BusinessCalendar.objects.get().number}/"

    client.post(f"{address}days/", {"days": "2099-12-24 Christmas Eve\n"})
    assert "Christmas Eve" in client.get(address).content.decode()
    for part, wrong, words in (
        ("days/", {"days": "tomorrow"}, "does not begin with a day"),
        ("feed/", {"address": "ftp://x"}, "no address of the web"),
        ("hours/", {"name": "A", "zone": "UTC"}, "one has to hold"),
        ("file/", {}, "required"),
    ):
        answer = client.post(address + part, wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_every_second_is_explained_and_adds_up(agent: User, caller: User) -> None:
    opened = timezone.now() - timedelta(days=9)
    ticket = make_ticket(by=caller, opened_at=opened, impact=2, urgency=2)
    desk.assign_ticket(ticket, by=agent, at=opened + timedelta(hours=1), assignee=agent)
    waits = opened + timedelta(days=1)
    desk.hold_ticket(ticket, by=agent, at=waits, reason="Waiting for the caller")
    desk.start_ticket(ticket, by=agent, at=opened + timedelta(days=5))
    ended = opened + timedelta(days=8)
    desk.resolve_ticket(ticket, by=agent, at=ended, resolution="New toner.")

    page = sign_in(agent).get(f"/desk/promises/why/{ticket.number}/").content.decode()

    assert "On hold: Waiting for the caller" in page
    assert "192:00:00" in page  # eight days on the wall, in the sum of its stretches
    assert 'role="img"' in page
    assert str(agent) in page


def test_the_list_is_sorted_by_what_is_due_next(agent: User, caller: User) -> None:
    at = timezone.now()
    made = {rank: make_ticket(by=caller, opened_at=at, impact=rank, urgency=rank)
            for rank in (3, 1, 2)}  # fmt: skip

    found = list_tickets(TicketFilter(show="due"), seen_by=agent).tickets

    assert [line.number for line in found] == [made[rank].number for rank in (1, 2, 3)]
    page = sign_in(agent).get("/desk/?show=due").content.decode()
    assert 'class="due"' in page


def test_the_ticket_page_asks_for_promises_in_a_few_queries(agent: User, caller: User) -> None:
    client, ticket = sign_in(agent), make_ticket(by=caller, opened_at=timezone.now())
    client.get(f"/desk/{ticket.number}/")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/desk/{ticket.number}/")

    assert sum('"promises_' in one["sql"] for one in asked.captured_queries) <= 3


def test_today_tells_whoever_works_on_it(agent: User, caller: User) -> None:
    at = timezone.now()
    ticket = make_ticket(by=caller, opened_at=at - timedelta(days=20), impact=1, urgency=1)
    desk.assign_ticket(ticket, by=agent, at=at - timedelta(days=20), assignee=agent)
    actions.escalate_due(at=at - timedelta(days=20) + timedelta(days=4))

    page = sign_in(agent).get("/today/").content.decode()

    assert "Promises at risk" in page
    assert ticket.number in page
    assert "was due" in page
    assert "a promise runs short" in sign_in(agent).get(f"/desk/{ticket.number}/").content.decode()
    # who was warned is not the caller's to read
    assert "runs short" not in sign_in(caller).get(f"/my/{ticket.number}/").content.decode()


def test_a_caller_reads_what_was_promised_and_how_it_was_kept(agent: User, caller: User) -> None:
    at = timezone.now()
    ticket = make_ticket(by=caller, opened_at=at)
    client = sign_in(caller)

    assert "You hear from us by" in client.get(f"/my/{ticket.number}/").content.decode()
    desk.write_message(ticket, by=agent, at=at, text="We look into it.")
    told = client.get(f"/my/{ticket.number}/").content.decode()

    assert "as promised" in told
    assert "You hear from us again by" in told


def test_a_service_says_what_is_promised(champion: User) -> None:
    mail = make_service()
    client = sign_in(champion)
    address = f"/desk/promises/services/{mail.number}/"

    assert "as for every service" in client.get(address).content.decode()
    client.post("/desk/promises/", {"resolution": "90", "service": str(mail.pk)})

    assert "1\u00a0h 30\u00a0min" in client.get(address).content.decode()


def test_rules_are_counted_anew_on_a_page(champion: User, caller: User) -> None:
    make_ticket(by=caller)
    answer = sign_in(champion).post("/desk/promises/recounts/", follow=True)

    assert "1 ticket was looked at" in answer.content.decode()


def test_programs_read_and_say_promises(champion: User, caller: User) -> None:
    client = sign_in(champion)

    def send(method: str, path: str, content: dict[str, Any]) -> Any:
        return client.generic(method, f"/api/{path}", json.dumps(content), "application/json")

    made = send("POST", "calendars", {"name": "A", "zone": "UTC", "hours": {"monday": "9-17"}})
    assert made.status_code == 201
    number = made.json()["number"]
    put = send("PUT", f"calendars/{number}", {
        "name": "B", "zone": "UTC", "hours": {"friday": "8-12"}, "is_default": True})  # fmt: skip
    assert put.json()["hours"]["friday"] == "08:00-12:00"
    assert send("POST", "calendars", {"name": "C", "zone": "UTC", "hours": {}}).status_code == 422
    wrong = send("POST", "calendars", {"name": "C", "zone": "UTC", "hours": {"0": "9-17"}})
    assert (wrong.status_code, '\\"0\\", which is no day' in wrong.content.decode()) == (422, True)
    assert "monday, tuesday" in wrong.content.decode()
    target = send("POST", "targets", {"priority": 1, "resolution_minutes": 30, "calendar": number})
    assert target.json()["calendar"] == "B"
    assert len(client.get("/api/targets").json()) == 5
    ticket = make_ticket(by=caller, impact=1, urgency=1)
    told = client.get(f"/api/tickets/{ticket.number}/promises").json()
    assert {one["measure"]: one["goal_minutes"] for one in told} == {
        "response": 30,
        "resolution": 30,
    }
