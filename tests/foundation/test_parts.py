"""Several parts of a page in one answer, each guarded as where it stands."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from groundswell.foundation import parts
from groundswell.foundation.accounts.models import User
from tests.makers import BACKEND, make_ticket, make_user

pytestmark = pytest.mark.django_db
NOT_SHOWN = "This part could not be shown"


def ask(person: User, *addresses: str) -> list[str]:
    client = Client()
    client.force_login(person, backend=BACKEND)
    query = urlencode([("of", address) for address in addresses])
    text = client.get(f"/parts/?{query}", headers={"HX-Request": "true"}).text
    return [room.partition(">")[2] for room in text.split("<div hx-swap-oob=")[1:]]


def test_the_parts_of_a_ticket_come_at_once_each_for_its_room(agent: User) -> None:
    ticket = make_ticket()
    client = Client()
    client.force_login(agent, backend=BACKEND)
    page = client.get(f"/desk/{ticket.number}/").text

    asked = unescape(re.findall(r'hx-get="(/parts/[^"]*)"', page)[0])
    answer = client.get(asked, headers={"HX-Request": "true"}).text

    rooms = re.findall(r'id="(part-\d+)"', page)
    assert len(rooms) > 5
    assert re.findall(r'hx-swap-oob="innerHTML:#(part-\d+)"', answer) == rooms
    assert NOT_SHOWN not in answer
    alone = client.get(f"/desk/links/of/{ticket.number}/", headers={"HX-Request": "true"}).text
    assert _without_tokens(alone) in _without_tokens(answer)


def test_one_that_is_refused_or_is_nowhere_takes_no_other_along(agent: User) -> None:
    ticket = make_ticket()
    links = f"/desk/links/of/{ticket.number}/"

    caller = ask(make_user(), links, "/my/")
    shown = ask(agent, "/desk/links/of/INC-999999/", "/nowhere/", "/api/tickets", links)

    assert NOT_SHOWN in caller[0]
    assert NOT_SHOWN not in caller[1]
    assert [NOT_SHOWN in part for part in shown] == [True, True, True, False]


def test_no_more_parts_are_asked_for_than_a_page_has(agent: User) -> None:
    assert len(ask(agent, *["/nowhere/"] * 100)) == parts.MOST


def _without_tokens(text: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value)="\w+"', r"\1", text)
