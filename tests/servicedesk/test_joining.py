"""One ticket stands for others: joined in one act, ended together, and never in a circle."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.catalogue.business.models import ServiceUse
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.actions import machine_account, make_api_key
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.measurement import ticket_rows
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.models import Message, SupportGroup, Ticket
from groundswell.servicedesk.rules.queries.board import list_board
from groundswell.servicedesk.states import State
from tests.makers import BACKEND, MONDAY_9AM, make_service, make_ticket

NOON = MONDAY_9AM + timedelta(hours=3)


def joined(agent: User, count: int = 3) -> tuple[Ticket, list[Ticket]]:
    parent, *others = (make_ticket() for _ in range(count + 1))
    actions.join_tickets(parent, by=agent, at=NOON, tickets=others)
    return parent, others


def test_one_act_joins_many_with_an_entry_in_the_trail_of_each(agent: User) -> None:
    parent, others = joined(agent)

    assert list(parent.children.order_by("id")) == others
    entries = AuditEntry.objects.filter(act="incident.joined_parent")
    assert {entry.number for entry in entries} == {ticket.number for ticket in others}
    told = AuditEntry.objects.get(number=parent.number, act="incident.took_others")
    assert told.changes["tickets"][1] == ", ".join(ticket.number for ticket in others)
    assert actions.join_tickets(parent, by=agent, at=NOON, tickets=others) == []


def test_what_ends_one_ends_all_and_each_caller_is_told(agent: User) -> None:
    parent, (first, second, apart) = joined(agent)
    actions.resolve_ticket(first, by=agent, at=NOON, resolution="Took another printer")
    actions.part_ticket(apart, by=agent, at=NOON)

    actions.resolve_ticket(parent, by=agent, at=NOON, resolution="The print server runs again")

    after = {ticket.pk: ticket for ticket in Ticket.objects.all()}
    assert after[first.pk].resolution == "Took another printer"
    assert after[second.pk].state == State.RESOLVED
    assert after[second.pk].resolution == "The print server runs again"
    assert AuditEntry.objects.filter(number=second.number, act="incident.resolved").count() == 1
    message = Message.objects.get(ticket=second)
    assert "The print server runs again" in message.text
    assert not message.private
    assert after[apart.pk].is_open


def test_one_tap_lets_a_ticket_count_for_as_many_as_have_it(agent: User, client: Client) -> None:
    parent, _ = joined(agent, 9)
    alone = make_ticket()
    client.force_login(agent, backend=BACKEND)
    page = client.get(reverse("servicedesk:ticket", args=[parent.number])).content.decode()

    client.post(reverse("servicedesk:raising", args=[parent.number]))

    assert "Let it count for “Everyone”: priority High" in page  # ten of the eleven known here
    parent.refresh_from_db()
    assert (parent.impact, parent.urgency, parent.priority) == (1, 2, 2)
    told = AuditEntry.objects.get(number=parent.number, act="incident.rated").changes
    assert (told["people"], told["impact"]) == (["", "10"], ["3", "1"])
    for again in (parent, alone):
        with pytest.raises(Refusal, match="as many people"):
            actions.raise_impact(again, by=agent, at=NOON)
    User.objects.bulk_create(User(email=f"colleague{n}@example.org") for n in range(20))
    assert queries.propose_raising(make_ticket(), 10).after == "A group"  # type: ignore[union-attr]
    assert queries.propose_raising(alone, 1) is None


def test_everyone_is_half_of_those_who_use_the_service_and_never_a_few(agent: User) -> None:
    till, printing = make_service("Till"), make_service("Printing")
    Service.objects.filter(pk=till.pk).update(users=30)
    shop = OrgUnit.objects.create(name="Shop")
    floor = OrgUnit.objects.create(name="Floor", parent=shop)
    User.objects.bulk_create(
        User(email=f"seller{n}@example.org", department=floor) for n in range(24)
    )
    User.objects.bulk_create(User(email=f"neighbour{n}@example.org") for n in range(40))
    ServiceUse.objects.create(service=printing, department=shop)
    tickets = [make_ticket(service=one) for one in (Service.objects.get(pk=till.pk), printing)]
    tickets.append(make_ticket())

    found = [
        [
            fitting.after
            for people in (9, 12, 15, 40)
            if (fitting := queries.propose_raising(ticket, people))
        ]
        for ticket in tickets
    ]

    assert [one.count("Everyone") for one in found] == [2, 3, 1]


def test_the_account_of_the_machine_is_nobody_of_the_house(agent: User) -> None:
    ticket = make_ticket(by=agent)
    User.objects.bulk_create(User(email=f"neighbour{n}@example.org") for n in range(19))

    machine_account(at=NOON)

    fitting = queries.propose_raising(ticket, 10)
    assert fitting is not None
    assert (fitting.after, User.objects.people().count()) == ("Everyone", 20)


def test_a_list_asks_once_which_groups_are_closed(agent: User) -> None:
    joined(agent)

    with CaptureQueriesContext(connection) as asked:
        listed = queries.list_tickets(queries.TicketFilter(), seen_by=agent)

    assert (len(listed.tickets), listed.folded) == (1, 3)
    assert len([one for one in asked if "members_only" in one["sql"]]) == 1


def test_joined_tickets_stand_under_the_one_that_stands_for_them(
    agent: User, client: Client
) -> None:
    parent, (first, *rest) = joined(agent)
    alone = make_ticket(summary="No sound in the hall")

    def listed(**asked: Any) -> set[str]:
        found = queries.list_tickets(queries.TicketFilter(**asked), seen_by=agent)
        return {line.number for line in found.tickets}

    everything = {one.number for one in (parent, first, *rest, alone)}
    assert listed() == {parent.number, alone.number}
    assert {one.number for one in queries.list_first("open", seen_by=agent, most=9)} == listed()
    assert listed(joined=True) == listed(show="all") == everything
    assert first.number in listed(words=first.number) & listed(priority=first.priority)
    client.force_login(agent, backend=BACKEND)
    page = client.get("/desk/").content.decode()
    assert "And 3 joined to these." in page
    ends_with_it = f"Resolving {parent} resolves those"
    assert ends_with_it in client.get(f"/desk/{parent}/").content.decode()
    assert f"joined to {parent}" in client.get("/desk/?show=open&joined=1").content.decode()
    assert f"joined to {parent}" in client.get("/desk/board/?joined=1").content.decode()
    actions.resolve_ticket(parent, by=agent, at=NOON, resolution="It runs")
    actions.reopen_ticket(first, by=agent, at=NOON, reason="Not with me")
    assert ends_with_it not in client.get(f"/desk/{parent}/").content.decode()
    again = client.get(f"/desk/{first}/").content.decode()
    assert "What was done before it was opened again" in again
    assert listed() == {first.number, alone.number}
    hidden = SupportGroup.objects.create(name="Board matters", members_only=True)
    actions.reopen_ticket(parent, by=agent, at=NOON, reason="It is back")
    Ticket.objects.filter(pk=parent.pk).update(group=hidden, assignee=None)
    assert listed() == {first.number, alone.number}


def test_they_fold_on_the_board_and_where_nobody_has_them_whoever_has_the_other(
    agent: User, client: Client
) -> None:
    parent, (first, *rest) = joined(agent)
    alone = make_ticket(summary="No sound in the hall")
    actions.assign_ticket(parent, by=agent, at=NOON, assignee=agent)
    actions.assign_ticket(first, by=agent, at=NOON, assignee=agent)
    client.force_login(agent, backend=BACKEND)

    def shown(address: str) -> tuple[set[str], str]:
        page = client.get(address).content.decode()
        numbers = {one.number for one in (parent, first, *rest, alone)}
        return {one for one in numbers if f"/desk/{one}/" in page}, page

    free, page = shown("/desk/?show=unassigned")
    assert free == {alone.number}
    assert f"And {len(rest)} joined to others that are still open." in page
    assert shown("/desk/?show=unassigned&joined=1")[0] == {alone.number, *(r.number for r in rest)}
    for way in ("state", "group", "assignee"):
        cards, page = shown(f"/desk/board/?by={way}")
        board = list_board(way=way, kind="incident", seen_by=agent)
        assert cards == {parent.number, alone.number}
        assert sum(column.count or 0 for column in board.columns) == 2
        assert f"And {len(rest) + 1} joined to others that are still open." in page
    every, page = shown("/desk/board/?by=state&kind=incident&joined=1")
    assert every == {parent.number, first.number, *(r.number for r in rest), alone.number}
    assert f"joined to {parent}" in page
    assert shown("/desk/board/?mine=on")[0] == {parent.number, first.number}
    actions.part_ticket(first, by=agent, at=NOON)
    assert first.number in shown("/desk/board/")[0]


@pytest.mark.parametrize("case", ["itself", "circle", "chain", "led", "ended", "request", "none"])
def test_what_cannot_be_joined_is_refused_in_a_sentence(agent: User, case: str) -> None:
    parent, (child, *_) = joined(agent)
    ended = make_ticket()
    actions.resolve_ticket(ended, by=agent, at=NOON, resolution="New toner")
    other, wish = make_ticket(), make_ticket(kind="request")
    head, tickets, words = {
        "itself": (other, [other], "cannot be joined to itself"),
        "circle": (child, [parent], f"itself joined to {parent}"),
        "chain": (child, [other], f"join the tickets to {parent} instead"),
        "led": (other, [parent], "stands for other tickets"),
        "ended": (other, [ended], "resolved already"),
        "request": (other, [wish], "is a request"),
        "none": (other, [], "Say which tickets"),
    }[case]

    with pytest.raises(Refusal, match=words):
        actions.join_tickets(head, by=agent, at=NOON, tickets=tickets)

    assert Ticket.objects.filter(parent=parent).count() == 3
    assert Ticket.objects.exclude(parent=None).count() == 3


def test_the_database_refuses_itself_a_circle_and_a_chain(agent: User) -> None:
    parent, (child, *_) = joined(agent)
    other = make_ticket()

    for ticket, head in ((other, other), (parent, child), (other, child), (parent, other)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(parent=head)


def test_a_caller_joins_nothing_and_one_that_stands_for_others_is_not_called_off(
    agent: User, caller: User
) -> None:
    parent, others = make_ticket(by=caller), [make_ticket()]
    with pytest.raises(NotAllowed):
        actions.join_tickets(parent, by=caller, at=NOON, tickets=others)
    actions.join_tickets(parent, by=agent, at=NOON, tickets=others)

    with pytest.raises(Refusal, match="stands for others that are open"):
        actions.cancel_ticket(parent, by=caller, at=NOON)


def test_all_are_told_at_once_and_counted(agent: User) -> None:
    parent, others = joined(agent)
    actions.resolve_ticket(others[0], by=agent, at=NOON, resolution="Took another printer")

    told = actions.tell_joined(parent, by=agent, at=NOON, text="Known; we write again at two")

    assert told == 3
    tickets = {message.ticket_id for message in Message.objects.all()}
    assert tickets == {parent.pk, others[1].pk, others[2].pk}
    assert queries.count_affected(parent) == 4
    assert queries.count_affected(others[0]) is None
    rows = {row["ticket_id"]: row for row in ticket_rows.tickets(Ticket.objects.all())}
    assert [rows[one.number]["affected_users"] for one in (parent, *others)] == [1, 1, 1, 1]
    with pytest.raises(Refusal, match="No open ticket is joined"):
        actions.tell_joined(make_ticket(), by=agent, at=NOON, text="Hello")


def test_who_left_is_not_among_those_who_are_told(agent: User, client: Client) -> None:
    parent, (gone, nameless, twice) = joined(agent)
    User.objects.filter(pk=gone.caller_id).update(is_active=False)
    Ticket.objects.filter(pk=nameless.pk).update(caller=None)
    Ticket.objects.filter(pk=twice.pk).update(caller=parent.caller)
    client.force_login(agent, backend=BACKEND)

    page = client.get(reverse("servicedesk:ticket", args=[parent.number])).content.decode()
    told = client.post(
        f"/api/tickets/{parent.number}/telling",
        {"text": "Known; we write again at two"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {make_api_key(agent, by=agent, at=NOON, name='x')}"},
    )

    assert "A message to all reaches 1 person." in page
    assert "It does not reach 1 person who left and 1 ticket that names nobody." in page
    assert told.json() == {"tickets": 4, "people": 1, "left": 1, "nameless": 1}


def test_whoever_writes_on_one_that_stands_for_others_is_led_to_telling_all(
    agent: User, client: Client
) -> None:
    parent, others = joined(agent)
    client.force_login(agent, backend=BACKEND)
    address = reverse("servicedesk:telling", args=[parent.number])

    ticket = client.get(reverse("servicedesk:ticket", args=[parent.number])).content.decode()
    alone = client.get(reverse("servicedesk:ticket", args=[others[0].number])).content.decode()
    fold = client.get(address, headers={"HX-Request": "true"}).content.decode()
    page = client.get(address).content.decode()
    told = client.post(address, {"text": "We write again at two"})

    assert "It stands for 3 more tickets, whose callers do not read this" in ticket
    assert "whose callers do not read this" not in alone
    assert f'hx-post="{address}"' in fold
    assert f'hx-post="{address}"' not in page, "the record that it would renew is not there"
    assert told.status_code == 302
    assert Message.objects.count() == 4


def test_the_list_says_what_stands_for_what(agent: User) -> None:
    parent, others = joined(agent)

    lines = {line.number: line for line in queries.list_tickets(FILTER, seen_by=agent).tickets}

    assert (lines[parent.number].joined, lines[parent.number].parent) == (3, None)
    assert lines[others[0].number].parent == parent.number
    assert queries.read_line(parent) == lines[parent.number]


FILTER = queries.TicketFilter(joined=True)


def test_joining_and_parting_on_the_page(agent: User, client: Client) -> None:
    parent, first, second = make_ticket(), make_ticket(), make_ticket()
    client.force_login(agent, backend=BACKEND)
    joining = reverse("servicedesk:joining", args=[parent.number])

    wrong = client.post(joining, {"numbers": "INC-99999"})
    numbers = f"{first.number.lower()}; {second.number}"
    page = client.post(joining, {"numbers": numbers}, follow=True)

    assert wrong.status_code == 422
    assert "INC-99999; a number looks like INC-001234." in wrong.content.decode()
    assert "2 joined" in page.content.decode()
    parted = client.post(reverse("servicedesk:parting", args=[first.number]), follow=True)
    assert "Nobody else is known to have it" in parted.content.decode()
    address = reverse("servicedesk:parent", args=[first.number])
    again = client.post(address, {"number": parent.number}, follow=True)
    assert f"{parent.number}</span>" in again.content.decode()
