"""Two people at one ticket see each other, and nobody answers what they have not read."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import write_message
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.presence.queries import version_of
from groundswell.servicedesk.texts.actions import NewText, add_text
from tests.makers import MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
