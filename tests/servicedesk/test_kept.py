"""Several people at one ticket: nothing that one wrote is lost, nothing another chose is undone."""

import re
from typing import Any

import pytest
from django.test import Client

from groundswell.cmdb.actions import add_item
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import resolve_ticket, start_ticket, write_message
from groundswell.servicedesk.models import Message, Ticket
from groundswell.servicedesk.presence.queries import version_of
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db


class Page:
    """What somebody has before them, for a while: each form as it came with their page."""

    def __init__(self, person: User, ticket: Ticket) -> None:
        self.client = Client()
        self.client.force_login(person, backend=BACKEND)
        self.address = f"/desk/{ticket.number}/"
        self.version = self.client.get(self.address).context["version"]

    def open(self, act: str) -> dict[str, Any]:
        return self.read(self.client.get(f"{self.address}{act}/").context["form"])

    @staticmethod
    def read(form: Any) -> dict[str, Any]:
        """Return what a browser sends of a form, with what is hidden in it."""
        sent = {}
        for field in form:
            sent[field.html_name] = field.value() or ""
            if field.field.show_hidden_initial:
                shown = form.data.get(field.html_initial_name, field.initial)
                sent[field.html_initial_name] = shown or ""
        return sent

    def send(self, act: str, said: dict[str, Any]) -> Any:
        return self.client.post(f"{self.address}{act}/", {"version": self.version, **said})


def _words(answer: Any) -> str:
    return str(answer.content.decode()).replace("&quot;", '"').replace("&#x27;", "'")


def test_who_closes_second_finds_their_words_in_the_box_for_messages(caller: User) -> None:
    ines, priya = make_user("agent", name="Ines"), make_user("agent", name="Priya")
    ticket = make_ticket(by=caller)
    first, second = Page(ines, ticket), Page(priya, ticket)
    late = {"resolution": "It was the drum", "closure_code": "Hardware", "proof": ""}

    first.send("resolution", {"resolution": "New cable"})
    held = second.send("resolution", late)

    shown = _words(held)
    assert held.status_code == 422
    assert "Meanwhile: Ines resolved it." in shown
    assert f"{ticket.number} is resolved now. What you wrote stands in the box" in shown
    assert "It was the drum\nKind of ending: Hardware</textarea>" in shown
    box = held.context["message_form"]
    assert box["private"].value() is True

    note = {"text": box["text"].value(), "private": "on", "version": held.context["version"]}
    assert second.send("messages", note).status_code == 302
    assert Message.objects.get().private
    assert Ticket.objects.get().resolution == "New cable"


def test_what_is_opened_again_is_told_at_the_length_of_a_message(agent: User, caller: User) -> None:
    ticket = make_ticket(by=caller)
    resolve_ticket(ticket, by=agent, at=MONDAY_9AM, resolution="New cable")
    page, long = Page(agent, ticket), ("Blank again. " * 1_500).strip()

    shown = page.client.get(page.address).text
    refused = page.send("reopening", {"reason": f"{long} {long}"})
    opened = page.send("reopening", {"reason": long})

    box = re.search(r'<textarea name="reason"[^>]*>', shown)
    assert box is not None
    assert "maxlength" not in box.group(), "a browser would cut what is pasted, without a word"
    assert (refused.status_code, opened.status_code) == (422, 302)
    assert "20,000 fit" in refused.text
    assert f"{long} {long}</textarea>" in refused.text
    assert Message.objects.get().text == long


def test_an_older_page_does_not_take_a_ticket_from_whoever_took_it(caller: User) -> None:
    ines, priya, owen = (make_user("agent", name=name) for name in ("Ines", "Priya", "Owen"))
    ticket = make_ticket(by=caller)
    first, second = Page(ines, ticket), Page(priya, ticket)
    mine, hers = first.open("assignment"), second.open("assignment")

    first.send("assignment", {**mine, "assignee": ines.pk})
    held = second.send("assignment", {**hers, "assignee": owen.pk})

    assert held.status_code == 422
    assert "Meanwhile Ines said “works on it: Ines”" in _words(held)
    assert Ticket.objects.get().assignee == ines
    assert f'<option value="{owen.pk}" selected>Owen' in _words(held)

    again = Page.read(held.context["failed_form"])
    assert second.send("assignment", again).status_code == 302
    assert Ticket.objects.get().assignee == owen


def test_a_form_of_facts_alters_only_what_its_sender_altered(caller: User) -> None:
    ines, priya = make_user("agent", name="Ines"), make_user("agent", name="Priya")
    old, new = make_service("E-mail"), make_service("Printing")
    item = add_item(by=make_user("champion"), at=MONDAY_9AM, name="Printer 3", type="printer")
    ticket = make_ticket(by=caller, service=old)
    first, second = Page(ines, ticket), Page(priya, ticket)
    hers, bad = second.open("placement"), second.open("rating")
    first.send("placement", {**first.open("placement"), "service": new.pk})
    first.send("rating", {**first.open("rating"), "impact": 1})

    placed = second.send("placement", {**hers, "ci": item.pk})
    rated = second.send("rating", {**bad, "urgency": 1})

    now = Ticket.objects.get()
    assert (placed.status_code, rated.status_code) == (302, 302)
    assert (now.service, now.ci, now.impact, now.urgency) == (new, item, 1, 1)
    # without what was shown, as a program sends it, everything is said
    second.send("placement", {"service": old.pk, "ci": ""})
    assert Ticket.objects.get().service == old


def test_an_act_without_words_waits_until_the_news_was_read(caller: User) -> None:
    ines = make_user("agent", name="Ines")
    ticket = start_ticket(make_ticket(by=caller), by=ines, at=MONDAY_9AM)
    page = Page(ines, ticket)
    write_message(ticket, by=caller, at=MONDAY_9AM, text="Now it smokes")

    ended = page.send("cancellation", {})
    held = page.send("hold", {"reason": "Waiting for a part"})

    assert (ended.status_code, held.status_code) == (422, 422)
    assert "So nothing was done; read what is new in the story" in _words(ended)
    assert '<option value="Waiting for a part" selected>' in _words(held)
    assert Ticket.objects.get().state == "in_progress"
    page.version = version_of(ticket)
    assert page.send("cancellation", {}).status_code == 302


def test_whoever_only_alters_the_group_does_not_take_the_ticket_from_somebody_who_left(
    caller: User,
) -> None:
    ines, left = make_user("agent", name="Ines"), make_user("agent", name="Lena")
    ticket = make_ticket(by=caller)
    page = Page(ines, ticket)
    page.send("assignment", {**page.open("assignment"), "assignee": left.pk})
    User.objects.filter(pk=left.pk).update(is_active=False)

    form = page.open("assignment")

    assert form["assignee"] == left.pk
    refused = page.send("assignment", form)
    assert "Lena does not work on tickets; choose an agent." in _words(refused)
