"""Callers are offered what helps while they type, and say whether it helped."""

from typing import Any

import pytest
from django.test import Client

from groundswell.foundation.accounts.models import User
from groundswell.problems import actions, queries
from groundswell.problems.models import Workaround
from groundswell.servicedesk.models import Ticket
from tests.makers import BACKEND, MONDAY_9AM, make_problem, make_ticket

pytestmark = pytest.mark.django_db

STEPS = "Open the lid and close it <b>firmly</b>"


def write(agent: User, *, steps: str = STEPS, for_callers: bool = True, **given: Any) -> Workaround:
    new = actions.NewKnownError(
        title="Label printer prints blank labels", symptom="Labels come out white"
    )
    known = actions.write_known_error(by=agent, at=MONDAY_9AM, new=new, **given)
    return actions.add_workaround(
        known, by=agent, at=MONDAY_9AM, steps=steps, for_callers=for_callers
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def offered(user: User, **told: str) -> str:
    answer = signed_in(user).get("/my/offers/", told)
    assert answer.status_code == 200
    return answer.content.decode()


class TestOffers:
    def test_steps_meant_for_callers_are_shown_while_they_type(
        self, agent: User, caller: User
    ) -> None:
        write(agent)

        shown = offered(caller, summary="the label printer prints blank labels")

        assert "Open the lid and close it &lt;b&gt;firmly&lt;/b&gt;" in shown

    def test_steps_for_the_desk_alone_are_not(self, agent: User, caller: User) -> None:
        write(agent, for_callers=False)

        assert offered(caller, summary="the label printer prints blank labels").strip() == ""

    @pytest.mark.parametrize(
        "told",
        [{}, {"summary": ""}, {"summary": "The chair squeaks"}, {"summary": "x" * 9000},
         {"summary": "label printer", "service": "9" * 40},
         {"summary": "label printer", "service": "none"}],
    )  # fmt: skip
    def test_nothing_that_fits_is_silence(
        self, agent: User, caller: User, told: dict[str, str]
    ) -> None:
        write(agent, for_callers=False)

        assert offered(caller, **told).strip() == ""

    def test_the_page_knows_where_to_ask(self, caller: User) -> None:
        page = signed_in(caller).get("/my/").content.decode()

        assert 'data-offers="/my/offers/"' in page
        assert "act/offers" in page


@pytest.fixture
def ticket(agent: User, caller: User) -> Ticket:
    ticket = make_ticket(by=caller)
    actions.use_workaround(write(agent), by=agent, at=MONDAY_9AM, ticket=ticket, tell=False)
    return ticket


class TestVerdict:
    def test_a_caller_is_asked_and_the_answer_is_counted(
        self, caller: User, ticket: Ticket
    ) -> None:
        client = signed_in(caller)
        (use,) = queries.list_uses(ticket)
        asked = client.get(f"/my/{ticket.number}/").content.decode()

        answer = client.post(
            f"/my/{ticket.number}/verdict/", {"use": use.pk, "helped": "yes"}, follow=True
        )

        assert "Did it help?" in asked
        assert "That is noted" in answer.content.decode()
        assert "It helped. Has that changed?" in answer.content.decode()
        assert queries.count_success(use.workaround).helped == 1

    def test_no_is_an_answer_too(self, caller: User, ticket: Ticket) -> None:
        (use,) = queries.list_uses(ticket)

        signed_in(caller).post(f"/my/{ticket.number}/verdict/", {"use": use.pk, "helped": "no"})

        success = queries.count_success(use.workaround)
        assert (success.said, success.helped) == (1, 0)

    @pytest.mark.parametrize("sent", [{}, {"use": "x", "helped": "yes"}, {"helped": "maybe"}])
    def test_half_an_answer_changes_nothing_and_says_why(
        self, caller: User, ticket: Ticket, sent: dict[str, str]
    ) -> None:
        answer = signed_in(caller).post(f"/my/{ticket.number}/verdict/", sent, follow=True)

        assert "yes or no" in answer.content.decode()
        assert queries.list_uses(ticket).get().helped is None

    def test_a_use_on_another_ticket_is_not_found(self, caller: User, ticket: Ticket) -> None:
        (use,) = queries.list_uses(ticket)
        other = make_ticket(by=caller)

        answer = signed_in(caller).post(
            f"/my/{other.number}/verdict/", {"use": use.pk, "helped": "yes"}
        )

        assert answer.status_code == 404

    def test_steps_for_the_desk_alone_stay_there(self, agent: User, caller: User) -> None:
        ticket = make_ticket(by=caller)
        workaround = write(agent, steps="Restart the spooler on the server", for_callers=False)
        actions.use_workaround(workaround, by=agent, at=MONDAY_9AM, ticket=ticket, tell=False)

        page = signed_in(caller).get(f"/my/{ticket.number}/").content.decode()

        assert "Did it help?" in page
        assert "spooler" not in page

    def test_what_is_on_a_security_path_is_not_named(self, agent: User, caller: User) -> None:
        ticket = make_ticket(by=caller)
        workaround = write(agent, problem=make_problem(by=agent, security=True))
        actions.use_workaround(workaround, by=agent, at=MONDAY_9AM, ticket=ticket, tell=False)

        page = signed_in(caller).get(f"/my/{ticket.number}/").content.decode()

        assert "Label printer prints blank labels" not in page
