"""The rail: a place appears when it holds something, and says where one is."""

from collections.abc import Iterator

import pytest
from django.test import Client

from groundswell.foundation import shell
from tests.makers import BACKEND, make_service, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_seen() -> Iterator[None]:
    shell._seen.clear()
    yield
    shell._seen.clear()


def places(address: str) -> dict[str, bool]:
    client = Client()
    client.force_login(
        make_user("champion", "agent", "administrator"),
        backend=BACKEND,
    )
    context = client.get(address).context
    return {place.label: place.here for place in context["places"]}


def test_an_empty_install_has_no_place_that_holds_nothing() -> None:
    assert list(places("/today/")) == ["Today", "Desk", "Evidence", "Journey", "Import", "People"]


def test_a_place_appears_with_its_first_record() -> None:
    make_service()

    assert "Map" in places("/today/")


def test_an_empty_place_is_in_the_rail_while_one_is_there() -> None:
    assert places("/map/")["Map"]


@pytest.mark.parametrize(
    ("address", "label"),
    [("/map/items/", "Map"), ("/evidence/candidates/", "Problems"), ("/journey/brief/", "Journey"),
     ("/evidence/quality/", "Evidence"), ("/account/people/", "People")],
)  # fmt: skip
def test_a_page_shows_the_place_it_belongs_to(address: str, label: str) -> None:
    here = [name for name, is_here in places(address).items() if is_here]

    assert here == [label]


def test_the_palette_lists_places_and_pages_when_it_opens(client: Client) -> None:
    client.force_login(make_user("agent"), backend=BACKEND)

    page = client.get("/desk/").content.decode()
    answer = client.get("/places/")

    assert 'hx-get="/places/"' in page
    assert ">Board" not in page.partition('id="palette"')[2].partition("</dialog>")[0]
    assert "g d" in answer.content.decode()
    assert 'href="/desk/board/"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, max-age=300"


def test_the_palette_and_the_page_of_the_set_up_list_what_one_has(client: Client) -> None:
    agent, caller = make_user("agent"), make_user()

    client.force_login(agent, backend=BACKEND)
    places, setup = (client.get(one).content.decode() for one in ("/places/", "/desk/setup/"))
    client.force_login(caller, backend=BACKEND)
    own = client.get("/places/").content.decode()

    set_up = {"Texts", "Promises", "Calendars", "Fields and templates"}
    others = {
        "Tickets that come again (recurring)",
        "Tasks",
        "Major incidents",
        "More than usual",
        "Set up",
    }
    assert {label for label in set_up | others if f" {label}<" not in places} == set()
    assert {label for label in set_up if f">{label}<" not in setup} == set()
    assert "People" not in setup
    assert (" Texts<" in own, " What you reported<" in own) == (False, True)
