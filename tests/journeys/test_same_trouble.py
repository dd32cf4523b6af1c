"""Twenty-one people write of one thing in twenty minutes: seen, joined in one act, ended once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.measurement import ticket_rows
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.models import Surge, SurgeWatch, Ticket
from groundswell.servicedesk.states import SurgeState
from tests.journeys.told import NO_MAIL
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

Open = Callable[..., Ticket]


@pytest.fixture
def open_ticket(db: None, django_capture_on_commit_callbacks: Any) -> Open:
    """Open a ticket and do what follows once it is written down."""

    def write(**given: Any) -> Ticket:
        with django_capture_on_commit_callbacks(execute=True):
            return make_ticket(**given)

    return write


def minute(after: float) -> datetime:
    return MONDAY_9AM + timedelta(minutes=after)


@pytest.fixture
def usual(db: None) -> Service:
    """A service of which somebody writes every other day, for six weeks."""
    mail = make_service("E-mail")
    for day in range(2, 44, 2):
        make_ticket(
            service=mail, summary="Signature is wrong", opened_at=MONDAY_9AM - timedelta(days=day)
        )
    actions.learn_usual(at=MONDAY_9AM - timedelta(hours=12))
    return mail


def test_the_same_trouble_is_seen_joined_and_ended_once(
    usual: Service, open_ticket: Open, agent: User, client: Client
) -> None:
    first = open_ticket(service=usual, summary=NO_MAIL[0], opened_at=minute(0))
    for at, words in enumerate(NO_MAIL[1:12], start=1):
        open_ticket(service=usual, summary=words, opened_at=minute(at))
    surge = Surge.objects.get()
    (offer,) = queries.list_banners(at=minute(12), seen_by=agent)

    assert surge.detected_at <= minute(6)
    assert (surge.service, offer.people, offer.parent) == (usual, 12, first)
    joining = queries.read_joining(surge, "", [], seen_by=agent)
    assert offer.raising is not None
    actions.join_surge(surge, by=agent, at=minute(12), raises=True, **joining)
    assert first.children.count() == 11
    assert Ticket.objects.get(pk=first.pk).impact == offer.raising.impact < first.impact

    for at, words in enumerate(NO_MAIL[12:], start=12):
        open_ticket(service=usual, summary=words, opened_at=minute(at))
    (offer,) = queries.list_banners(at=minute(21), seen_by=agent)
    assert (offer.is_more, len(offer.tickets), offer.people) == (True, 9, 21)
    client.force_login(agent, backend=BACKEND)
    page = client.get(reverse("servicedesk:surge", args=[surge.number])).content.decode()
    assert "21 people wrote about <bdi>E-mail</bdi> in 20 minutes" in page
    client.post(reverse("servicedesk:surge_joining", args=[surge.number]))

    assert first.children.count() == 20
    assert queries.list_banners(at=minute(21), seen_by=agent) == []
    actions.resolve_ticket(first, by=agent, at=minute(55), resolution="The mail server runs again")
    assert not Ticket.objects.open().filter(surges=surge).exists()
    assert actions.end_surges(at=minute(300)) == 1
    assert Surge.objects.get().state == SurgeState.ENDED
    parents = [
        row.get("parent_id") for row in ticket_rows.tickets(Ticket.objects.filter(surges=surge))
    ]
    assert sorted(parents, key=str).count(first.number) == 20


def test_it_counts_who_wrote_and_not_through_which_door(usual: Service, open_ticket: Open) -> None:
    monitor = make_user()
    for at, words in enumerate(NO_MAIL[:12]):
        told = {"service": usual, "summary": words, "opened_at": minute(at)}
        open_ticket(**told, channel="api", by=monitor)
        open_ticket(**told, channel="monitoring")
    alone = list(Surge.objects.all())

    for at, words in enumerate(NO_MAIL[:12], start=12):
        open_ticket(service=usual, summary=words, opened_at=minute(at), channel="api")

    assert alone == []
    assert Surge.objects.get().service == usual


def test_what_is_usual_raises_nothing_and_requests_are_left_out(
    usual: Service, open_ticket: Open
) -> None:
    for at in range(3):
        open_ticket(service=usual, summary="Signature is wrong", opened_at=minute(9 * at))
    for at in range(8):
        open_ticket(kind="request", service=usual, summary="A mailbox", opened_at=minute(at))

    assert not Surge.objects.exists()


@pytest.fixture
def surge(usual: Service, open_ticket: Open) -> Surge:
    for at, words in enumerate(NO_MAIL[:8]):
        open_ticket(service=usual, summary=words, opened_at=minute(at))
    return Surge.objects.get()


def test_two_troubles_on_one_service_are_two_where_their_words_part(
    usual: Service, open_ticket: Open, agent: User
) -> None:
    labels = ("Labels come out blank", "Blank labels again", "Label printer prints blank labels")
    vpn = ("VPN drops", "The VPN is down", "No VPN connection from home", "VPN cannot connect")
    for at in range(20):
        words = vpn[at // 2 % 4] if at % 2 else labels[at // 2 % 3]
        open_ticket(service=usual, summary=words, opened_at=minute(at))

    whole, parted = Surge.objects.order_by("id")
    assert parted.parted_from == whole
    shares = [set(each.tickets.values_list("summary", flat=True)) for each in (whole, parted)]
    assert sorted(len(share) for share in shares) == [3, 4]
    assert not shares[0] & shares[1]
    assert {offer.people for offer in queries.list_banners(at=minute(20), seen_by=agent)} == {10}
    assert sum("VPN" in each.title for each in (whole, parted)) == 1


def test_a_dismissed_surge_says_why_and_asks_no_more(surge: Surge, agent: User) -> None:
    with pytest.raises(Refusal, match="are not one trouble"):
        actions.dismiss_surge(surge, by=agent, at=minute(9), reason=" ")
    actions.dismiss_surge(surge, by=agent, at=minute(9), reason="A fire drill, no trouble")

    assert queries.list_banners(at=minute(9), seen_by=agent) == []
    with pytest.raises(ForbiddenMove):
        actions.dismiss_surge(surge, by=agent, at=minute(9), reason="again")
    caller = make_user()
    assert queries.list_banners(at=minute(9), seen_by=caller) == []
    assert not Surge.objects.visible_to(caller).exists()


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (0.004, "where hardly any ticket is usual at that hour"),
        (1, "where 1 ticket is usual at that hour"),
        (0.25, "where 0.25 tickets are usual at that hour"),
    ],
)
def test_what_is_usual_is_told_in_words_where_its_figure_would_be_zero(
    surge: Surge, agent: User, client: Client, expected: float, words: str
) -> None:
    Surge.objects.update(expected=expected)
    client.force_login(agent, backend=BACKEND)

    assert words in client.get(f"/desk/surges/{surge.number}/").text


def test_a_long_reason_why_it_is_no_common_trouble_is_shown_again(
    surge: Surge, agent: User, client: Client
) -> None:
    client.force_login(agent, backend=BACKEND)
    page = f"/desk/surges/{surge.number}/"

    shown = client.get(page).text
    refused = client.post(f"{page}dismissal/", {"reason": "A drill. " * 60})

    assert "It is no common trouble" in shown
    assert "maxlength" not in shown, "a browser would cut what is pasted, without a word"
    assert refused.status_code == 422
    assert "The reason has 539 letters, and 500 fit" in refused.text
    assert f"{'A drill. ' * 60}</textarea>" in refused.text
    surge.refresh_from_db()
    assert surge.state == SurgeState.OPEN


def test_one_that_stands_for_others_already_is_proposed(surge: Surge, agent: User) -> None:
    members = list(Ticket.objects.filter(surges=surge).order_by("id"))
    actions.join_tickets(members[3], by=agent, at=minute(9), tickets=[members[1]])

    offer = queries.propose_joining(surge)

    assert offer.parent == members[3]
    assert {ticket.pk for ticket in offer.tickets} == {
        ticket.pk for at, ticket in enumerate(members) if at not in {1, 3}
    }


def test_another_process_goes_on_with_what_was_kept(
    usual: Service, open_ticket: Open, agent: User
) -> None:
    from groundswell.servicedesk.actions import watching  # noqa: PLC0415

    for at, words in enumerate(NO_MAIL[:3]):
        open_ticket(service=usual, summary=words, opened_at=minute(at))
    actions.keep_learnt(at=minute(3))
    open_ticket(service=usual, summary=NO_MAIL[3], opened_at=minute(3))
    watching._held.clear()
    for at, words in enumerate(NO_MAIL[4:10], start=4):
        open_ticket(service=usual, summary=words, opened_at=minute(at))

    assert Ticket.objects.filter(surges=Surge.objects.get()).count() == 10


def test_where_nothing_was_learnt_it_is_learnt_from_the_past(open_ticket: Open) -> None:
    open_ticket(summary="The printer prints blank pages", opened_at=minute(0))

    assert SurgeWatch.objects.get().epoch


def test_a_fault_of_the_watch_does_not_lose_a_ticket(
    usual: Service, open_ticket: Open, caplog: pytest.LogCaptureFixture
) -> None:
    from groundswell.servicedesk.actions import watching  # noqa: PLC0415

    watching._held.clear()
    SurgeWatch.objects.update(learnt=b"broken")

    with caplog.at_level(logging.CRITICAL):
        assert open_ticket(service=usual, opened_at=minute(0)).pk

    for at, words in enumerate(NO_MAIL[:8], start=1):
        open_ticket(service=usual, summary=words, opened_at=minute(at))
    assert Surge.objects.exists()
