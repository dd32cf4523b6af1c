"""Somebody at the desk asks for another, who is on the phone."""

from html import unescape

import pytest
from django.test import Client

from groundswell.catalogue.offerings import actions as offerings
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.callers import label_of
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    champion = make_user("champion")
    facts = offerings.OfferingFacts(name="A laptop", what="A laptop", service=make_service())
    made = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=facts)
    offerings.move_offering(made, by=champion, at=MONDAY_9AM, state="published")
    return f"/my/catalogue/{made.number}/"


def test_an_agent_asks_for_a_caller_by_name(
    client: Client, agent: User, caller: User, address: str
) -> None:
    client.force_login(agent, backend=BACKEND)

    answer = client.post(address, {"caller": caller.name})

    ticket = Ticket.objects.get()
    assert ticket.caller == caller
    assert answer.headers["Location"] == f"/desk/{ticket.number}/"


def test_an_agent_asks_for_what_only_the_department_of_the_caller_is_offered(
    client: Client, agent: User, caller: User, address: str
) -> None:
    offering = Offering.objects.get()
    offering.departments.add(OrgUnit.objects.create(name="Finance"))

    client.force_login(caller, backend=BACKEND)
    assert client.get(address).status_code == 404
    client.force_login(agent, backend=BACKEND)
    assert address in client.get(f"/map/offerings/{offering.number}/").content.decode()
    client.post(address, {"caller": caller.name})

    assert Ticket.objects.get().caller == caller


def test_a_name_that_is_not_known_or_means_several_is_said(
    client: Client, agent: User, address: str
) -> None:
    client.force_login(agent, backend=BACKEND)
    people = [make_user(name=name) for name in ("Mara Lindt", "Mara Berg")]

    unknown = client.post(address, {"caller": "Nobody Here"})
    several = client.post(address, {"caller": "Mara"})

    assert unknown.status_code == several.status_code == 422
    assert "Nobody called “Nobody Here” is known" in unknown.content.decode()
    assert all(label_of(person) in unescape(several.content.decode()) for person in people)
    assert not Ticket.objects.exists()


def test_a_caller_asks_for_themselves_whatever_they_send(
    client: Client, caller: User, agent: User, address: str
) -> None:
    client.force_login(caller, backend=BACKEND)

    assert "For whom?" not in client.get(address).content.decode()
    client.post(address, {"caller": agent.name})

    assert Ticket.objects.get().caller == caller
