"""A group of one's own: a department's queue that others at the desk do not see."""

from datetime import timedelta

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk import actions
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.rules.actions.groups import (
    GroupWords,
    add_group,
    change_group,
    set_absence,
    set_members,
)
from groundswell.servicedesk.rules.queries import groups as queries
from tests.makers import MONDAY_9AM, make_ticket, make_user


def hr(by: User, *members: User) -> SupportGroup:
    said = GroupWords(name="HR", members_only=True, categories=("Contract", "Payslip"))
    group = add_group(by=by, at=MONDAY_9AM, said=said)
    set_members(group, by=by, at=MONDAY_9AM, members=members)
    return group


def test_tickets_of_a_closed_group_are_seen_by_members_and_callers_alone(
    agent: User, champion: User, caller: User
) -> None:
    inside = make_user("agent")
    group = hr(champion, inside)
    ticket = make_ticket(by=caller, group=group)
    open_to_all = make_ticket()

    def seen(user: User) -> set[int]:
        return set(Ticket.objects.visible_to(user).values_list("pk", flat=True))

    assert seen(inside) == {ticket.pk, open_to_all.pk}
    assert seen(caller) == {ticket.pk}
    assert seen(agent) == seen(champion) == {open_to_all.pk}
    actions.assign_ticket(ticket, by=inside, at=MONDAY_9AM, assignee=agent)
    assert ticket.pk in seen(agent), "whoever works on it sees it"
    change_group(group, by=champion, at=MONDAY_9AM, said=GroupWords(name="HR"))
    assert seen(champion) == {ticket.pk, open_to_all.pk}


def test_only_whoever_keeps_the_desk_sets_up_groups(agent: User, champion: User) -> None:
    with pytest.raises(NotAllowed):
        add_group(by=agent, at=MONDAY_9AM, said=GroupWords(name="Mine"))
    add_group(by=champion, at=MONDAY_9AM, said=GroupWords(name="First line"))
    with pytest.raises(Refusal, match="a group called First line already"):
        add_group(by=champion, at=MONDAY_9AM, said=GroupWords(name=" First line "))
    with pytest.raises(Refusal, match="Give the group a name"):
        add_group(by=champion, at=MONDAY_9AM, said=GroupWords(name=" "))


def test_members_are_said_with_what_they_carry_and_until_when_they_are_away(
    champion: User, agent: User
) -> None:
    group = hr(champion, agent)
    ticket = make_ticket(impact=1, urgency=1)
    actions.assign_ticket(ticket, by=champion, at=MONDAY_9AM, assignee=agent)
    set_absence(agent, by=agent, at=MONDAY_9AM, until=MONDAY_9AM + timedelta(days=2))

    [member] = queries.list_members(group, at=MONDAY_9AM)

    assert member.load == 5.0
    assert member.away_until == MONDAY_9AM + timedelta(days=2)
    assert queries.list_members(group, at=MONDAY_9AM + timedelta(days=3))[0].away_until is None
    with pytest.raises(NotAllowed, match="Only Alva Agent"):
        set_absence(agent, by=make_user("agent"), at=MONDAY_9AM, until=None)
    with pytest.raises(Refusal, match="is over"):
        set_absence(agent, by=agent, at=MONDAY_9AM, until=MONDAY_9AM)


def test_the_trail_says_who_came_into_a_group(champion: User, agent: User, caller: User) -> None:
    group = hr(champion, agent)

    with pytest.raises(Refusal, match="does not work on tickets"):
        set_members(group, by=champion, at=MONDAY_9AM, members=[caller])
    set_members(group, by=champion, at=MONDAY_9AM, members=[])

    told = AuditEntry.objects.filter(number=f"group:{group.pk}").order_by("pk")
    assert [entry.act for entry in told] == ["group.made", "group.staffed", "group.staffed"]
    assert told[2].changes == {"members": ["Alva Agent", ""]}
