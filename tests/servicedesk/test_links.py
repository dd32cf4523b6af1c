"""Tickets that belong together: links, merging with nothing lost, and a message split off."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import hold_ticket, resolve_ticket, start_ticket, write_message
from groundswell.servicedesk.links import actions, queries
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.promises.queries import list_own_promises
from groundswell.servicedesk.queries import count_affected, tell_story
from groundswell.servicedesk.work.actions import NewTask, add_task
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


def words_of(ticket: Ticket, seen_by: User) -> str:
    return " ".join(moment.words for moment in tell_story(ticket, seen_by=seen_by))


def test_a_merged_ticket_goes_on_in_the_other_and_comes_back_as_it_was(
    agent: User, caller: User
) -> None:
    other = make_user("caller", name="Omar Other")
    into = make_ticket(by=caller, summary="The printer is dead")
    ticket = make_ticket(by=other, summary="No paper comes out")
    write_message(ticket, by=other, at=MONDAY_9AM, text="It smells burnt")
    write_message(ticket, by=agent, at=MONDAY_9AM, text="He drops paper clips", private=True)
    task = add_task(ticket, by=agent, at=MONDAY_9AM, new=NewTask(title="Call the supplier"))
    start_ticket(ticket, by=agent, at=MONDAY_9AM)
    hold_ticket(ticket, by=agent, at=MONDAY_9AM, reason="Waiting for the caller")

    actions.merge_ticket(ticket, by=agent, at=MONDAY_9AM, into=into)

    ticket.refresh_from_db()
    task.refresh_from_db()
    assert (ticket.state, task.ticket, count_affected(into)) == ("cancelled", into, 2)
    assert ticket.resolution == f"It goes on in {into}."
    seen = words_of(into, agent)
    assert "It smells burnt" in seen
    assert "No paper comes out" in seen
    assert "paper clips" in seen
    assert "burnt" not in words_of(into, caller)
    assert "It smells burnt" in words_of(ticket, other)

    actions.undo_merge(ticket, by=agent, at=MONDAY_9AM)

    ticket.refresh_from_db()
    task.refresh_from_db()
    assert (ticket.state, ticket.resolution, task.ticket) == ("on_hold", "", ticket)
    assert count_affected(into) is None
    assert "burnt" not in words_of(into, agent)


def test_what_cannot_be_merged_is_refused_in_a_sentence(agent: User, caller: User) -> None:
    one, two = make_ticket(by=caller), make_ticket(by=caller)
    wish = make_ticket(by=caller, kind="request")
    for ticket, into, words in (
        (one, one, "cannot be merged into itself"),
        (one, wish, "an incident and a request"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.merge_ticket(ticket, by=agent, at=MONDAY_9AM, into=into)
    actions.merge_ticket(one, by=agent, at=MONDAY_9AM, into=two)
    with pytest.raises(Refusal, match="is cancelled already; open it again first"):
        actions.merge_ticket(two, by=agent, at=MONDAY_9AM, into=one)  # a cycle
    with pytest.raises(Refusal, match="is not merged into another"):
        actions.undo_merge(two, by=agent, at=MONDAY_9AM)


def test_callers_of_merged_tickets_read_how_it_goes_on_and_how_it_ended(
    client: Client, agent: User, caller: User
) -> None:
    first, second = make_user("caller"), make_user("caller")
    into = make_ticket(by=caller, summary="Private words of somebody else")
    ticket, between = make_ticket(by=first), make_ticket(by=second)
    actions.merge_ticket(ticket, by=agent, at=MONDAY_9AM, into=between)
    actions.merge_ticket(between, by=agent, at=MONDAY_9AM, into=into)
    client.force_login(first, backend=BACKEND)
    page = client.get(f"/my/{ticket.number}/").text
    assert "Goes on with others" in page
    assert "We promised you an answer until" in page
    assert "Private words" not in page
    assert into.number not in page
    client.post(f"/my/{ticket.number}/reply/", {"text": "It smells burnt"})
    assert "smells burnt" in words_of(between, agent)

    resolve_ticket(into, by=agent, at=MONDAY_9AM, resolution="New drum")

    told = Message.objects.filter(text="It is over. New drum", private=False)
    assert {one.ticket for one in told} == {ticket, between}
    assert "New drum" in client.get(f"/my/{ticket.number}/").text


def test_a_merge_that_is_undone_leaves_the_promises_as_they_were(agent: User, caller: User) -> None:
    into, ticket = make_ticket(by=caller), make_ticket(by=caller)
    before = list_own_promises(ticket, at=MONDAY_9AM)
    actions.merge_ticket(ticket, by=agent, at=MONDAY_9AM, into=into)
    assert all(one.ended_at for one in list_own_promises(ticket, at=MONDAY_9AM))

    actions.undo_merge(ticket, by=agent, at=MONDAY_9AM)

    after = list_own_promises(ticket, at=MONDAY_9AM)
    assert before
    assert [(one.measure, one.due_at, one.ended_at) for one in after] == [
        (one.measure, one.due_at, None) for one in before
    ]


def test_tickets_are_linked_merged_and_split_on_the_page(
    client: Client, agent: User, caller: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    one, two = make_ticket(by=caller, summary="Mail is slow"), make_ticket(by=caller)
    page = f"/desk/links/of/{one.number}/"

    client.post(f"{page}new/", {"kind": "blocks", "number": two.number})
    again = client.post(f"{page}new/", {"kind": "blocks", "number": two.number})
    assert again.status_code == 422
    assert "said already" in again.text
    assert again.text.count(f'value="{two.number}"') == 1
    itself = client.post(f"{page}new/", {"kind": "relates", "number": one.number})
    assert "cannot be linked to itself" in itself.content.decode()
    assert "is blocked by" in client.get(f"/desk/links/of/{two.number}/").content.decode()
    (line,) = queries.list_links(one, seen_by=agent)
    client.post(f"{page}{line.pk}/removal/")
    assert queries.list_links(one, seen_by=agent) == []

    message = write_message(one, by=caller, at=MONDAY_9AM, text="And my chair squeaks\nBadly")
    split = client.post(f"{page}split/", {"message": message.pk}, headers={"HX-Request": "true"})
    made = Ticket.objects.get(summary="And my chair squeaks")
    assert split.headers["HX-Redirect"] == f"/desk/{made.number}/"
    assert (made.caller, made.description) == (caller, message.text)
    assert "was split into" in client.get(page).content.decode()
    note = write_message(one, by=agent, at=MONDAY_9AM, text="Grumpy", private=True)
    hidden = client.post(f"{page}split/", {"message": note.pk})
    assert "its caller reads that line" in hidden.content.decode()

    client.post(f"{page}merger/", {"number": two.number})
    assert "goes on in" in client.get(page).content.decode()
    client.post(f"{page}merger/undone/")
    assert client.get(f"/desk/{one.number}/").status_code == 200


def test_programs_link_merge_and_split(client: Client, agent: User, caller: User) -> None:
    client.force_login(agent, backend=BACKEND)
    one, two = make_ticket(by=caller), make_ticket(by=caller)
    write_message(one, by=caller, at=MONDAY_9AM, text="Something else")
    address, kind = f"/api/tickets/{one.number}", "application/json"

    made = client.post(f"{address}/links", {"kind": "caused_by", "ticket": two.number}, kind)
    assert client.delete(f"/api/links/{made.json()[0]['id']}").status_code == 204
    (message,) = client.get(f"{address}/messages").json()
    split = client.post(f"{address}/split", {"message": message["id"]}, kind).json()
    assert client.post(f"{address}/merger", {"into": two.number}, kind).json()["into"] == two.number
    assert client.delete(f"{address}/merger").status_code == 204
    assert Ticket.objects.get(number=split["number"]).summary == "Something else"
