"""Two people at one ticket see each other, and nobody answers what they have not read."""

from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import rate_ticket, start_ticket, write_message
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.presence.queries import version_of
from groundswell.servicedesk.texts.actions import NewText, add_text
from groundswell.servicedesk.waiting.actions import hold_and_follow
from groundswell.servicedesk.waiting.models import Waiting
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


def test_who_looks_and_who_writes_is_seen_by_the_other(agent: User) -> None:
    ticket, ben = make_ticket(by=agent), make_user("agent", name="Ben")
    here, there = Client(), Client()
    here.force_login(agent, backend=BACKEND)
    there.force_login(ben, backend=BACKEND)
    address = f"/desk/presence/of/{ticket.number}/"

    assert "Ben" not in here.post(address).content.decode()
    there.post(address)
    assert "<bdi>Ben</bdi> is looking at this" in here.post(address).content.decode()
    there.post(address, {"writing": "on"})
    assert "<bdi>Ben</bdi> is writing" in here.post(address).content.decode()
    assert f'"{address}"' in here.get(f"/desk/{ticket.number}/").content.decode()


def test_an_answer_to_an_old_version_is_held_back_and_its_words_are_kept(
    client: Client, agent: User, caller: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=caller)
    seen = version_of(ticket)
    write_message(ticket, by=caller, at=MONDAY_9AM, text="It works again")
    page = f"/desk/{ticket.number}/"

    held = client.post(f"{page}messages/", {"text": "Please send it in", "version": seen})

    assert held.status_code == 422
    shown = held.content.decode()
    assert "Meanwhile: Carla Caller wrote a message." in shown
    assert "Please send it in</textarea>" in shown
    assert f'name="version" value="{version_of(ticket)}"' in shown
    assert Message.objects.count() == 1
    ended = client.post(f"{page}resolution/", {"resolution": "New cable", "version": seen})
    assert ended.status_code == 422
    assert "New cable</textarea>" in ended.content.decode()

    again = {"text": "Good to hear", "version": version_of(ticket)}
    client.post(f"{page}messages/", again)
    client.post(f"{page}messages/", again)  # what one did oneself meanwhile does not count
    assert Message.objects.count() == 3
    assert Ticket.objects.get().state == "new"


def test_a_text_is_held_back_like_words_of_ones_own(
    client: Client, agent: User, caller: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=caller)
    text = add_text(by=agent, at=MONDAY_9AM, new=NewText(name="Ask", text="Still?"))
    seen = version_of(ticket)
    write_message(ticket, by=caller, at=MONDAY_9AM, text="It works again")
    address = f"/desk/texts/of/{ticket.number}/{text.number}/"

    held = client.post(address, {"text": "Still?", "version": seen})

    assert held.status_code == 422
    assert "Meanwhile: Carla Caller" in held.content.decode()
    assert f'value="{version_of(ticket)}"' in held.content.decode()
    assert Message.objects.count() == 1


def test_what_happens_while_it_waits_is_planned_by_whoever_saw_everything(
    client: Client, agent: User, caller: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=caller)
    start_ticket(ticket, by=agent, at=MONDAY_9AM)
    hold_and_follow(ticket, by=agent, at=MONDAY_9AM, reason="Waiting for a part")
    page = f"/desk/waiting/of/{ticket.number}/"
    seen = version_of(ticket)
    assert f'name="version" value="{seen}"' in client.get(page).content.decode()
    write_message(ticket, by=caller, at=MONDAY_9AM, text="It is the blue one")

    held = client.post(f"{page}plan/", {"remind_after": 4, "version": seen})

    assert held.status_code == 422
    shown = held.content.decode()
    assert "Meanwhile: Carla Caller wrote a message." in shown
    assert 'name="remind_after" value="4"' in shown
    assert f'name="version" value="{version_of(ticket)}"' in shown
    assert not Waiting.objects.exists()
    client.post(f"{page}plan/", {"remind_after": 4, "version": version_of(ticket)})
    assert Waiting.objects.get().remind_at


def test_a_program_that_names_what_it_saw_overtakes_nobody(agent: User, caller: User) -> None:
    ticket, ben, here = make_ticket(by=caller), make_user("agent", name="Ben"), Client()
    here.force_login(agent, backend=BACKEND)
    one, kind = f"/api/tickets/{ticket.number}", "application/json"

    def act(name: str, content: dict[str, Any], version: str) -> Any:
        return here.post(f"{one}/{name}", content, kind, headers={"if-match": version})

    seen = here.get(one)["ETag"]
    first = act("messages", {"text": "Since when?"}, seen)
    rate_ticket(ticket, by=ben, at=MONDAY_9AM, impact=1, urgency=1)
    stale = act("rating", {"impact": 3, "urgency": 3}, first["ETag"])

    assert (first.status_code, stale.status_code) == (201, 412)
    assert stale["Content-Type"] == "application/problem+json"
    assert "Meanwhile: Ben said how bad it is. So nothing was done" in stale.json()["detail"]
    assert "ETag" not in stale
    assert Ticket.objects.get().impact == 1
    assert act("rating", {"impact": 3, "urgency": 3}, here.get(one)["ETag"]).status_code == 200
    assert act("work", {}, "*").status_code == 200
    assert act("work", {}, "yesterday").json()["detail"].startswith("“If-Match” is yesterday; send")
    # without it, things go as they did; callers are told no versions, nor of notes by them
    assert here.post(f"{one}/rating", {"impact": 2, "urgency": 2}, kind).status_code == 200
    here.force_login(caller, backend=BACKEND)
    assert "ETag" not in here.get(one)
    assert act("messages", {"text": "Still?"}, seen).status_code == 422
