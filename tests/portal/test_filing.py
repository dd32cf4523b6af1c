"""What the machine fills in where a caller leaves it open, and how the caller sets it right."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groundswell.catalogue.offerings import actions as offerings
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import Surge, Ticket
from groundswell.servicedesk.wishes import find_wish
from tests.knowledge.makers import make_article
from tests.makers import BACKEND, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db
#: of one trouble; some name the service and some do not
WIFI = (
    "The wifi in the shop is gone", "No internet in the shop", "wifi down in the shop",
    "cannot connect in the shop", "shop: no connection since ten", "no wireless in the shop",
    "tablets in the shop have no connection", "Wi-Fi in the shop does not work",
)  # fmt: skip


def _send(person: User, summary: str, **said: str) -> str:
    client = Client()
    client.force_login(person, backend=BACKEND)
    form = {"summary": summary, "urgency": "2", "seen": "on"} | said
    return client.post("/my/", form, follow=True).content.decode()


def _acts(ticket: Ticket) -> dict[str, AuditEntry]:
    return {entry.act: entry for entry in AuditEntry.objects.filter(number=ticket.number)}


def test_a_service_that_is_named_is_filled_in_and_changed_by_its_caller_once(
    client: Client, caller: User, agent: User
) -> None:
    wifi, shop = make_service("Wi-Fi"), make_service("Web shop")
    client.force_login(caller, backend=BACKEND)

    page = _send(caller, WIFI[0])
    ticket = Ticket.objects.get()
    entry = _acts(ticket)["incident.filed_by_name"]
    chosen = ticket.service
    address = f"/my/{ticket.number}/service/"
    changed = client.post(address, {"service": str(shop.pk)}, follow=True).content.decode()
    again = client.post(address, {"service": str(wifi.pk)}, follow=True).content.decode()

    ticket.refresh_from_db()
    assert chosen == wifi
    assert "We put it under <b" in page
    assert "Not right? Change it" in page
    assert (entry.actor, entry.changes["because"]) == (None, ["", "“wifi” names it"])
    assert ticket.service == shop
    assert "is about Web shop now" in changed
    assert "Not right? Change it" not in changed
    assert "The desk has taken" in again
    assert _acts(ticket)["incident.placed"].actor == caller
    assert Client().post(address).status_code == 401
    said = _send(caller, "No Wi-Fi in the web shop")
    assert "Not right? Change it" not in said  # two are named: it is left open


def test_similar_tickets_fill_it_in_where_they_agree_and_a_vote_bears_no_other_out(
    caller: User, agent: User
) -> None:
    printing, other = make_service("Labels"), make_service("Warehouse")
    words = "The zebra in hall {} jams after each roll"
    for hall in range(3):
        make_ticket(summary=words.format(hall), service=printing)

    _send(caller, words.format("four"))
    few = Ticket.objects.latest("id").service
    make_ticket(summary=words.format(5), service=printing)
    _send(caller, words.format("six"))
    voted = Ticket.objects.latest("id")
    for hall in (7, 8):
        make_ticket(summary=words.format(hall), service=other)
    _send(caller, words.format("nine"))

    assert few is None
    assert voted.service == printing
    told = _acts(voted)["incident.filed_by_vote"].changes["because"][1]
    assert told == "all 4 most similar tickets went to it"
    assert Ticket.objects.latest("id").service is None
    placed = actions.place_ticket(voted, by=agent, at=timezone.now(), service=other, ci=None)
    assert placed.service == other
    assert "Not right?" not in _send(caller, "The lamp flickers")


def test_over_rest_it_is_filled_in_unless_its_sender_says_one_or_leaves_it_empty(
    caller: User, agent: User
) -> None:
    wifi, shop = make_service("Wi-Fi"), make_service("Web shop")

    def sent(person: User, **said: str) -> Ticket:
        client = Client()
        client.force_login(person, backend=BACKEND)
        new = {"summary": WIFI[0], **said}
        answer = client.post("/api/tickets", new, content_type="application/json")
        return Ticket.objects.get(number=answer.json()["number"])

    filed, by_agent = sent(caller), sent(agent, caller=caller.email, kind="request")
    named, empty = sent(caller, service="Web shop"), sent(agent, service="")

    assert (filed.service, by_agent.service) == (wifi, wifi)
    assert _acts(filed)["incident.filed_by_name"].changes["because"] == ["", "“wifi” names it"]
    assert _acts(by_agent)["request.filed_by_name"].actor is None
    assert (named.service, empty.service) == (shop, None)
    assert not [act for one in (named, empty) for act in _acts(one) if "filed" in act]


def test_twenty_four_tickets_without_a_service_are_one_surge() -> None:
    make_service("Wi-Fi")
    for number in range(40):
        make_ticket(
            summary=f"Badge {number} is scratched",
            opened_at=timezone.now() - timedelta(days=number + 1),
        )
    actions.watch_arrivals(at=timezone.now())

    for number in range(24):
        _send(make_user(name=f"Caller {number}"), WIFI[number % len(WIFI)])
        actions.watch_arrivals(at=timezone.now())

    surge = Surge.objects.get()
    assert Ticket.objects.filter(surges=surge).count() == 24


@pytest.mark.parametrize(
    "words", ["I need a second monitor", "new laptop for Anna", "J'ai besoin d'un écran", "new",
              "Ich brauche einen neuen Bildschirm"],
)  # fmt: skip
def test_words_of_wanting_are_a_wish(words: str) -> None:
    assert find_wish(words)


@pytest.mark.parametrize(
    "words", ["The new laptop does not start", "I need help, nothing prints", "",
              "I need to log in twice every day", "I need a phone, mine is broken",
              "Ich brauche Hilfe beim Drucken"],
)  # fmt: skip
def test_words_of_trouble_are_none(words: str) -> None:
    assert not find_wish(words)


def test_a_wish_is_taken_as_a_request_unless_its_caller_says_that_something_is_broken(
    client: Client, caller: User, agent: User, champion: User
) -> None:
    client.force_login(caller, backend=BACKEND)
    facts = offerings.OfferingFacts(
        name="A new monitor", what="A second one", service=make_service("Desks")
    )
    made = offerings.make_offering(by=champion, at=timezone.now(), facts=facts)
    offerings.move_offering(made, by=champion, at=timezone.now(), state="published")
    for title in ("No picture on the monitor after a move", "A new seat has no network"):
        make_article(by=agent, title=title)

    part = client.get("/my/offers/", {"summary": "I need a new monitor"}).content.decode()
    page = _send(caller, "I need a second monitor")
    _send(caller, "I need a second monitor", broken="on")

    wish, trouble = Ticket.objects.order_by("id")
    assert "something you need" in part
    assert 'name="broken"' in part
    assert part.index("A new monitor") < part.index("No picture on the monitor")
    assert "no network" not in part
    assert "We have what you ask for. Its number is REQ-" in page
    assert (wish.kind, trouble.kind) == ("request", "incident")
    assert _acts(wish)["request.taken_as_a_wish"].changes["because"][1].startswith("“i need”")
