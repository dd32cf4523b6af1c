"""Who is calling: found by name or address, asked where several fit, written down when new."""

import pytest
from django.test import Client

from groundswell.foundation.accounts.actions import change_person
from groundswell.foundation.accounts.callers import find_caller, label_of, list_callers
from groundswell.foundation.accounts.models import User
from groundswell.foundation.lengths import LONGEST
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, agent: User) -> Client:
    client.force_login(agent, backend=BACKEND)
    return client


@pytest.fixture
def lindt(db: None) -> User:
    return make_user("caller", name="Mara Lindt")


def report(desk: Client, **said: str) -> tuple[int, str]:
    whole = {"kind": "incident", "summary": "No mail", "impact": 3, "urgency": 2} | said
    answer = desk.post("/desk/new/", whole)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("words", ["Mara Lindt", "mara lindt", "lindt", "lin mar"])
def test_a_caller_is_found_by_what_is_typed(desk: Client, lindt: User, words: str) -> None:
    make_user(name="Jon Castellan")

    assert report(desk, caller=words)[0] == 302

    assert Ticket.objects.get().caller == lindt


def test_a_label_or_an_address_means_one_of_two_with_the_same_name(lindt: User) -> None:
    other = make_user(name="Mara Lindt")

    assert list(find_caller("mara lindt").people) == [lindt, other]
    assert find_caller(label_of(other)).one == other
    assert find_caller(lindt.email.upper()).one == lindt


def test_an_address_written_out_means_its_owner_and_nobody_who_is_called_so(lindt: User) -> None:
    alike = make_user(name=lindt.email)
    shouted = User.objects.create_user(lindt.email.upper(), None, name="Mara in capitals")

    assert find_caller(lindt.email).one == lindt
    assert find_caller(shouted.email).one == shouted
    assert find_caller(alike.email).one == alike


def test_where_several_fit_the_page_asks_which(desk: Client, lindt: User) -> None:
    other = make_user(name="Mara Castellan")

    status, page = report(desk, caller="Mara")

    assert status == 422
    assert "Several people could be meant" in page
    assert other.email in page
    assert not Ticket.objects.exists()


def test_somebody_new_is_written_down_in_the_same_go(desk: Client, lindt: User) -> None:
    status, page = report(desk, caller="Noor Newcomer")
    assert (status, "first time" in page) == (422, True)

    assert report(desk, caller="Noor Newcomer", is_new="on")[0] == 302
    assert report(desk, caller="Bo New", is_new="on", email="bo@example.org")[0] == 302
    again, words = report(desk, caller="Bo Other", is_new="on", email="bo@example.org")

    noor, bo = (ticket.caller for ticket in Ticket.objects.order_by("id"))
    assert (noor.name, noor.is_nameless, sorted(noor.role_names)) == (
        "Noor Newcomer",
        True,
        ["caller"],
    )
    assert (bo.name, bo.email) == ("Bo New", "bo@example.org")
    assert find_caller(label_of(noor)).one == noor
    assert (again, "has an account already" in words) == (422, True)


def test_somebody_new_is_not_written_down_where_the_ticket_is_refused(desk: Client) -> None:
    new = {"caller": "Bo New", "is_new": "on", "email": "bo@example.org"}

    status, page = report(desk, **new, description="x" * (LONGEST + 1))
    assert (status, "nothing of it was sent" in page) == (422, True)

    assert report(desk, **new, description="No mail since eight.")[0] == 302


def test_nobody_named_is_the_agent_and_one_line_is_enough(desk: Client, agent: User) -> None:
    assert desk.post("/desk/new/", {"kind": "incident", "summary": "No mail", "impact": 3,
                                    "urgency": 2}).status_code == 302  # fmt: skip

    assert Ticket.objects.get().caller == agent
    page = desk.get("/desk/new/").content.decode()
    assert page.count(" required") <= 4


def test_while_a_name_is_typed_people_are_offered(desk: Client, lindt: User) -> None:
    assert (
        f"Mara Lindt &lt;{lindt.email}&gt;"
        in desk.get("/desk/callers/", {"caller": "lind"}).content.decode()
    )
    assert list_callers("") == list_callers("\x00zzz") == []


def test_who_left_is_said_wherever_they_are_named_and_somebody_else_is_answered(
    desk: Client, lindt: User, champion: User, caller: User
) -> None:
    ticket = make_ticket(by=lindt)
    said = {"name": lindt.name, "email": lindt.email, "roles": ["caller"], "active": False}
    change_person(lindt, by=champion, at=MONDAY_9AM, **said)
    left = "Mara Lindt left: the account was closed on 2 Mar 2026."

    for words in ({"caller": lindt.email}, {"caller": "mara lindt"},
                  {"caller": "Mara", "is_new": "on", "email": lindt.email}):  # fmt: skip
        status, page = report(desk, **words)
        assert (status, f"{left} Choose somebody else, or let an administrator" in page) == (
            422,
            True,
        )
    page = desk.get(f"/desk/{ticket.number}/").content.decode()
    assert f"{left} Nobody reads a reply" in page
    assert f"/desk/{ticket.number}/caller/" in page
    held = desk.post(f"/desk/{ticket.number}/hold/", {"reason": "Waiting for the caller"})
    assert f"{left} Nobody would answer" in held.content.decode()
    for reason in (
        "The caller",
        "caller: which of the two",
        "the caller’s answer",
        "Awaiting caller",
    ):
        program = desk.post(
            f"/api/tickets/{ticket.number}/hold", {"reason": reason}, "application/json"
        )
        assert (program.status_code, "Nobody would answer" in program.text) == (409, True)
    again = desk.post(f"/desk/{ticket.number}/caller/", {"caller": lindt.name})
    assert left in again.content.decode()
    assert 'value="Mara Lindt"' in again.content.decode()

    assert desk.post(f"/desk/{ticket.number}/caller/", {"caller": caller.name}).status_code == 302

    assert Ticket.objects.get(pk=ticket.pk).caller == caller
    page = desk.get(f"/desk/{ticket.number}/").content.decode()
    assert "said who is answered" in page
    assert left not in page
    assert f"/desk/{ticket.number}/caller/" not in page
