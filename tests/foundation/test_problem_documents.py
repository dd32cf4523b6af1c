"""A program is told in a document with a sentence what is the matter, wherever it is found out."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from groundswell.foundation.accounts.models import User
from groundswell.foundation.problem_documents import ProblemDocuments
from tests.makers import BACKEND

pytestmark = pytest.mark.django_db


def read(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    return answer.status_code, document["detail"]


def test_what_is_not_there_or_not_answered_is_named(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)

    status, detail = read(client.get("/api/tickets/INC-999999"))
    assert (status, "There is nothing at /api/tickets/INC-999999" in detail) == (404, True)
    status, detail = read(client.get("/api/nonsense"))
    assert (status, "/api/nonsense is no call of this interface" in detail) == (404, True)
    refused = client.put("/api/tickets", "{}", "application/json")
    assert read(refused) == (
        405,
        f"/api/tickets does not answer PUT; it answers {refused['Allow']}.",
    )
    assert client.get("/nonsense/")["Content-Type"].startswith("text/html")


def test_what_is_larger_than_a_call_takes_is_said_to_be(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)

    answer = client.post("/api/tickets", "x" * 6 * 1024 * 1024, "application/json")

    status, detail = read(answer)
    assert (status, "larger than this takes" in detail) == (400, True)


def test_whoever_calls_is_told_how_to_say_who_they_are(agent: User) -> None:
    status, detail = read(Client().get("/api/tickets", headers={"Authorization": "Bearer gs_1.x"}))
    assert (status, "Send “Authorization: Bearer …”" in detail) == (401, True)

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(agent, backend=BACKEND)
    status, detail = read(strict.post("/api/tickets", "{}", "application/json"))
    assert (status, "X-CSRFToken" in detail) == (403, True)


def test_a_fault_of_ours_is_said_in_a_document_too() -> None:
    request = RequestFactory().post("/api/tickets")

    told = ProblemDocuments(lambda _: HttpResponse("<h1>Fault</h1>", status=500))(request)

    assert told["Content-Type"] == "application/problem+json"
    assert json.loads(told.content)["detail"].startswith("This is a fault of ours: POST /api/tick")
