"""Priorities of the house, and the form of a department."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.priorities.matrix import current_matrix, forget_matrix
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.kernel.priority import load_matrix
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.rules.actions.matrix import MatrixWords, drop_matrix, keep_matrix
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, sign_in


def words(**given: Any) -> MatrixWords:
    shipped = load_matrix()
    said = MatrixWords(
        impacts=shipped.impacts,
        urgencies=shipped.urgencies,
        priorities=shipped.priorities,
        cells=shipped.cells,
    )
    return replace(said, **given)


def test_a_house_keeps_a_matrix_of_its_own_on_the_page(champion: User) -> None:
    client = Client()
    client.force_login(champion, backend=BACKEND)
    page = client.get("/desk/priorities/")
    sent = {name: field.initial for name, field in page.context["form"].fields.items()}
    before = make_ticket(impact=3, urgency=2)

    answer = client.post("/desk/priorities/", sent | {"priority_1": "Alarm", "cell_3_2": "5"})
    forget_matrix()

    assert answer.status_code == 302
    assert current_matrix().priorities[1] == "Alarm"
    assert make_ticket(impact=3, urgency=2).priority == 5
    assert Ticket.objects.get(pk=before.pk).priority == 4, "tickets keep the one they have"
    assert "Alarm" in client.get("/desk/priorities/").text
    assert AuditEntry.objects.filter(act="matrix.set", actor=champion).count() == 1
    client.post("/desk/priorities/removal/")
    forget_matrix()
    assert current_matrix() == load_matrix()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"cells": load_matrix().cells | {(1, 1): 9}}, "no known priority"),
        ({"cells": load_matrix().cells | {(3, 1): 5}}, "from left to right"),
        ({"cells": load_matrix().cells | {(2, 1): 1, (1, 1): 2}}, "from the top down"),
        ({"priorities": {1: "A", 2: "a", 3: "B", 4: "C", 5: "D"}}, "are the same"),
        ({"impacts": {1: "All", 2: " ", 3: "One"}}, "impact 2 is empty"),
    ],
)
def test_a_matrix_that_makes_no_sense_is_refused(
    champion: User, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        keep_matrix(by=champion, at=MONDAY_9AM, said=words(**given))


def test_only_whoever_keeps_the_desk_sets_priorities(champion: User, agent: User) -> None:
    with pytest.raises(NotAllowed):
        keep_matrix(by=agent, at=MONDAY_9AM, said=words())
    with pytest.raises(Refusal, match="holds already"):
        drop_matrix(by=champion, at=MONDAY_9AM + timedelta(days=1))


def test_what_a_department_is_asked_is_filed_under_the_service_that_is_named(caller: User) -> None:
    badges, parking = make_service("Badges"), make_service("Parking")
    said = {"name": "Facilities", "categories": ["Badges and keys", "Rooms", "Parking"]}
    door, group = sign_in(caller), SupportGroup.objects.create(**said)
    closed = SupportGroup.objects.create(**said | {"name": "Guards", "members_only": True})

    def ask(category: str, summary: str, of: SupportGroup = group) -> Ticket:
        door.post(f"/desk/ask/{of.pk}/", {"category": category, "summary": summary})
        return Ticket.objects.latest("id")

    named = ask("Rooms", "My badge does not open the lab")
    chosen = ask("Parking", "A place for Thursday")
    both = ask("Parking", "The badge does not open the gate")
    none = ask("Rooms", "A room for nine")
    hidden = ask("Parking", "The badge does not open the gate", closed)

    assert [one.service for one in (named, chosen, both)] == [badges, parking, badges]
    assert none.service is None
    assert {one.group for one in (named, chosen, both, none)} == {group}
    assert (hidden.service, hidden.group) == (badges, closed)
    assert "We put it under" in door.get(f"/my/{chosen}/").text
    entry = AuditEntry.objects.get(number=chosen.number, act="request.filed_by_name")
    assert (entry.actor, entry.changes["because"]) == (None, ["", "“parking” names it"])


def test_a_department_has_a_form_that_leads_to_its_queue(caller: User) -> None:
    hr = SupportGroup.objects.create(name="HR", members_only=True, categories=["Payslip", "Leave"])
    client = Client()
    client.force_login(caller, backend=BACKEND)

    assert "Payslip, Leave" in client.get("/my/").text
    refused = client.post(f"/desk/ask/{hr.pk}/", {"category": "Rocket", "summary": "x"})
    client.post(f"/desk/ask/{hr.pk}/", {"category": "Payslip", "summary": "The May one is missing"})

    assert refused.status_code == 422
    ticket = Ticket.objects.get()
    assert (ticket.kind, ticket.group, ticket.category) == ("request", hr, "Payslip")
    assert ticket.caller == caller
    assert client.get(f"/desk/ask/{hr.pk + 1}/").status_code == 404
