"""A new trouble beside those that go on: offered with the reason, at the desk and in the portal."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import join_tickets, resolve_ticket
from groundswell.servicedesk.major.actions import Declaration, declare_major
from groundswell.servicedesk.major.queries import fit_open_troubles
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db
LATER = MONDAY_9AM + timedelta(minutes=5)


@pytest.fixture
def head(agent: User) -> Ticket:
    """A trouble of three people on printing, told in three ways."""
    printing = make_service("Printing")
    first = make_ticket(service=printing, summary="Label printer prints blank labels")
    rest = [
        make_ticket(service=printing, summary=words)
        for words in ("Labels come out empty in the warehouse", "No text on shipping labels")
    ]
    join_tickets(first, by=agent, at=LATER, tickets=rest)
    make_ticket(summary="Cannot sign in to payroll")
    return first


def sign_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_what_came_in_more_than_usual_is_found_from_the_desk(agent: User) -> None:
    desk = sign_in(agent)

    for name in ("servicedesk:tickets", "servicedesk:surges", "major:majors", "rules:setup",
                 "portal:places"):  # fmt: skip
        assert 'href="/desk/surges/"' in desk.get(reverse(name)).content.decode(), name


def test_words_of_any_of_its_tickets_lead_to_it_with_the_reason(head: Ticket, agent: User) -> None:
    (found,) = fit_open_troubles("Shipping labels without text", service="Printing", seen_by=agent)

    assert (found.head, found.major) == (head, None)
    assert any("labels" in why for why in found.why)
    assert "same service" in found.why
    assert fit_open_troubles("The coffee machine leaks", seen_by=agent) == []
    assert fit_open_troubles(" ", seen_by=agent) == []


def test_one_word_of_one_of_its_tickets_is_not_enough(head: Ticket, agent: User) -> None:
    assert fit_open_troubles("Printer prints only blue", service="Web shop", seen_by=agent) == []
    assert fit_open_troubles("A blank page", seen_by=agent) == []


def test_what_is_over_is_offered_no_more(head: Ticket, agent: User) -> None:
    resolve_ticket(head, by=agent, at=LATER, resolution="Driver replaced")

    assert fit_open_troubles("Shipping labels without text", seen_by=agent) == []


def test_the_desk_is_offered_to_join_it(head: Ticket, agent: User) -> None:
    major = declare_major(head, by=agent, at=LATER, new=Declaration(reason="No parcel leaves"))
    new = make_ticket(summary="Empty labels again", opened_at=LATER)
    desk = sign_in(agent)

    page = desk.get(reverse("problems:of_ticket", args=[new.number])).content.decode()
    typed = desk.get(reverse("problems:offers"), {"summary": "Empty labels"}).content.decode()

    assert "Others have this now" in page
    assert major.number in page
    assert major.number in typed
    desk.post(reverse("servicedesk:parent", args=[new.number]), {"number": head.number})
    new.refresh_from_db()
    assert new.parent == head
    own = desk.get(reverse("problems:of_ticket", args=[new.number])).content.decode()
    assert "Others have this now" not in own


def test_a_caller_is_offered_only_what_is_announced(head: Ticket, agent: User) -> None:
    front = sign_in(make_user())
    asked = {"summary": "Empty labels", "description": "", "service": ""}
    offers = reverse("portal:offers")
    declared = declare_major(head, by=agent, at=LATER, new=Declaration(reason="No parcel leaves"))
    assert declared.number not in front.get(offers, asked).content.decode()

    type(declared).objects.filter(pk=declared.pk).update(announced_at=LATER)
    told = front.get(offers, asked).content.decode()

    assert "This is known already" in told
    assert "3 others have it too" in told
