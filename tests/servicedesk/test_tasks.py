"""Tasks and ticks: one after another, done or left out, and a request waits for all of them."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions import approve_request, resolve_ticket, start_ticket
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.work import actions, queries
from groundswell.servicedesk.work.models import Task
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user, read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(agent: User) -> Ticket:
    ticket = make_ticket(by=agent, kind="request", summary="A laptop")
    approve_request(ticket, by=agent, at=MONDAY_9AM)
    return start_ticket(ticket, by=agent, at=MONDAY_9AM)


def add(ticket: Ticket, by: User, title: str, **given: object) -> Task:
    return actions.add_task(ticket, by=by, at=MONDAY_9AM, new=actions.NewTask(title=title, **given))


def test_a_request_is_fulfilled_once_its_tasks_are_done_or_left_out(
    request_: Ticket, agent: User
) -> None:
    order = add(request_, agent, "Order it")
    set_up = add(request_, agent, "Set it up", after=order)
    with pytest.raises(Refusal, match="“Order it”, “Set it up” are to do"):
        resolve_ticket(request_, by=agent, at=MONDAY_9AM, resolution="Done")
    with pytest.raises(Refusal, match="comes after “Order it”"):
        actions.finish_task(set_up, by=agent, at=MONDAY_9AM)

    actions.finish_task(order, by=agent, at=MONDAY_9AM)
    with pytest.raises(Refusal, match="Say why"):
        actions.skip_task(set_up, by=agent, at=MONDAY_9AM, reason=" ")
    actions.skip_task(set_up, by=agent, at=MONDAY_9AM, reason="It came set up")
    resolve_ticket(request_, by=agent, at=MONDAY_9AM, resolution="Done")

    assert queries.count_progress(request_).is_over
    told = AuditEntry.objects.filter(number=request_.number, act="task.skipped").get()
    assert told.changes == {"task": ["", "Set it up (It came set up)"]}


def test_an_incident_does_not_wait_for_its_ticks(agent: User) -> None:
    ticket = make_ticket(by=agent)
    add(ticket, agent, "Tell reception", is_tick=True)

    resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="Back")

    assert queries.count_progress(ticket).all == 1


def test_a_task_cannot_come_after_one_of_another_ticket_or_go_to_a_caller(
    request_: Ticket, agent: User, caller: User
) -> None:
    other = add(make_ticket(by=agent), agent, "Elsewhere")

    with pytest.raises(Refusal, match="belongs to another ticket"):
        add(request_, agent, "x", after=other)
    with pytest.raises(Refusal, match="does not work on tickets"):
        add(request_, agent, "x", assignee=caller)
    with pytest.raises(Refusal, match="has no words"):
        add(request_, agent, " ")
    with pytest.raises(NotAllowed):
        add(request_, caller, "x")


def test_tasks_are_kept_on_the_page_of_the_ticket_and_found_in_ones_own_list(
    client: Client, request_: Ticket, agent: User
) -> None:
    client.force_login(agent, backend=BACKEND)
    page = f"/desk/tasks/of/{request_.number}/"

    client.post(f"{page}new/", {"title": "Order 👋 שלום", "assignee": agent.pk,
                                "due_on": "2026-01-01"})  # fmt: skip
    task = Task.objects.get()
    mine = client.get("/desk/tasks/").content.decode()
    assert "late, was due 1 January" in mine
    assert "Order 👋 שלום" in client.get("/today/").content.decode()
    client.post(f"/desk/tasks/{task.number}/done/")
    assert "1 of 1" in client.get(page).content.decode()
    client.post(f"/desk/tasks/{task.number}/reopened/")
    refused = client.post(f"/desk/tasks/{task.number}/skipped/", {"reason": ""})
    long = client.post(f"/desk/tasks/{task.number}/skipped/", {"reason": "No room. " * 40})

    assert refused.status_code == long.status_code == 422
    assert "Say why" in refused.content.decode()
    assert "This is 359 characters long, and 300 fit here." in long.text
    assert f'value="{"No room. " * 40}"' in long.text
    client.post(f"/desk/tasks/{task.number}/given/", {"due_on": "2026-05-01"})
    task.refresh_from_db()
    assert (task.assignee, str(task.due_on)) == (None, "2026-05-01")
    assert queries.list_to_do("free", seen_by=agent) == [task]


def test_who_only_reads_sees_all_tasks_and_is_not_told_to_take_one(
    client: Client, request_: Ticket, agent: User
) -> None:
    add(request_, agent, "Order it")
    client.force_login(agent, backend=BACKEND)
    works = client.get("/desk/tasks/").text
    client.force_login(make_user("assessor"), backend=BACKEND)
    reads = client.get("/desk/tasks/").text

    assert "Take the first: what is due first comes first." in works
    assert "Take the first" not in reads
    assert "What is due first comes first." in reads
    assert "Order it" in reads


def test_programs_write_and_finish_tasks(client: Client, request_: Ticket, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)
    address = f"/api/tickets/{request_.number}/tasks"

    made = client.post(address, {"title": "Order it"}, content_type="application/json").json()
    done = client.post(f"/api/tasks/{made['number']}/done").json()
    again = client.post(f"/api/tasks/{made['number']}/done")

    assert done["state"] == "done"
    assert again.status_code == 409
    assert [task["number"] for task in client.get(address).json()] == [made["number"]]


def test_a_list_that_there_is_not_is_named_and_never_passed_over(agent: User) -> None:
    def told(address: str) -> str:
        return " ".join(read_page(agent, address).split())

    assert "There is no list “WRONG” here." in told("/desk/tasks/?show=WRONG")
    board = told("/desk/board/?by=colour&kind=toy&group=99")
    assert "no way to sort it “colour” and no kind “toy” and no group “99” here." in board
    assert "There is no list “WRONG” here." in told("/knowledge/?show=WRONG")
    for right in ("/desk/tasks/?show=open", "/desk/board/?by=group&kind=request", "/knowledge/"):
        assert "There is no" not in told(right)
