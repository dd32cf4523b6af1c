"""Texts with acts: filled in, read before they are sent, and all of it or nothing."""

import re

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.servicedesk.actions import start_ticket
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.texts import actions, queries
from groundswell.servicedesk.texts.filling import fill_in
from groundswell.servicedesk.texts.models import TextModule
from groundswell.servicedesk.waiting.defaults import plan_for
from groundswell.servicedesk.waiting.queries import find_waiting
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user, sign_in

pytestmark = pytest.mark.django_db
WAITING = "Waiting for the caller"


def keep(by: User, **given: object) -> TextModule:
    said = {"name": "Ask", "text": "Hello {caller}, is {service} back? {agent}"} | given
    return actions.add_text(by=by, at=MONDAY_9AM, new=actions.NewText(**said))


def test_places_are_filled_in_and_what_is_not_known_is_never_sent(
    agent: User, caller: User
) -> None:
    ticket = make_ticket(by=caller)
    text = keep(agent)

    words = fill_in(text.text, ticket=ticket, by=agent)

    assert words == "Hello Carla Caller, is {service} back? Alva Agent"
    with pytest.raises(Refusal, match="Nothing is known for {service}"):
        actions.send_text(
            ticket, by=agent, at=MONDAY_9AM, text=text, said=actions.Sending(words=words)
        )


def test_a_text_and_its_acts_are_done_all_or_not_at_all(agent: User, caller: User) -> None:
    ticket = make_ticket(by=caller)
    text = keep(agent, text="Look", acts=["hold", "start", "assign"], hold_reason=WAITING)

    def send(*acts: str) -> None:
        said = actions.Sending(words="Look", acts=acts, take=False)
        actions.send_text(ticket, by=agent, at=MONDAY_9AM, text=text, said=said)

    with pytest.raises(ForbiddenMove):  # a new ticket cannot wait before somebody has it
        send("hold")
    assert not Message.objects.exists()
    send("assign", "hold", "start")

    ticket.refresh_from_db()
    assert (ticket.state, ticket.hold_reason, ticket.assignee) == ("on_hold", WAITING, agent)


def test_a_ticket_that_a_text_puts_on_hold_is_followed_up_and_its_sender_reads_how(
    agent: User, caller: User
) -> None:
    ticket = start_ticket(make_ticket(by=caller), by=agent, at=MONDAY_9AM)
    text = keep(agent, text="Which one?", acts=["hold"], hold_reason=WAITING)
    page, door = f"/desk/texts/of/{ticket.number}/", sign_in(agent)

    read = door.post(f"{page}preview/", {"module": text.number})
    door.post(f"{page}{text.number}/", {"text": "Which one?", "acts": ["hold"]})

    usual = plan_for(WAITING)
    assert f"{WAITING}: {usual.words}. Only an incident ends by itself." in read.text
    waiting = find_waiting(Ticket.objects.get())
    assert (waiting.held_by, waiting.ask_text) == (agent, usual.ask_text)
    assert waiting.ask_at < waiting.close_at


def test_ones_own_texts_are_nobody_elses_and_acts_go_together(agent: User) -> None:
    own = keep(agent)
    other = make_user("agent")
    assert queries.list_texts(seen_by=other) == []
    with pytest.raises(NotAllowed, match="somebody else's own"):
        actions.remove_text(own, by=other, at=MONDAY_9AM)
    with pytest.raises(Refusal, match="called “Ask” already"):
        keep(agent)
    with pytest.raises(Refusal, match="cannot wait and be resolved"):
        keep(agent, name="x", acts=["hold", "resolve"], hold_reason=WAITING)


def test_a_place_that_does_not_exist_is_refused_with_those_that_do(agent: User) -> None:
    new = actions.NewText(name="Ask", text="{nonsense} {Caller}, press {1} {} {caller}")

    with pytest.raises(Refusal, match=r"^{nonsense}, {Caller} is filled in .* {caller}, {number}"):
        actions.add_text(by=agent, at=MONDAY_9AM, new=new)


def test_a_text_is_kept_chosen_read_and_sent_on_pages(
    client: Client, agent: User, caller: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=caller)
    made = {"name": "Done", "text": "It works again, {caller}.", "acts": ["resolve"]}
    client.post("/desk/texts/new/", {**made, "is_shared": "on"})
    (text,) = queries.list_texts(seen_by=make_user("agent"))
    page = f"/desk/texts/of/{ticket.number}/"

    assert text.number in client.get(page).content.decode()
    read = client.post(f"{page}preview/", {"module": text.number, "text": "Sorry."})
    assert "Sorry.\n\nIt works again, Carla Caller." in read.content.decode()
    assert 'title="Desk"' in read.content.decode(), "the rail has its places"
    assert not Message.objects.exists()
    refused = client.post(f"{page}{text.number}/", {"text": "{agent}", "acts": ["resolve"]})
    assert refused.status_code == 422
    client.post(f"{page}{text.number}/", {"text": "It works again", "acts": ["resolve"]})

    assert Ticket.objects.get().resolution == "It works again"
    long = client.post(f"/desk/texts/{text.number}/", {**made, "name": "Done and well. " * 6})
    (box,) = re.findall(r'<input [^>]*value="Done and well. [^>]*>', long.text)
    assert f'id="t_{text.pk}_name"' in box
    client.post(f"/desk/texts/{text.number}/", {**made, "text": "Well", "is_shared": "on"})
    assert "Well" in client.get("/desk/texts/").content.decode()
    client.post(f"/desk/texts/{text.number}/removal/")
    assert queries.list_texts(seen_by=agent) == []


def test_programs_keep_and_send_texts(client: Client, agent: User, caller: User) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket, kind = make_ticket(by=caller), "application/json"
    given = {"name": "Seen", "text": "We look, {caller}", "acts": ["start"]}
    made = client.post("/api/texts", given, kind).json()

    sent = client.post(f"/api/tickets/{ticket.number}/texts/{made['number']}", {}, kind).json()

    assert (sent["state"], sent["text"]) == ("in_progress", "We look, Carla Caller")
    assert client.delete(f"/api/texts/{made['number']}").status_code == 204
    assert client.get("/api/texts").json() == []


def test_a_text_takes_the_ticket_where_its_act_is_left_out(
    client: Client, agent: User, caller: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=caller)
    text = keep(agent, text="Look", acts=["resolve"])
    page = f"/desk/texts/of/{ticket.number}/"

    read = client.post(f"{page}preview/", {"module": text.number, "text": "", "take": "on"})
    assert "Nobody has it yet" in read.text
    client.post(f"{page}{text.number}/", {"text": "Look", "take": "on"})

    ticket.refresh_from_db()
    assert (ticket.state, ticket.assignee) == ("in_progress", agent)
