"""What a group keeps to its members is not found through any door by others at the desk."""

import json
from typing import Any

import pytest
from django.test import Client

from groundswell.kernel.errors import Refusal
from groundswell.measurement.history import gather_evidence
from groundswell.servicedesk.actions import join_tickets
from groundswell.servicedesk.major.actions import Declaration, declare_major
from groundswell.servicedesk.models import GroupMember, SupportGroup, Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user, read_page

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


def test_what_many_have_is_not_told_by_a_ticket_that_only_members_see() -> None:
    outside, inside = _client(inside=False), _client(inside=True)
    group, by = SupportGroup.objects.get(), make_user("agent")
    head = make_ticket(summary=f"{SECRET} payroll letters are lost")
    inner = make_ticket(summary=f"Letters of {SECRET} payroll are gone")
    outer = make_ticket(summary=f"{SECRET} payroll letters")
    join_tickets(head, by=by, at=MONDAY_9AM, tickets=[inner, outer])
    new = Declaration(reason="All", affects=f"{SECRET} payroll letters")
    major = declare_major(head, by=by, at=MONDAY_9AM, new=new)
    fits = make_ticket(summary="Our payroll letters are lost")
    doors = (
        f"/problems/of/{fits.number}/",
        f"/problems/offers/?summary={SECRET}+payroll+letters",
        f"/desk/{outer.number}/",
        "/today/", "/desk/", "/desk/major/", "/api/majors", "/my/", "/api/known-now",
        f"/my/offers/?summary={SECRET}+payroll+letters",
    )  # fmt: skip
    shown = [path for path in doors if "payroll letters are lost" in outside.get(path).text]
    Ticket.objects.filter(pk__in=[head.pk, inner.pk]).update(group=group)

    hidden = {path: outside.get(path).text for path in doors}

    assert len(shown) == len(doors)
    assert [path for path in doors if f"{SECRET} payroll letters are" in hidden[path]] == []
    assert not any(major.number in told for told in hidden.values())
    assert outside.get(f"/desk/major/{major.number}/").status_code == 404
    assert outside.post(f"/my/known/{major.number}/me-too/").status_code == 404
    assert major.number in inside.get("/desk/major/").text
    assert major.number in read_page(head.caller or by, "/my/")


def test_a_ticket_that_only_members_see_is_declared_no_major_incident() -> None:
    group = SupportGroup.objects.create(name="HR", members_only=True)
    ticket, by = make_ticket(group=group), make_user("agent")

    with pytest.raises(Refusal, match="hand it to another group first"):
        declare_major(ticket, by=by, at=MONDAY_9AM, new=Declaration(reason="All"))


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
