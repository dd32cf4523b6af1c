"""Plain functions that make the plainest valid record; a test names only what matters to it."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any

from django.test import Client

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.actions import add_person_unasked
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.storage import receive
from groundswell.problems.models import Problem
from groundswell.servicedesk import actions
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.models import Ticket

#: begins as a picture does; what follows is looked at by nobody
PNG = b"\x89PNG\r\n\x1a\n and the rest of it"

MONDAY_9AM = datetime(2026, 3, 2, 9, tzinfo=UTC)

#: how those who are signed in without a page have come in
BACKEND = "groundswell.foundation.accounts.backends.Backend"

_serial = count(1)


def make_user(*roles: str, name: str = "") -> User:
    number = next(_serial)
    return add_person_unasked(
        by=None,
        at=MONDAY_9AM,
        name=name or f"Person {number}",
        email=f"person{number}@example.org",
        roles=roles or ("caller",),
        password=None,
    )


def sign_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def read_page(person: User, path: str) -> str:
    answer = sign_in(person).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def make_ticket(*, by: User | None = None, kind: str = "incident", **given: Any) -> Ticket:
    verb = actions.open_incident if kind == "incident" else actions.open_request
    said = {"summary": "The printer on the third floor prints blank pages"} | given
    opened_at = said.pop("opened_at", MONDAY_9AM)
    return verb(by=by or make_user(), at=opened_at, new=actions.NewTicket(**said))


def make_file(ticket: Ticket, *, by: User, private: bool = False, **given: Any) -> TicketFile:
    said = {"name": "screen.png", "content": PNG, "text": "As seen here"} | given
    upload = receive(said["name"], BytesIO(said["content"]))
    message = actions.write_message(
        ticket, by=by, at=MONDAY_9AM, text=said["text"], private=private, files=[upload]
    )
    return TicketFile.objects.get(message=message)


def make_service(name: str = "E-mail") -> Service:
    from groundswell.catalogue.actions import add_service  # noqa: PLC0415

    return add_service(by=make_user("champion"), at=MONDAY_9AM, name=name)


def make_problem(*, by: User | None = None, tickets: Any = (), **given: Any) -> Problem:
    from groundswell.problems import actions as problems  # noqa: PLC0415

    said = {"title": "Label printers print blank pages"} | given
    return problems.open_problem(
        by=by or make_user("agent"),
        at=said.pop("at", MONDAY_9AM),
        new=problems.NewProblem(**said),
        tickets=tickets,
    )
