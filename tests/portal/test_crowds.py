"""What a caller is told before anything is announced: how many others wrote of a service."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groundswell.catalogue.actions import say_other_names
from groundswell.catalogue.business.actions import say_users
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.servicedesk import actions
from groundswell.servicedesk.major.actions import (
    Declaration,
    declare_major,
    restore_major,
    tell_everyone,
)
from groundswell.servicedesk.models import SupportGroup, Surge, SurgeTicket, Ticket
from tests.makers import make_service, make_ticket, make_user, sign_in
from tests.portal.made_troubles import announce

pytestmark = pytest.mark.django_db
JSON = "application/json"
WORDS = "Pity-Ann Ohlson cannot reach the secret merger folder over the wireless"


def minutes_ago(minutes: float) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def write_much(service: Service, people: int = 4) -> list[Ticket]:
    return [
        make_ticket(service=service, summary=WORDS, opened_at=minutes_ago(30 - number))
        for number in range(people)
    ]


@pytest.fixture
def wifi() -> Service:
    return make_service("Wi-Fi")


def make_surge(tickets: list[Ticket]) -> Surge:
    surge = Surge.objects.create(
        number="SRG-000001", title=WORDS, place="Wi-Fi", service=tickets[0].service,
        started_at=minutes_ago(30), detected_at=minutes_ago(27), window_minutes=5,
        expected=0.1, seen=4, chance=1e-6,
    )  # fmt: skip
    SurgeTicket.objects.bulk_create(SurgeTicket(surge=surge, ticket=one) for one in tickets)
    return surge


def test_a_surge_nobody_looked_at_is_told_as_a_count_and_me_too_adds_to_it(
    caller: User, champion: User, wifi: Service
) -> None:
    unit = OrgUnit.objects.create(name="Finance")
    User.objects.filter(pk=caller.pk).update(department=unit)
    say_users(wifi, by=champion, at=timezone.now(), departments=[unit])
    surge, door = make_surge(write_much(wifi)), sign_in(caller)

    front = door.get("/my/").content.decode()
    typing = door.get("/my/offers/", {"summary": "wireless folder"}).content.decode()
    with CaptureQueriesContext(connection) as asked:
        once = door.post(
            "/my/", {"summary": "No Wi-Fi at my desk", "urgency": "2"}
        ).content.decode()

    assert front.index("4 others wrote about <bdi>Wi-Fi</bdi> since") < front.index('id="ask"')
    for page in (typing, once):
        assert f'formaction="/my/others/{wifi.number}/me-too/"' in page
        assert "4 others wrote" in page
    assert len([one for one in asked if "GROUP BY" in one["sql"] and "surge" in one["sql"]]) == 1
    assert "secret" not in (front + typing + once).lower()
    assert "Ohlson" not in front + typing + once
    assert not Ticket.objects.filter(caller=caller).exists()
    said = {"summary": "No Wi-Fi at my desk", "urgency": "3"}
    told = door.post(f"/my/others/{wifi.number}/me-too/", said, follow=True).content.decode()
    mine = Ticket.objects.get(caller=caller)
    assert "You are counted." in told
    assert (mine.summary, mine.service, mine.urgency) == (said["summary"], wifi, 3)
    assert surge.tickets.count() == 5
    assert "You and 4 others wrote" in door.get("/my/").content.decode()
    twice = door.post(f"/my/others/{wifi.number}/me-too/", follow=True).content.decode()
    assert f"{mine} is your ticket for it" in twice
    assert surge.tickets.count() == 5


def test_one_of_three_has_a_service_in_trouble_and_is_not_told_of_two(
    caller: User, champion: User, wifi: Service
) -> None:
    unit = OrgUnit.objects.create(name="Finance")
    User.objects.filter(pk=caller.pk).update(department=unit)
    say_users(wifi, by=champion, at=timezone.now(), departments=[unit])
    mine = make_ticket(by=caller, service=wifi, opened_at=minutes_ago(20))
    make_surge([mine, *write_much(wifi, people=2)])
    door = sign_in(caller)

    front = door.get("/my/").content.decode()
    listed = door.get("/api/known-now/others").json()

    assert "Several people have trouble" in front
    assert "others wrote" not in front
    assert listed == []


def test_it_says_by_which_words_it_fits_and_one_word_of_one_ticket_does_not(
    agent: User, wifi: Service
) -> None:
    told = (
        "Wireless frozen",
        "The wireless air link is broken",
        "Wireless list is empty",
        "air link",
    )
    head, *rest = (
        make_ticket(service=wifi, summary=words, opened_at=minutes_ago(9)) for words in told
    )
    actions.join_tickets(head, by=agent, at=timezone.now(), tickets=rest)
    door = sign_in(make_user())

    def typed(words: str) -> str:
        return door.get("/my/offers/", {"summary": words}).content.decode()

    assert "Your words: wireless." in typed("no wireless")
    assert "Your words: air, link." in typed("my air link")
    said = {"summary": "Help", "service": wifi.pk}
    assert "You chose or named Wi-Fi." in door.get("/my/offers/", said).content.decode()
    for other in ("coffee machine broken", "toner empty", "my phone screen is frozen"):
        assert "others wrote" not in typed(other)


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        (("Druckerfehler", "druckt leere Seiten", "Druckerfehler an der Rampe"),
         "Drucker druckt nicht"),
        (("Etikettenrolle klemmt", "neue Etikettenrolle", "Etiketten fehlen"), "keine Etikette"),
        (("l'imprimante clignote", "L'imprimante du quai", "rien de l'imprimante"),
         "mon imprimante ne marche plus"),
        (("The vault is frozen", "vaults are empty", "no vault"), "Where is the vault?"),
    ],
)  # fmt: skip
def test_it_fits_in_whatever_form_a_language_writes_the_word(
    agent: User, told: tuple[str, ...], typed: str
) -> None:
    service = make_service("Line 7")
    head, *rest = (
        make_ticket(service=service, summary=words, opened_at=minutes_ago(9)) for words in told
    )
    actions.join_tickets(head, by=agent, at=timezone.now(), tickets=rest)

    page = sign_in(make_user()).get("/my/offers/", {"summary": typed}).content.decode()
    other = sign_in(make_user()).get("/my/offers/", {"summary": "Kaffeemaschine tropft"})

    assert "3 others wrote" in page
    assert "others wrote" not in other.content.decode()


def test_one_tap_joins_those_whose_tickets_an_agent_joined(agent: User, wifi: Service) -> None:
    head, *rest = write_much(wifi)
    actions.join_tickets(head, by=agent, at=timezone.now(), tickets=rest)
    person = make_user()
    door = sign_in(person)

    say_other_names(wifi, by=make_user("champion"), at=timezone.now(), names=["air link"])
    make_service("Web shop")
    for words in ("wi-fi?", "W-LAN gone", "the airlink is down", "No wifi in the web shop"):
        named = door.get("/my/offers/", {"summary": words}).content.decode()
        assert "4 others wrote" in named
    other = door.get("/my/offers/", {"summary": "The coffee machine leaks"}).content.decode()
    listed = door.get("/api/known-now/others").json()
    door.post(f"/my/others/{wifi.number}/me-too/")

    assert "others wrote" not in other
    assert [(one["service"], one["others"], one["ticket"]) for one in listed] == [("Wi-Fi", 4, "")]
    mine = Ticket.objects.get(caller=person)
    assert (mine.parent, mine.summary) == (head, "Wi-Fi does not work for me either")
    again = door.post(f"/api/known-now/others/{wifi.number}/me-too", {}, JSON)
    assert again.status_code == 409
    actions.resolve_ticket(head, by=agent, at=timezone.now(), resolution="Plugged in")
    assert door.get("/api/known-now/others").json() == []
    late = make_user()
    sign_in(late).post(f"/my/others/{wifi.number}/me-too/")
    assert Ticket.objects.get(caller=late).parent is None


@pytest.mark.parametrize("case", ["two", "old", "retired", "announced", "hidden", "done"])
def test_what_is_few_old_hidden_or_announced_is_no_crowd(
    agent: User, wifi: Service, case: str
) -> None:
    head, *rest = write_much(wifi, people=2 if case == "two" else 4)
    actions.join_tickets(head, by=agent, at=timezone.now(), tickets=rest)
    tickets = Ticket.objects.filter(service=wifi)
    match case:
        case "old":
            tickets.update(opened_at=timezone.now() - timedelta(days=9))
        case "retired":
            Service.objects.update(state="retired")
        case "announced":
            announce(agent, service=wifi)
        case "hidden":
            board = SupportGroup.objects.create(name="Board matters", members_only=True)
            tickets.update(group=board)
        case "done":
            actions.resolve_ticket(rest[0], by=agent, at=timezone.now(), resolution="Restarted")
            actions.resolve_ticket(rest[1], by=agent, at=timezone.now(), resolution="Restarted")

    shown = sign_in(make_user()).get("/my/offers/", {"summary": "Wi-Fi"}).content.decode()

    assert "others wrote" not in shown


def test_a_joined_ticket_says_what_the_front_page_says(agent: User, wifi: Service) -> None:
    head, *rest = write_much(wifi)
    actions.join_tickets(head, by=agent, at=timezone.now(), tickets=rest)
    person = rest[0].caller
    assert person is not None
    door = sign_in(person)

    before = door.get(f"/my/{rest[0]}/").content.decode()
    told = Declaration(reason="All hang", title="Wi-Fi is down", affects="No wireless")
    major = declare_major(head, by=agent, at=timezone.now(), new=told)
    tell_everyone(major, by=agent, at=timezone.now(), text="The antenna is changed", minutes=45)
    page = door.get(f"/my/{rest[0]}/").content.decode()
    leads = sign_in(head.caller).get(f"/my/{head}/").content.decode() if head.caller else ""

    assert "3 others have this too, since" in before
    assert "You hear from us by" in before
    for shown in (page, leads):
        assert "Part of a larger trouble" in shown
        assert "Wi-Fi is down" in shown
        assert "3 others have this and you" in shown
        assert "We write again" in shown
        assert "hear from us by" not in shown
        assert "We mean to solve it" not in shown
    restore_major(major, by=agent, at=timezone.now(), text="It works again")
    assert "Part of a larger trouble" not in door.get(f"/my/{rest[0]}/").content.decode()
