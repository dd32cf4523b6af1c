"""A ticket on hold is followed up by itself, once, and an answer stops it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from groundswell.foundation.accounts.actions import change_person
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import Refusal
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.actions import (
    approve_request,
    assign_ticket,
    reopen_ticket,
    resolve_ticket,
    start_ticket,
    write_message,
)
from groundswell.servicedesk.links.actions import merge_ticket
from groundswell.servicedesk.models import Message, SupportGroup, Ticket
from groundswell.servicedesk.promises.models import DueTime, ServiceTarget
from groundswell.servicedesk.rules.conditions import read_conditions
from groundswell.servicedesk.rules.judging import Viewpoint, as_query
from groundswell.servicedesk.waiting import actions
from groundswell.servicedesk.waiting.defaults import Plan, plan_for
from groundswell.servicedesk.waiting.queries import find_morning
from groundswell.servicedesk.work.models import Task
from tests.makers import (
    BACKEND,
    MONDAY_9AM,
    make_service,
    make_ticket,
    make_user,
    read_page,
    sign_in,
)

pytestmark = pytest.mark.django_db
CALLER, SUPPLIER = "Waiting for the caller", "Waiting for the supplier"


def day(number: int) -> object:
    return MONDAY_9AM + timedelta(days=number, minutes=1)


def hold(agent: User, caller: User, reason: str) -> Ticket:
    ticket = make_ticket(by=caller)
    assign_ticket(ticket, by=agent, at=MONDAY_9AM, assignee=agent)
    return actions.hold_and_follow(ticket, by=agent, at=MONDAY_9AM, reason=reason, follow=True)


def test_a_caller_is_asked_again_once_and_then_it_ends(agent: User, caller: User) -> None:
    ticket, usual = hold(agent, caller, CALLER), plan_for(CALLER)

    assert actions.follow_up(at=day(2)) == 0
    for number in (3, 3, 4):
        actions.follow_up(at=day(number))
    asked = Message.objects.get()
    assert (asked.text, asked.author, asked.private) == (usual.ask_text, None, False)
    for number in (10, 10):
        actions.follow_up(at=day(number))

    ticket.refresh_from_db()
    assert (ticket.state, ticket.closure_code) == ("resolved", actions.NO_ANSWER)
    assert Message.objects.count() == 2


def test_who_left_is_not_asked_and_their_ticket_does_not_end_unseen(
    agent: User, caller: User, champion: User
) -> None:
    ticket = hold(agent, caller, CALLER)
    said = {"name": caller.name, "email": caller.email, "roles": ["caller"], "active": False}
    change_person(caller, by=champion, at=day(1), **said)
    page = read_page(agent, f"/desk/waiting/of/{ticket.number}/")

    for number in (3, 10):
        actions.follow_up(at=day(number))

    ticket.refresh_from_db()
    assert "The caller left, so nobody is asked" in page
    assert (ticket.state, Message.objects.count()) == ("on_hold", 0)
    assert Task.objects.get().title.startswith("The caller left")


def test_a_ticket_in_which_that_of_somebody_else_went_on_is_looked_at_before_it_ends(
    agent: User, caller: User
) -> None:
    ticket, other = hold(agent, caller, CALLER), make_ticket(by=make_user("caller"))
    merge_ticket(other, by=agent, at=MONDAY_9AM, into=ticket)

    actions.follow_up(at=day(10))

    ticket.refresh_from_db()
    assert ticket.state == "on_hold"
    assert Task.objects.get().title.startswith("Nobody answered, and it stands for others")


def test_the_answer_of_a_caller_ends_the_waiting_for_it(agent: User, caller: User) -> None:
    ticket = hold(agent, caller, CALLER)
    assert DueTime.objects.get(ticket=ticket).due_at is None
    sign_in(caller).post(f"/my/{ticket.number}/reply/", {"text": "It is the blue one"})

    for number in (3, 10, 11):
        actions.follow_up(at=day(number))

    ticket.refresh_from_db()
    assert (ticket.state, ticket.hold_reason, ticket.closure_code) == ("in_progress", "", "")
    assert DueTime.objects.get(ticket=ticket).due_at is not None
    entry = AuditEntry.objects.get(number=ticket.number, act="incident.caller_answered")
    assert (entry.actor, entry.changes["hold_reason"]) == (caller, [CALLER, ""])
    assert Message.objects.count() == 1
    page = read_page(caller, f"/my/{ticket.number}/")
    assert "You answered what it waited for" in page
    assert "We wait for your answer" not in page


def test_what_nobody_has_goes_back_to_how_it_stood(agent: User, caller: User) -> None:
    ticket, wish = make_ticket(by=caller), make_ticket(by=caller, kind="request")
    group = SupportGroup.objects.create(name="Network")
    assign_ticket(ticket, by=agent, at=MONDAY_9AM, group=group)
    approve_request(wish, by=agent, at=MONDAY_9AM)
    start_ticket(wish, by=agent, at=MONDAY_9AM)

    for one in (ticket, wish):
        actions.hold_and_follow(one, by=agent, at=MONDAY_9AM, reason=CALLER, follow=True)
        address = f"/api/tickets/{one.number}/messages"
        sign_in(caller).post(address, {"text": "The blue one"}, "application/json")

    states = Ticket.objects.order_by("id").values_list("state", "assignee", "hold_reason")
    assert list(states) == [("assigned", None, ""), ("fulfilling", agent.pk, "")]


def test_who_waits_for_another_still_waits_and_the_list_says_that_the_caller_wrote(
    agent: User, caller: User
) -> None:
    ticket, other = hold(agent, caller, SUPPLIER), make_ticket(by=caller)
    write_message(ticket, by=caller, at=day(1), text="Any news?")
    write_message(ticket, by=caller, at=day(2), text="Hello?")
    asked = {"join": "all", "of": [{"field": "unanswered", "is": "there"}]}
    view = as_query(read_conditions(asked), Viewpoint(at=day(2)))

    actions.follow_up(at=day(7))

    ticket.refresh_from_db()
    assert (ticket.state, ticket.unanswered_since) == ("on_hold", day(1))
    assert Task.objects.get().title == "It was answered and still waits"
    assert read_page(agent, "/desk/").count("the caller wrote") == 1
    assert [one.number for one in Ticket.objects.filter(view)] == [ticket.number]
    write_message(ticket, by=agent, at=day(8), text="Not yet.")
    write_message(other, by=caller, at=day(8), text="Hello?")
    resolve_ticket(other, by=agent, at=day(8), resolution="New toner")
    assert "the caller wrote" not in read_page(agent, "/desk/?show=all")
    assert not Ticket.objects.filter(view).exists()


def test_what_is_written_on_a_merged_ticket_is_heard_where_it_goes_on(
    agent: User, caller: User
) -> None:
    ticket, own = hold(agent, caller, CALLER), make_ticket(by=caller)
    other = make_ticket(by=make_user())
    for one in (own, other):
        merge_ticket(one, by=agent, at=MONDAY_9AM, into=ticket)

    write_message(other, by=other.caller, at=day(1), text="I have it too")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.unanswered_since) == ("on_hold", day(1))
    write_message(own, by=caller, at=day(2), text="It is the blue one")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.unanswered_since) == ("in_progress", day(1))
    resolve_ticket(ticket, by=agent, at=day(3), resolution="New toner")
    with pytest.raises(Refusal, match=rf"{ticket} is resolved, .* Say that it came back"):
        write_message(own, by=caller, at=day(4), text="Blank again")
    with pytest.raises(Refusal, match="Report it anew"):
        write_message(other, by=other.caller, at=day(4), text="Blank again")


def test_who_writes_on_what_is_over_is_told_to_say_that_it_came_back(
    agent: User, caller: User
) -> None:
    ticket, door = make_ticket(by=caller), sign_in(caller)
    resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="New toner")
    words, address = {"text": "Blank again"}, f"/api/tickets/{ticket.number}"

    refused = door.post(f"{address}/messages", words, "application/json")
    page = door.post(f"/my/{ticket.number}/reply/", words).content.decode()

    assert refused.status_code == 409
    for told in (refused.json()["detail"], page):
        assert "Say that it came back, with these words" in told
    assert ">Blank again</textarea>" in page
    assert 'name="reason" rows="2" dir' in page, "no limit at which a browser cuts in silence"
    assert not Message.objects.exists()
    write_message(ticket, by=agent, at=MONDAY_9AM, text="All well?")


def test_whoever_waits_for_a_supplier_is_reminded_unless_the_work_went_on(
    agent: User, caller: User
) -> None:
    ticket = hold(agent, caller, SUPPLIER)
    other = hold(agent, caller, SUPPLIER)
    start_ticket(other, by=agent, at=day(1))

    # after five days it is Saturday
    for number in (5, 6, 7):
        actions.follow_up(at=day(number))

    task = Task.objects.get()
    assert (task.ticket, task.assignee) == (ticket, agent)


def test_what_happens_by_itself_happens_when_the_work_begins(agent: User, caller: User) -> None:
    night = MONDAY_9AM.replace(hour=2, minute=38)
    ticket = make_ticket(by=caller, opened_at=night)
    assign_ticket(ticket, by=agent, at=night, assignee=agent)
    actions.hold_and_follow(ticket, by=agent, at=night, reason=CALLER, follow=True)
    waiting = ticket.waits.get()
    round_the_clock = WorkCalendar(ZoneInfo("UTC"), dict.fromkeys(range(7), ((time(), time.max),)))

    assert waiting.ask_at == day(3) - timedelta(minutes=1)
    assert find_morning(round_the_clock, since=night, days=3).hour == 8
    assert find_morning(WorkCalendar(ZoneInfo("UTC"), {}), since=night, days=3).hour == 2


def test_what_was_solved_is_closed_once_it_did_not_come_back_in_time(
    agent: User, caller: User
) -> None:
    service = make_service()
    slow = ServiceTarget(service=service, resolution_minutes=60, reopen_days=30)
    trail.begin(slow, "target.said", by=agent, at=MONDAY_9AM)
    longer = make_ticket(by=caller, service=service)
    solved, other, later, back = (make_ticket(by=caller) for _ in range(4))
    for ticket in (longer, solved, other, later, back):
        at = day(5) if ticket == later else MONDAY_9AM
        resolve_ticket(ticket, by=agent, at=at, resolution="New toner")
    reopen_ticket(back, by=caller, at=day(1), reason="Blank again")
    foreign = {"source_name": "other", "source_id": "1", "resolved_at": MONDAY_9AM}
    imported = Ticket(kind="incident", state="resolved", summary="Old", priority=3, **foreign)
    trail.begin_many([imported], "ticket.imported", by=agent, at=MONDAY_9AM)

    assert actions.close_solved(at=day(6)).done == []
    rounds = [actions.close_solved(at=day(8), most=1).done for _ in range(3)]
    assert rounds == [[solved.number], [other.number], []]

    closed = Ticket.objects.filter(state="closed", closed_at=day(8))
    assert set(closed) == {solved, other}
    entry = AuditEntry.objects.get(number=solved.number, act="incident.closed")
    assert (entry.actor, entry.changes["state"]) == (None, ["resolved", "closed"])
    page = read_page(caller, f"/my/{solved.number}/")
    assert "Closed, as nobody said that it came back" in page
    assert "It came back" in page


def test_what_comes_back_during_a_round_of_closing_is_left_open_with_the_reason(
    agent: User, caller: User
) -> None:
    solved, back, again = (make_ticket(by=caller) for _ in range(3))
    for ticket in (solved, back, again):
        resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="New toner")

    with meanwhile(lambda: come_back(back, again, caller=caller, agent=agent)):
        outcome = actions.close_solved(at=day(8))

    assert outcome.done == [solved.number]
    assert [number for number, _ in outcome.refused] == [back.number, again.number]
    assert "cannot go from In progress to Closed" in outcome.refused[0][1]
    assert "came back and was solved anew" in outcome.refused[1][1]
    states = Ticket.objects.filter(pk__in=(back.pk, again.pk)).order_by("pk")
    assert [ticket.state for ticket in states] == ["in_progress", "resolved"]


def come_back(back: Ticket, again: Ticket, *, caller: User, agent: User) -> None:
    for ticket in (back, again):
        reopen_ticket(ticket, by=caller, at=day(7), reason="Blank again")
    resolve_ticket(again, by=agent, at=day(7), resolution="Newer toner")


@contextmanager
def meanwhile(act: Callable[[], None]) -> Iterator[None]:
    """Let somebody else act once, right before the first change that begins in the block."""
    acts = [act]

    def wrapper(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if acts and sql.startswith("SAVEPOINT"):
            acts.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(wrapper):
        yield


def test_days_and_words_are_altered_on_the_page(client: Client, agent: User, caller: User) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=caller)
    assign_ticket(ticket, by=agent, at=MONDAY_9AM, assignee=agent)
    client.post(f"/desk/{ticket.number}/hold/", {"reason": CALLER, "follow": "on"})
    page = f"/desk/waiting/of/{ticket.number}/"

    assert plan_for(CALLER).ask_text in client.get(page).content.decode()
    refused = client.post(f"{page}plan/", {"ask_after": "2", "ask_text": " "})
    assert refused.status_code == 422
    assert "Write what the caller reads" in refused.content.decode()
    client.post(f"{page}plan/", {"ask_after": "2", "ask_text": "Blue or red?"})
    shown = client.get(page).content.decode()
    assert "Blue or red?" in shown
    assert "It ends" not in shown
    client.post(f"{page}plan/", {})
    assert "Nothing happens by itself" in client.get(page).content.decode()


def test_what_cannot_be_planned_is_refused(agent: User, caller: User) -> None:
    with pytest.raises(Refusal, match="does not wait"):
        plan = Plan(remind_after=1)
        actions.alter_waiting(make_ticket(by=caller), by=agent, at=MONDAY_9AM, plan=plan)


def test_programs_hold_and_plan(client: Client, agent: User, caller: User) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket, kind = make_ticket(by=caller), "application/json"
    assign_ticket(ticket, by=agent, at=MONDAY_9AM, assignee=agent)
    address = f"/api/tickets/{ticket.number}"

    assert client.post(f"{address}/hold", {"reason": CALLER}, kind).json()["close_at"]
    planned = client.put(f"{address}/waiting", {"remind_after": 2}, kind).json()

    assert planned["remind_at"]
    assert planned["close_at"] is None


@pytest.mark.parametrize(
    ("reason", "detail", "kept"),
    [
        (SUPPLIER, "the new drum", "Waiting for the supplier: the new drum"),
        (CALLER, "", "Waiting for the caller"),
        ("Other", "The works council agrees", "The works council agrees"),
        ("Other", "", None),
    ],
)
def test_what_exactly_it_waits_for_is_said_on_the_page(
    client: Client, agent: User, reason: str, detail: str, kept: str | None
) -> None:
    ticket = start_ticket(make_ticket(), by=agent, at=MONDAY_9AM)
    client.force_login(agent, backend=BACKEND)

    answer = client.post(f"/desk/{ticket.number}/hold/", {"reason": reason, "detail": detail})

    ticket.refresh_from_db()
    assert answer.status_code == (302 if kept else 422)
    assert ticket.hold_reason == (kept or "")
    assert kept or "Say in a few words what it waits for." in answer.text
    assert kept or "Only an incident ends by itself." in answer.text
