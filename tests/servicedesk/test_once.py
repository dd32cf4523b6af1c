"""A button that is pressed twice, as the first time nothing seemed to happen, opens one ticket."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.foundation.fields import Field
from groundswell.servicedesk.facts.actions import Scope, add_field
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.rules.actions.rules import RuleWords, add_rule, switch_rule
from tests.makers import MONDAY_9AM, make_user, sign_in

pytestmark = pytest.mark.django_db

CALL = {"kind": "incident", "summary": "The crane hums", "impact": "3", "urgency": "2"}


@pytest.fixture
def desk(agent: User) -> Client:
    return sign_in(agent)


def take_down(desk: Client, **said: str) -> str:
    """Take a call down with the form of the desk, and return what the page then says."""
    answer = desk.post("/desk/new/", CALL | said, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def test_the_form_of_a_department_opens_one(caller: User) -> None:
    hr = SupportGroup.objects.create(name="HR", categories=["Payslip", "Leave"])
    said = {"category": "Payslip", "summary": "The one of May is missing"}
    page = sign_in(caller)

    first, second = (page.post(f"/desk/ask/{hr.pk}/", said) for _ in range(2))
    other = page.post(f"/desk/ask/{hr.pk}/", said | {"category": "Leave"})

    assert first.headers["Location"] == second.headers["Location"]
    assert other.headers["Location"] not in {"", first.headers["Location"]}
    assert Ticket.objects.count() == 2


def test_an_agent_is_told_that_the_first_was_kept_and_how_to_take_down_one_more(
    desk: Client, caller: User
) -> None:
    said = {"caller": caller.email, "description": "Since eight"}
    assert "kept once" not in take_down(desk, **said)

    again = take_down(desk, **said)

    ticket = Ticket.objects.get()
    assert f"{ticket} is open. The same came a moment before, so it is kept once." in again
    for other in ({"summary": "The crane hums, the second"}, {"caller": ""}, {"impact": "2"}):
        assert "kept once" not in take_down(desk, **said | other)
    assert Ticket.objects.count() == 4


def test_who_calls_for_the_first_time_is_written_down_once(desk: Client) -> None:
    for email in ("noor@example.org", ""):
        said = {"caller": "Noor New", "is_new": "on", "email": email}
        take_down(desk, **said)
        assert "kept once" in take_down(desk, **said)

    assert User.objects.filter(name="Noor New").count() == Ticket.objects.count() == 2


def test_what_a_rule_made_of_it_and_what_others_say_makes_no_difference(
    desk: Client, champion: User, caller: User
) -> None:
    rule = add_rule(
        by=champion, at=MONDAY_9AM, said=RuleWords(name="All at once", acts={"set": {"urgency": 1}})
    )
    switch_rule(rule, by=champion, at=MONDAY_9AM, is_on=True)

    take_down(desk, caller=caller.email)
    assert "kept once" in take_down(desk, caller=caller.email)
    assert "kept once" not in take_down(sign_in(make_user("agent")), caller=caller.email)

    assert [ticket.urgency for ticket in Ticket.objects.all()] == [1, 1]


def test_another_answer_makes_another_ticket(desk: Client, champion: User) -> None:
    question = Field(key="", label="Room")
    add_field(by=champion, at=MONDAY_9AM, question=question, scope=Scope())

    for room, is_kept in (("12", False), ("12", True), ("14", False)):
        assert ("kept once" in take_down(desk, **{"q-room": room})) == is_kept


@pytest.mark.skipif(connection.vendor == "sqlite", reason="there one writes after the other anyway")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["portal", "department", "desk"])
def test_of_two_presses_at_the_same_moment_one_counts(form: str, agent: User) -> None:
    hr = SupportGroup.objects.create(name="HR", categories=["Payslip"])
    address, said = {
        "portal": ("/my/", {"summary": "The crane hums", "urgency": "2", "seen": "on"}),
        "department": (f"/desk/ask/{hr.pk}/", {"category": "Payslip", "summary": "Gone"}),
        "desk": ("/desk/new/", CALL),
    }[form]
    start, led_to = Barrier(4), list[str]()

    def press(page: Client) -> None:
        start.wait()
        try:
            led_to.append(page.post(address, said).headers["Location"])
        finally:
            connection.close()

    threads = [Thread(target=press, args=[sign_in(agent)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Ticket.objects.count(), len(led_to), len(set(led_to))) == (1, 4, 1)
