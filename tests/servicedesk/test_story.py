"""The story of a ticket and the lists, as people read them."""

from datetime import timedelta

import pytest

from groundswell.catalogue.actions import add_service
from groundswell.foundation.templatetags.trail_words import told
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.queries import lists
from groundswell.servicedesk.queries.story import Moment
from groundswell.servicedesk.states import State
from tests.makers import MONDAY_9AM, make_ticket, make_user

pytestmark = pytest.mark.django_db

LATER = MONDAY_9AM + timedelta(minutes=5)


def changes(moment: Moment) -> list[tuple[str, str, str]]:
    return told(moment.changes)


def test_a_story_names_people_and_services_instead_of_their_keys() -> None:
    agent = make_user("agent", name="Ines Vollmar")
    service = add_service(by=make_user("champion"), at=MONDAY_9AM, name="Printing")
    ticket = make_ticket()
    actions.assign_ticket(ticket, by=agent, at=LATER, assignee=agent, group=None)
    actions.place_ticket(ticket, by=agent, at=LATER, service=service, ci=None)

    story = queries.tell_story(ticket, seen_by=agent)

    said = [change for moment in story for change in changes(moment)]
    assert ("works on it", "", "Ines Vollmar") in said
    assert ("service", "", "Printing") in said


@pytest.mark.parametrize("state", State)
def test_a_story_calls_a_state_as_the_ticket_does(state: State) -> None:
    assert told([("state", "", state.value)]) == [("state", "", state.label)]


def test_a_story_says_how_bad_it_is_in_the_words_of_the_matrix() -> None:
    agent, ticket = make_user("agent"), make_ticket()
    actions.rate_ticket(ticket, by=agent, at=LATER, impact=1, urgency=1)

    newest = queries.tell_story(ticket, seen_by=agent)[0]

    assert ("affects", "One person", "Everyone") in changes(newest)
    assert ("priority", "Low", "Critical") in changes(newest)


def test_a_caller_reads_that_they_reported_it_themselves() -> None:
    caller = make_user()
    ticket = make_ticket(by=caller)

    first = queries.tell_story(ticket, seen_by=caller)[-1]

    assert first.is_report


def test_the_number_of_queries_does_not_grow_with_the_story(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    agents = [make_user("agent") for _ in range(6)]
    ticket = make_ticket()
    for agent in agents:
        actions.assign_ticket(ticket, by=agent, at=LATER, assignee=agent, group=None)

    reader = make_user("agent")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        queries.tell_story(ticket, seen_by=reader)


def test_a_search_that_was_cut_short_does_not_claim_to_have_counted_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists, "FIND_UP_TO", 3)
    reader = make_user("agent")
    for _ in range(4):
        make_ticket()

    page = queries.list_tickets(queries.TicketFilter(words="printer"), seen_by=reader)

    assert page.is_cut
    assert not page.is_counted


@pytest.mark.parametrize("role", ["agent", "caller"])
def test_a_ticket_that_is_found_twice_is_one_of_those_that_were_looked_at(
    role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FIND_UP_TO", 3)
    reader = make_user(role)
    for kind in ("incident", "request"):
        ticket = make_ticket(by=reader, kind=kind)
        actions.write_message(ticket, by=reader, at=LATER, text="The printer is on the third floor")

    page = queries.list_tickets(queries.TicketFilter(words="printer"), seen_by=reader)

    assert (page.count, page.is_cut, page.is_counted) == (2, False, True)


def test_a_filter_knows_whether_it_narrows() -> None:
    assert not queries.TicketFilter(show="all", words="  ").narrows
    assert queries.TicketFilter(priority=2).narrows
