"""Who answers a ticket that nobody has, has it from then on, unless they say otherwise."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.problems import actions as problems
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import GroupMember, SupportGroup, Ticket
from groundswell.servicedesk.texts.actions import NewText, add_text
from tests.knowledge.makers import make_article
from tests.makers import MONDAY_9AM, make_ticket, make_user, sign_in

pytestmark = pytest.mark.django_db
OFFER = "Nobody has it yet: with your answer it becomes yours, and work begins"


def stands(ticket: Ticket) -> tuple[str, User | None]:
    ticket.refresh_from_db()
    return ticket.state, ticket.assignee


def is_ticked(page: str) -> bool:
    box = re.search(r'<input type="checkbox" id="id_take"[^>]*>', page)
    assert box is not None
    return "checked" in box.group()


def test_an_answer_takes_what_nobody_has_and_a_note_or_a_tick_taken_out_does_not(
    agent: User, caller: User
) -> None:
    ticket, door = make_ticket(by=caller), sign_in(agent)
    page = f"/desk/{ticket}/"

    shown = door.get(page).text
    door.post(f"{page}messages/", {"text": "Odd", "private": "on", "take": "on"})
    door.post(f"{page}messages/", {"text": "Which printer?"})
    before = stands(ticket)
    refused = door.post(f"{page}messages/", {"text": " ", "take": ""}).text
    door.post(f"{page}messages/", {"text": "I look into it", "take": "on"})

    assert OFFER in shown
    assert is_ticked(shown)
    assert not is_ticked(refused), "what was chosen stays"
    assert before == ("new", None)
    assert stands(ticket) == ("in_progress", agent)
    taken = AuditEntry.objects.get(number=ticket.number, act="incident.taken_with_answer")
    assert (taken.actor, taken.changes.keys()) == (agent, {"assignee_id", "state"})
    after = door.get(page).text
    assert "took it with the answer" in after
    assert "id_take" not in after
    assert "takes care of it from now on" in sign_in(caller).get(f"/my/{ticket}/").text


def test_what_waits_for_a_group_is_usually_taken_by_its_members_alone(
    agent: User, caller: User
) -> None:
    network, unmanned = (SupportGroup.objects.create(name=name) for name in ("Network", "Post"))
    member, outsider = make_user("agent", name="Mem"), agent
    GroupMember.objects.create(group=network, user=member)
    waits = make_ticket(by=caller, group=network)

    def read(by: User, ticket: Ticket) -> str:
        return sign_in(by).get(f"/desk/{ticket}/").text

    assert "It is for Network, where nobody has it yet: with your answer" in read(outsider, waits)
    assert not is_ticked(read(outsider, waits))
    assert is_ticked(read(member, waits))
    assert is_ticked(read(outsider, make_ticket(by=caller, group=unmanned)))
    actions.answer_ticket(waits, by=outsider, at=MONDAY_9AM, text="It is mine", take=True)
    assert stands(waits) == ("in_progress", outsider), "a person may take it on purpose"


def test_the_lifecycle_says_whether_work_begins_and_who_has_it_keeps_it(
    agent: User, caller: User
) -> None:
    other, at = make_user("agent", name="Olga"), MONDAY_9AM
    held, asked, agreed, anothers, over, own = (
        make_ticket(by=by, kind=kind)
        for by, kind in (
            (caller, "incident"), (caller, "request"), (caller, "request"),
            (caller, "incident"), (caller, "incident"), (agent, "incident"),
        )
    )  # fmt: skip
    Ticket.objects.filter(pk=held.pk).update(state="on_hold", hold_reason="Waiting for a part")
    actions.approve_request(agreed, by=other, at=at)
    actions.assign_ticket(anothers, by=other, at=at, assignee=other)
    actions.cancel_ticket(over, by=caller, at=at)

    for ticket in (held, asked, agreed, anothers, over, own):
        actions.answer_ticket(ticket, by=agent, at=at, text="Hello", take=True)
    actions.answer_ticket(held, by=caller, at=at, text="Thanks", take=True)

    assert stands(held) == ("on_hold", agent)
    assert stands(asked) == ("submitted", agent)
    assert stands(agreed) == ("fulfilling", agent)
    assert stands(anothers) == ("assigned", other)
    assert stands(over) == ("cancelled", None)
    assert stands(own) == ("new", None), "its caller wrote"


def test_programs_and_texts_take_it_where_they_say_so(agent: User, caller: User) -> None:
    door, kind = sign_in(agent), "application/json"
    text = add_text(by=agent, at=MONDAY_9AM, new=NewText(name="Look", text="We look"))
    taken, left = ("in_progress", agent), ("new", None)

    def send(address: str, given: Any, *content_type: str) -> tuple[str, User | None]:
        ticket = make_ticket(by=caller)
        answer = door.post(address.format(ticket=ticket), given, *content_type)
        assert answer.status_code in {200, 201, 302}, answer.text
        return stands(ticket)

    messages = "/api/tickets/{ticket}/messages"
    assert send(messages, {"text": "Hello", "take": True}, kind) == taken
    assert send(messages, {"text": "Hello"}, kind) == left
    files = {"text": "Hello", "files": SimpleUploadedFile("a.txt", b"log"), "take": "true"}
    assert send("/api/tickets/{ticket}/files", files) == taken
    texts = f"/api/tickets/{{ticket}}/texts/{text.number}"
    assert send(texts, {"take": True}, kind) == taken
    assert send(texts, {}, kind) == left
    page = f"/desk/texts/of/{{ticket}}/{text.number}/"
    assert send(page, {"text": "We look", "take": "on"}) == taken
    assert send(page, {"text": "We look"}) == left
    read = f"/desk/texts/of/{make_ticket(by=caller)}/preview/"
    shown = door.post(read, {"module": text.number, "take": "on"}).text
    assert re.search(r'<input type="checkbox" name="take" id="sending_take" checked', shown)
    assert OFFER in shown


def test_who_tells_what_is_known_has_it_then_by_the_same_offer(agent: User, caller: User) -> None:
    door, article = sign_in(agent), make_article(by=agent)
    new = problems.NewKnownError(title="Blank labels", symptom="Labels come out blank")
    known = problems.write_known_error(by=agent, at=MONDAY_9AM, new=new, problem=None)
    helps = problems.add_workaround(known, by=agent, at=MONDAY_9AM, steps="Clean it")

    def stood(address: str, **given: Any) -> tuple[str, User | None]:
        ticket = make_ticket(by=caller, summary="Labels come out blank")
        assert door.post(address.format(ticket), given).status_code == 302
        return stands(ticket)

    for part, uses, what in (
        ("/desk/{}/articles/", "/desk/{}/article-uses/", {"article": article}),
        ("/problems/of/{}/", "/problems/of/{}/uses/", {"workaround": helps}),
    ):
        shown = door.get(part.format(make_ticket(by=caller, summary="Labels come out blank"))).text
        assert f'name="take" checked> {OFFER}' in shown
        assert stood(uses, **what, tell="on", take="on") == ("in_progress", agent)
        assert stood(uses, **what, tell="on") == ("new", None)
        assert stood(uses, **what, take="on") == ("new", None), "the caller is told nothing"
    over_rest = make_ticket(by=caller)
    given = {"article": str(article), "tell": True, "take": True}
    told = door.post(f"/api/tickets/{over_rest}/article-uses", given, "application/json")
    assert (told.json()["state"], stands(over_rest)[1]) == ("in_progress", agent)
