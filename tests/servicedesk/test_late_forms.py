"""The page of a ticket brings the forms of its acts when they are asked for."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from tests.makers import BACKEND, make_ticket

pytestmark = pytest.mark.django_db
ACTS = ("assignment", "placement", "rating", "kind", "joining", "parent", "telling")


@pytest.mark.parametrize("act", ACTS)
def test_a_form_comes_as_a_part_or_without_scripts_as_a_page(
    client: Client, agent: User, act: str
) -> None:
    client.force_login(agent, backend=BACKEND)
    address = f"/desk/{make_ticket(by=agent).number}/"
    door = f"{address}{act}/"

    part = client.get(door, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(door).content.decode()

    assert f'action="{door}"' in part
    assert "<html" not in part
    assert f'action="{door}"' in whole
    assert f'href="{address}"' in whole


def test_the_form_holds_what_the_ticket_says(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)
    ticket = make_ticket(by=agent, impact=2)

    form = client.get(f"/desk/{ticket.number}/rating/").context["form"]

    assert form["impact"].value() == 2


def test_what_a_caller_wrote_is_no_markup_in_the_list(client: Client, agent: User) -> None:
    client.force_login(agent, backend=BACKEND)
    make_ticket(by=agent, summary="<script>alert(1)</script> {0}")

    page = client.get("/desk/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; {0}" in page
    assert "<script>alert" not in page
