"""What a ticket was promised, worked out from what happened to it."""

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.servicedesk import actions as desk
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.promises.models import DueTime, Promise, ServiceTarget
from tests.makers import make_ticket, make_user

pytestmark = pytest.mark.django_db

#: a Monday, nine o'clock in the zone of the installation
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def in_utc(settings: object) -> None:
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]


def promise(ticket: Ticket, measure: str, number: int = 1) -> Promise:
    return Promise.objects.get(ticket=ticket, measure=measure, round=number)


def open_ticket(caller: User, **given: object) -> Ticket:
    return make_ticket(by=caller, opened_at=MONDAY, impact=2, urgency=2, **given)


def test_a_ticket_has_a_due_time_from_its_first_second(caller: User) -> None:
    ticket = open_ticket(caller)

    assert ticket.priority == 3
    assert promise(ticket, "response").due_at == MONDAY + 4 * HOUR
    assert promise(ticket, "resolution").due_at == MONDAY + 24 * HOUR + 8 * HOUR
    assert DueTime.objects.get(ticket=ticket).due_at == MONDAY + 4 * HOUR


def test_the_first_word_of_a_person_is_the_answer(caller: User, agent: User) -> None:
    ticket = open_ticket(caller)

    desk.write_message(ticket, by=caller, at=MONDAY + HOUR, text="Hello?")
    desk.write_message(ticket, by=agent, at=MONDAY + HOUR, text="among us", private=True)
    assert promise(ticket, "response").kept is None
    desk.write_message(ticket, by=agent, at=MONDAY + 2 * HOUR, text="We look into it.")

    assert promise(ticket, "response").kept is True
    assert promise(ticket, "response").ended_at == MONDAY + 2 * HOUR
    assert promise(ticket, "update").due_at == MONDAY + 26 * HOUR


def test_each_word_begins_the_clock_of_the_next(caller: User, agent: User) -> None:
    ticket = open_ticket(caller)
    for hours in (1, 5, 40):
        desk.write_message(ticket, by=agent, at=MONDAY + hours * HOUR, text="Still at it.")

    kept = list(
        Promise.objects.filter(ticket=ticket, measure="update")
        .order_by("round")
        .values_list("kept", flat=True)
    )

    assert kept == [True, False, None]


def test_waiting_for_the_caller_stops_the_clock_and_for_the_supplier_does_not(
    caller: User, agent: User
) -> None:
    ticket = open_ticket(caller)
    desk.assign_ticket(ticket, by=agent, at=MONDAY, assignee=agent)
    desk.hold_ticket(ticket, by=agent, at=MONDAY + HOUR, reason="Waiting for the caller")

    held = promise(ticket, "resolution")
    assert (held.due_at, held.run) == (None, "stands")
    assert DueTime.objects.get(ticket=ticket).due_at is None

    desk.start_ticket(ticket, by=agent, at=MONDAY + 3 * HOUR)
    assert promise(ticket, "resolution").due_at == MONDAY + 50 * HOUR
    desk.hold_ticket(ticket, by=agent, at=MONDAY + 4 * HOUR, reason="Waiting for the supplier")
    assert promise(ticket, "resolution").due_at == MONDAY + 50 * HOUR


def test_resolving_in_time_keeps_it_and_later_does_not(caller: User, agent: User) -> None:
    for hours, kept in ((31, True), (33, False)):
        ticket = open_ticket(caller)
        desk.resolve_ticket(ticket, by=agent, at=MONDAY + hours * HOUR, resolution="New toner.")

        assert promise(ticket, "resolution").kept is kept
        assert not DueTime.objects.filter(ticket=ticket).exists()


def test_calling_off_breaks_no_promise(caller: User) -> None:
    ticket = open_ticket(caller)
    desk.cancel_ticket(ticket, by=caller, at=MONDAY + 100 * HOUR)

    assert promise(ticket, "resolution").kept is None
    assert promise(ticket, "resolution").ended_at == MONDAY + 100 * HOUR


def test_opening_again_goes_on_within_the_window_and_begins_anew_after_it(
    caller: User, agent: User
) -> None:
    soon, late = open_ticket(caller), open_ticket(caller)
    for ticket, days in ((soon, 1), (late, 20)):
        desk.resolve_ticket(ticket, by=agent, at=MONDAY + 4 * HOUR, resolution="Restarted.")
        again = MONDAY + timedelta(days=days)
        desk.reopen_ticket(ticket, by=caller, at=again, reason="It is back.")

    goes_on = promise(soon, "resolution")
    assert (goes_on.kept, goes_on.due_at) == (None, MONDAY + 24 * HOUR + 28 * HOUR)
    assert promise(late, "resolution").kept is True
    assert promise(late, "resolution", 2).began_at == MONDAY + timedelta(days=20)


