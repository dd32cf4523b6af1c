"""What is a first answer: a word that reaches the caller after they asked."""

import json
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule

from groundswell.foundation.accounts.actions import make_api_key
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import write_message
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.promises.models import Promise
from groundswell.servicedesk.promises.tasks import recount_all
from tests.makers import make_ticket, sign_in

pytestmark = pytest.mark.django_db


def answered(ticket: Ticket) -> bool | None:
    return Promise.objects.get(ticket=ticket, measure="response").kept


def send(client: Client, path: str, **given: str) -> Ticket:
    """Send a form that leads to a new ticket, and return it."""
    known = set(Ticket.objects.values_list("pk", flat=True))
    assert client.post(path, given).status_code == 302
    return Ticket.objects.exclude(pk__in=known).get()


def report(by: User, **given: str) -> Ticket:
    """Open a ticket with an API key of this person."""
    secret = make_api_key(by, by=None, name="Monitor", at=timezone.now())
    sent = json.dumps({"summary": "The backup failed", **given})
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).post(
        "/api/tickets", sent, "application/json"
    )
    assert answer.status_code == 201, answer.content
    return Ticket.objects.get(number=answer.json()["number"])


def call_in(agent: User, caller: User) -> Ticket:
    """Take a call down at the desk, as an agent does with the caller on the line."""
    return send(
        sign_in(agent), "/desk/new/", kind="incident", summary="No sound in room 4",
        caller=caller.email, impact="3", urgency="2",
    )  # fmt: skip


def test_who_calls_has_an_answer_from_the_agent_on_the_line(agent: User, caller: User) -> None:
    assert answered(call_in(agent, caller)) is True


def test_what_is_split_off_waits_for_an_answer_of_its_own(agent: User, caller: User) -> None:
    ticket = call_in(agent, caller)
    write_message(ticket, by=agent, at=timezone.now(), text="The screen is dark too, I see.")
    desk = sign_in(agent)

    message = Message.objects.get(ticket=ticket)
    made = send(
        desk,
        f"/desk/links/of/{ticket}/split/",
        message=str(message.pk),
        summary="The screen stays dark",
    )

    assert (made.caller, made.channel, answered(made)) == (caller, "desk", None)
    assert not Promise.objects.filter(ticket=made, measure="update").exists()
    assert answered(ticket) is True
    desk.post(f"/desk/{made}/messages/", {"text": "A cable is on its way."})
    assert answered(made) is True


@pytest.mark.parametrize("who", ["agent", "caller"])
def test_what_a_program_opens_waits_for_an_answer(
    who: str, agent: User, caller: User, request: pytest.FixtureRequest
) -> None:
    by: User = request.getfixturevalue(who)
    ticket = report(by, **({"caller": caller.email} if by == agent else {}))

    assert (ticket.caller, answered(ticket)) == (caller, None)
    write_message(ticket, by=agent, at=timezone.now(), text="It runs again.")
    assert answered(ticket) is True


def test_what_was_taken_for_an_answer_is_worked_out_anew_once(agent: User, caller: User) -> None:
    name = "groundswell.servicedesk.promises.migrations.0004_what_is_a_first_answer"
    migration = import_module(name)
    migration.ask_recount(apps, None)
    assert not Schedule.objects.filter(func=migration.TASK).exists()
    ticket = make_ticket(by=agent, caller=caller, channel="api", opened_at=timezone.now())
    Promise.objects.filter(ticket=ticket, measure="response").update(
        kept=True, ended_at=ticket.opened_at, run="over", alarm_at=None
    )

    migration.ask_recount(apps, None)

    planned = Schedule.objects.get(func=migration.TASK)
    assert planned.schedule_type == Schedule.ONCE
    assert planned.next_run <= timezone.now() + timedelta(seconds=1)
    recount_all()
    assert answered(ticket) is None
