"""What a group keeps to its members is not found through any door by others at the desk."""

import json
from typing import Any

import pytest
from django.test import Client

from groundswell.measurement.history import gather_evidence
from groundswell.servicedesk.models import GroupMember, SupportGroup, Ticket
from tests.makers import make_ticket, make_user

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "Zweibrueckenstrasse"  # noqa: S105 (a word that stands nowhere else)

pytestmark = pytest.mark.django_db


def _client(*, inside: bool) -> Client:
    group, _ = SupportGroup.objects.get_or_create(name="HR", defaults={"members_only": True})
    person = make_user("agent", "champion")
    if inside:
        GroupMember.objects.create(group=group, user=person)
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def _doors(client: Client, number: str) -> dict[str, Any]:
    def post(path: str, content: object) -> Any:
        return client.post(path, json.dumps(content), "application/json")

    act = {"numbers": number, "act": "close", "go": "1"}
    return {
        "list": client.get("/desk/?show=all"),
        "search": client.get(f"/desk/?show=all&q={SECRET}"),
        "page": client.get(f"/desk/{number}/"),
        "board": client.get("/desk/board/"),
        "finder": client.get(f"/desk/finder/?q={SECRET}"),
        "duplicates": client.get(f"/desk/duplicates/?summary={SECRET}+moved"),
        "act": client.post("/desk/bulk/", act),
        "rest": client.get("/api/tickets"),
        "rest of one": client.get(f"/api/tickets/{number}"),
        "rest search": post("/api/ticket-searches", {}),
        "today": client.get("/today/"),
        "new rule": client.post("/desk/rules/new/", {"look": "1", "note": "x"}),
    }


def test_others_find_nothing_and_members_everything() -> None:
    outside, inside = _client(inside=False), _client(inside=True)
    ticket = make_ticket(summary=f"{SECRET} moved", group=SupportGroup.objects.get())

    hidden = _doors(outside, ticket.number)
    shown = _doors(inside, ticket.number)

    # two doors say the words that were asked for once more
    found = [name for name, answer in hidden.items() if f"{SECRET} moved" in answer.text]
    assert found == []
    assert hidden["page"].status_code == hidden["rest of one"].status_code == 404
    assert "There is no such ticket that you may see" in hidden["act"].text
    seen = [name for name, answer in shown.items() if SECRET in answer.text]
    assert set(seen) >= {"list", "page", "board", "finder", "rest", "rest search", "today"}
    assert Ticket.objects.get().state == "new"


def test_what_everyone_reads_afterwards_holds_nothing_of_it() -> None:
    group = SupportGroup.objects.create(name="HR")
    make_ticket(summary=f"{SECRET} moved", group=group)
    make_ticket(summary="The printer prints blank pages")

    before = _titles()
    SupportGroup.objects.filter(pk=group.pk).update(members_only=True)

    assert before == {f"{SECRET} moved", "The printer prints blank pages"}
    assert _titles() == {"The printer prints blank pages"}


def _titles() -> set[str]:
    return set(gather_evidence().arrow("tickets", ["title"])["title"].to_pylist())