def test_what_is_opened_again_without_an_answer_before_is_promised_the_next_word(
    caller: User, agent: User
) -> None:
    silent, told = open_ticket(caller), open_ticket(caller)
    for ticket in (silent, told):
        desk.resolve_ticket(ticket, by=agent, at=MONDAY + HOUR, resolution="Restarted.")
    desk.write_message(told, by=agent, at=MONDAY + 2 * HOUR, text="All well?")

    for ticket in (silent, told):
        desk.reopen_ticket(ticket, by=caller, at=MONDAY + 3 * HOUR, reason="It is back.")

        assert promise(ticket, "update").due_at == MONDAY + 27 * HOUR
        assert promise(ticket, "update").kept is None


def test_what_a_caller_wrote_stays_theirs_when_another_is_named(caller: User, agent: User) -> None:
    ticket = open_ticket(caller)
    desk.write_message(ticket, by=caller, at=MONDAY + HOUR, text="Hello?")

    desk.change_caller(ticket, by=agent, at=MONDAY + 2 * HOUR, caller=make_user())

    assert promise(ticket, "response").kept is None
    assert not Promise.objects.filter(ticket=ticket, measure="update").exists()
    desk.write_message(ticket, by=agent, at=MONDAY + 3 * HOUR, text="We look into it.")
    assert promise(ticket, "response").ended_at == MONDAY + 3 * HOUR


def test_the_most_specific_target_holds(caller: User, agent: User) -> None:
    ticket = open_ticket(caller)
    target = ServiceTarget(priority=3, resolution_minutes=60)
    trail.begin(target, "target.said", by=agent, at=MONDAY)
    desk.rate_ticket(ticket, by=agent, at=MONDAY + HOUR, impact=3, urgency=3)
    desk.rate_ticket(ticket, by=agent, at=MONDAY + HOUR, impact=2, urgency=2)

    assert promise(ticket, "resolution").due_at == MONDAY + HOUR
    assert promise(ticket, "resolution").target == target
    assert promise(ticket, "response").target is None


def test_a_group_and_a_supplier_have_clocks_of_their_own(caller: User, agent: User) -> None:
    network, ticket = SupportGroup.objects.create(name="Network"), open_ticket(caller)
    for given in (
        {"side": "group", "group": network, "resolution_minutes": 120},
        {"side": "supplier", "supplier": "Printers Ltd", "resolution_minutes": 60},
    ):
        trail.begin(ServiceTarget(**given), "target.said", by=agent, at=MONDAY)
    desk.assign_ticket(ticket, by=agent, at=MONDAY + HOUR, group=network, assignee=agent)
    desk.hold_ticket(ticket, by=agent, at=MONDAY + 2 * HOUR, reason="Waiting for the supplier")
    desk.start_ticket(ticket, by=agent, at=MONDAY + 4 * HOUR)

    group, supplier = promise(ticket, "group"), promise(ticket, "supplier")

    assert (group.began_at, group.due_at) == (MONDAY + HOUR, MONDAY + 5 * HOUR)
    assert (supplier.began_at, supplier.kept) == (MONDAY + 2 * HOUR, False)


def test_what_began_in_another_tool_is_promised_the_next_word_once_taken_on(
    agent: User, caller: User
) -> None:
    said = {"kind": "incident", "caller": caller, "priority": 3, "opened_at": MONDAY}
    old, over = (
        Ticket(**said, summary=state, state=state, source_name="other", source_id=state)
        for state in ("new", "closed")
    )
    trail.begin_many([old, over], "ticket.imported", by=agent, at=MONDAY, source="a.csv")
    assert not Promise.objects.exists()

    desk.assign_ticket(old, by=agent, at=MONDAY + HOUR, assignee=agent)
    desk.write_message(over, by=agent, at=MONDAY + HOUR, text="Good to know")

    [word] = Promise.objects.all()
    assert (word.ticket, word.measure, word.began_at) == (old, "update", MONDAY + HOUR)
    assert word.due_at == MONDAY + 25 * HOUR

    desk.resolve_ticket(old, by=agent, at=MONDAY + 2 * HOUR, resolution="New drum")

    assert [one.measure for one in Promise.objects.all()] == ["update"]
