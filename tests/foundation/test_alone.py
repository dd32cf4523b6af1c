"""A part of a page comes in a frame for a browser that opens it, bare for htmx and programs."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from tests.makers import BACKEND, make_ticket

pytestmark = pytest.mark.django_db
OPENED = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BY_HTMX = {"Accept": "text/html", "HX-Request": "true"}


@pytest.fixture
def client(agent: User) -> Client:
    signed_in = Client()
    signed_in.force_login(agent, backend=BACKEND)
    return signed_in


def test_a_card_that_is_opened_is_a_page_with_a_way_back(client: Client) -> None:
    number = make_ticket().number
    address = f"/desk/effort/of/{number}/"

    page, part, program = (
        client.get(address, headers=headers) for headers in (OPENED, BY_HTMX, {"Accept": "*/*"})
    )

    assert page.text.lstrip().startswith("<!doctype html>")
    assert f"<h1>Part of {number}</h1>" in page.text
    assert f'<a href="/desk/{number}/">Back to {number}</a>' in page.text
    assert "Time worked" in page.text
    assert "HX-Request" in page.headers["Vary"]
    assert "<h1" not in part.text + program.text


def test_what_is_refused_there_keeps_its_reason_and_the_frame(client: Client) -> None:
    number = make_ticket().number

    page = client.post(f"/desk/tasks/of/{number}/new/", {"title": ""}, headers=OPENED)

    assert page.status_code == 422
    assert f"<h1>Part of {number}</h1>" in page.text
    assert 'aria-invalid="true"' in page.text


def test_a_part_that_belongs_to_no_record_leads_to_the_start(client: Client) -> None:
    page = client.get("/search/found/?q=scanner", headers=OPENED).text

    assert "<h1>Part of a page</h1>" in page
    assert '<a href="/">Back to the start</a></p>' in page, "it does not stand there"


def test_a_whole_page_keeps_its_own_frame(client: Client) -> None:
    page = client.get("/desk/", headers=OPENED)

    assert page.text.count("<!doctype") == 1
    assert "HX-Request" not in page.headers.get("Vary", "")
