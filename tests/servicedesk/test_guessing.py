"""What similar tickets say of service and category, and how an agent takes it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.queries.guessing import Guess, find_voters, guess
from groundswell.servicedesk.queries.similar import find_similar
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket

pytestmark = pytest.mark.django_db
BLANK = "The label printer in hall {} prints blank pages"
FLOOR = "Blank pages from the label printer"


@pytest.fixture
def printing() -> Service:
    """Eight of ten such tickets went to Printing, filed under Hardware; two went elsewhere."""
    service, other = make_service("Printing"), make_service("Warehouse")
    for hall in range(10):
        given = {"service": service, "category": "Hardware"} if hall < 8 else {"service": other}
        make_ticket(summary=BLANK.format(hall), **given)
    make_ticket(summary="Please reset my password", category="Access")
    return service


def _guess(ticket: Ticket, *, seen_by: User) -> dict[str, Guess]:
    return {one.field: one for one in guess(ticket, find_voters(ticket, seen_by=seen_by))}


def test_a_field_is_filled_by_one_tap_and_never_unasked(
    client: Client, agent: User, printing: Service
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(summary=FLOOR)

    card = client.get(f"/evidence/of/{ticket.number}/").content.decode()
    ticket.refresh_from_db()
    untouched = (ticket.service, ticket.category)
    form = {"service": str(printing.pk)}
    client.post(f"/desk/{ticket.number}/filling/", form)
    again = client.post(f"/desk/{ticket.number}/filling/", form)
    client.post(f"/desk/{ticket.number}/filling/", {"category": "Hardware"})

    ticket.refresh_from_db()
    acts = AuditEntry.objects.filter(number=ticket.number).values_list("act", flat=True)
    assert "8 of the 10 most similar tickets went to it." in card
    assert "All 8 similar tickets that name a category are filed under it." in card
    assert untouched == (None, "")
    assert (ticket.service, ticket.category) == (printing, "Hardware")
    assert "has a service by now, Printing" in again.content.decode()
    assert list(acts).count("incident.placed") == 2


def test_the_form_of_a_new_ticket_proposes_while_somebody_types_and_without_scripts(
    client: Client, agent: User, printing: Service
) -> None:
    client.force_login(agent, backend=BACKEND)
    typed = {"summary": FLOOR, "kind": "incident", "impact": "3", "urgency": "2"}
    key = printing.pk

    part = client.get("/desk/guesses/", typed).content.decode()
    asked = client.post("/desk/new/", typed | {"ask": "1", "caller": "Nobody known"})
    taken = client.post("/desk/new/", typed | {"take": f"service:{key}", "category": "Hardware"})
    before = Ticket.objects.filter(summary=FLOOR).count()
    strange = client.get("/desk/guesses/", {"summary": " ", "service": "9" * 40})
    client.post("/desk/new/", typed | {"service": key, "category": "Hardware"})

    ticket = Ticket.objects.get(summary=FLOOR)
    assert f'data-fills="id_service" data-value="{key}"' in part
    assert asked.status_code == taken.status_code == 200
    assert f'value="service:{key}"' in asked.content.decode()
    assert taken.context["form"]["service"].value() == str(key)
    assert taken.context["guesses"] == []
    assert before == 0
    assert strange.status_code == 200
    assert (ticket.service, ticket.category) == (printing, "Hardware")


def test_it_is_not_known_where_too_few_agree_and_blame_is_never_proposed(
    agent: User, printing: Service
) -> None:
    for hall in range(4):
        service, blamed = make_service(f"Scanning {hall}"), "User error"
        make_ticket(
            summary=f"Scanner {hall} loses its connection", service=service, category=blamed
        )
    make_ticket(summary="Beamer hums", category="Hardware")

    scanner = _guess(make_ticket(summary="Scanner loses its connection"), seen_by=agent)
    beamer = _guess(make_ticket(summary="Beamer hums again"), seen_by=agent)
    unheard = _guess(make_ticket(summary="Xylophone"), seen_by=agent)

    assert scanner["service"].value == scanner["category"].value == ""
    assert scanner["service"].why.startswith("Similar tickets disagree: 1 of the 4")
    assert scanner["category"].why.endswith("are filed under User error, which is never proposed.")
    assert (
        beamer["category"].why == "Only one similar ticket names a category; it takes 3 that agree."
    )
    assert unheard == {}


def test_tickets_that_an_agent_may_not_see_have_no_vote(agent: User, printing: Service) -> None:
    closed = SupportGroup.objects.create(name="Staff council", members_only=True)
    for ticket in Ticket.objects.filter(service=printing):
        Ticket.objects.filter(pk=ticket.pk).update(group=closed)

    found = _guess(make_ticket(summary=FLOOR), seen_by=agent)

    assert found["service"].why == "Only 2 similar tickets name a service; it takes 3 that agree."
    assert "category" not in found


def test_the_vote_asks_the_database_no_more_than_the_similar_tickets_do(
    agent: User, printing: Service
) -> None:
    ticket = make_ticket(summary=FLOOR)
    find_similar(ticket, seen_by=agent)

    with CaptureQueriesContext(connection) as before:
        find_similar(ticket, seen_by=agent)
    for hall in range(20):
        make_ticket(summary=BLANK.format(hall), service=printing)
    with CaptureQueriesContext(connection) as after:
        guess(ticket, find_voters(ticket, seen_by=agent))

    assert len(after) == len(before)


def test_placing_a_ticket_leaves_a_category_that_was_not_asked_for(
    client: Client, agent: User, printing: Service
) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(summary=FLOOR, category="Hardware")
    door = f"/desk/{ticket.number}/placement/"

    client.post(door, {"service": ""})
    kept = Ticket.objects.get(pk=ticket.pk).category
    client.post(door, {"service": "", "category": "Software"})
    actions.place_ticket(ticket, by=agent, at=MONDAY_9AM, service=None, ci=None)

    assert kept == "Hardware"
    assert Ticket.objects.get(pk=ticket.pk).category == "Software"
