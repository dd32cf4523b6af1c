"""Twenty-one people, one trouble: declared, told once, "me too", restored, looked back on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk import actions
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.models import Message, Surge, Ticket
from tests.journeys.told import NO_MAIL
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket, make_user


def minute(after: float) -> datetime:
    return MONDAY_9AM + timedelta(minutes=after)


class Clock:
    """What the doors read as the time of day."""

    def __init__(self) -> None:
        self.now = MONDAY_9AM

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    held = Clock()
    with patch("django.utils.timezone.now", held):
        yield held


def sign_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def text_of(client: Client, address: str, **given: Any) -> str:
    answer = client.get(address, **given)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_twenty_one_people_one_trouble_one_word_to_all(
    db: None, agent: User, clock: Clock, django_capture_on_commit_callbacks: Any
) -> None:
    mail = make_service("E-mail")
    for day in range(2, 44, 2):
        at = MONDAY_9AM - timedelta(days=day)
        make_ticket(service=mail, summary="Signature is wrong", opened_at=at)
    actions.learn_usual(at=MONDAY_9AM - timedelta(hours=12))
    for at, words in enumerate(NO_MAIL):
        with django_capture_on_commit_callbacks(execute=True):
            make_ticket(service=mail, summary=words, opened_at=minute(at))
    surge, desk = Surge.objects.get(), sign_in(agent)
    clock.now = minute(21)

    # one parent is proposed, the people are counted, the cost is shown before anything is done
    page = text_of(desk, reverse("servicedesk:surge", args=[surge.number]))
    assert "21 people wrote about" in page
    assert "Join 20 to INC-" in page
    assert "21 people for 21\u00a0min." in page

    # one act: joined and declared; everybody can read of it, nobody is told twice
    known = {"title": "E-mail is down", "affects": "Mail neither comes nor goes",
             "workaround": "Use the web mail", "impact": 1, "urgency": 1}  # fmt: skip
    answer = desk.post(
        reverse("major:of_surge", args=[surge.number]), {"reason": "All hang", **known}
    )
    major = MajorIncident.objects.get()
    address = reverse("major:major", args=[major.number])
    assert answer.url == address
    assert major.parent.children.count() == 20
    assert major.next_update_at == minute(51)
    said = {"text": "The mail server restarts", "minutes": 30}
    news = reverse("major:updates", args=[major.number])
    preview = desk.post(news, said).content.decode()
    assert "We write again by 09:51." in preview
    assert "Send it to 21 people" in preview
    assert not Message.objects.exists()
    desk.post(news, {**said, "sure": "yes"})
    told = Message.objects.filter(text__startswith="The mail server restarts")
    assert told.count() == told.values("ticket__caller").distinct().count() == 21

    # a twenty-second says "me too", without a ticket, and reads what the others were told
    person = make_user()
    front = sign_in(person)
    clock.now = minute(25)
    mine = text_of(front, reverse("portal:mine"))
    assert "E-mail is down" in mine
    assert "21 others have this" in mine
    assert "The mail server restarts" in mine
    door = reverse("portal:me_too", args=[major.number])
    long = front.post(door, {"text": "On the phone as well. " * 1_000})
    assert "What is told has 21,999 letters, and 20,000 fit" in long.text
    assert f"{'On the phone as well. ' * 1_000}</textarea>" in long.text
    front.post(door)
    assert "You are counted." in text_of(front, reverse("portal:mine"))
    assert "22 people for 25\u00a0min." in text_of(desk, reverse("major:cost", args=[major.number]))

    # news that is late is said in words wherever the agent looks
    clock.now = minute(60)
    for page in (address, reverse("servicedesk:tickets"), reverse("portal:today")):
        assert "ews is late" in text_of(desk, page)

    # service is back: every ticket ends, the person without one reads it too
    desk.post(
        reverse("major:restoration", args=[major.number]), {"text": "The mail server runs again"}
    )
    assert not Ticket.objects.open().filter(surges=surge).exists()
    assert "The mail server runs again" in text_of(front, reverse("portal:mine"))
    cost = text_of(desk, reverse("major:cost", args=[major.number]))
    clock.now = minute(90)
    assert cost == text_of(desk, reverse("major:cost", args=[major.number]))

    # looked back on, with something that follows, and a report on paper
    due = (MONDAY_9AM + timedelta(days=7)).date().isoformat()
    desk.post(
        reverse("major:follow_ups", args=[major.number]),
        {"title": "Watch the disk", "owner": agent.pk, "due_on": due},
    )
    desk.post(
        reverse("major:review_end", args=[major.number]),
        {"happened": "The disk of the mail server was full", "helped": "The web mail"},
    )
    report = text_of(desk, reverse("major:report", args=[major.number]))
    follows = f'Watch the disk – {agent}, <span class="ref">until {due}</span>'
    for words in ("The disk of the mail server was full", follows, "0 of 1", "1\u00a0h"):
        assert words in report
    paper = desk.get(reverse("major:paper", args=[major.number]))
    assert paper.content.startswith(b"%PDF")
