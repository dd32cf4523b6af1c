"""Rules send new tickets where they belong, each once, in order, with its name in the trail."""

from datetime import timedelta
from typing import Any

import pytest

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.fields import Field
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk import actions
from groundswell.servicedesk.facts.actions import Scope, add_field, take_down
from groundswell.servicedesk.models import GroupMember, Message, SupportGroup, Ticket
from groundswell.servicedesk.queries import tell_story
from groundswell.servicedesk.rules.actions.groups import set_absence
from groundswell.servicedesk.rules.actions.rules import (
    RuleWords,
    add_rule,
    change_rule,
    move_rule,
    remove_rule,
    switch_rule,
)
from groundswell.servicedesk.rules.acts import read_acts
from groundswell.servicedesk.rules.conditions import EVERY, read_conditions
from groundswell.servicedesk.rules.models import RoutingRule
from groundswell.servicedesk.rules.queries.rules import tell_rule, try_rule
from groundswell.servicedesk.states import State
from tests.makers import MONDAY_9AM, make_ticket, make_user, sign_in


def about(*words: str) -> dict[str, Any]:
    return {"join": "all", "of": [{"field": "words", "is": "contains", "values": [*words]}]}


def make_rule(
    by: User, name: str = "Pay goes to HR", *, on: bool = True, **said: Any
) -> RoutingRule:
    rule = add_rule(by=by, at=MONDAY_9AM, said=RuleWords(name=name, **said))
    return switch_rule(rule, by=by, at=MONDAY_9AM, is_on=True) if on else rule


def make_group(name: str, *members: User) -> SupportGroup:
    group = SupportGroup.objects.create(name=name)
    GroupMember.objects.bulk_create([GroupMember(group=group, user=one) for one in members])
    return group


def test_a_rule_asks_for_what_was_answered_to_a_field_of_the_house(champion: User) -> None:
    hall = make_group("Hall 3")
    question = Field(key="", label="Where is it?")
    field = add_field(by=champion, at=MONDAY_9AM, question=question, scope=Scope())
    where = {"field": "answers", "is": "contains", "values": ["hall 3"]}
    make_rule(champion, conditions={"join": "all", "of": [where]}, acts={"set": {"group": hall.pk}})
    new = actions.NewTicket(summary="The screen is dark")

    for place, group in (("In Hall 3, at the door", hall), ("In the office", None)):
        said = {"kind": "incident", "new": new, "values": {field.key: place}}
        ticket = take_down(by=champion, at=MONDAY_9AM, **said)
        assert ticket.group == group, place


def test_a_rule_sends_a_new_ticket_on_and_stands_in_its_story(champion: User, caller: User) -> None:
    hr = make_group("HR")
    acts = {"set": {"group": hr.pk, "urgency": 1}, "note": "Answer within a day."}
    rule = make_rule(champion, conditions=about("payslip", "salary"), acts=acts)

    ticket = make_ticket(by=caller, summary="My Payslip is missing")
    other = make_ticket(by=caller)

    assert (ticket.group, ticket.urgency, ticket.priority) == (hr, 1, 3)
    assert other.group is None
    routed = AuditEntry.objects.get(number=ticket.number, act="incident.routed")
    assert routed.actor is None
    assert routed.changes["rule"] == ["", f"{rule.number} Pay goes to HR"]
    assert routed.changes["group_id"][1] == str(hr.pk)
    assert Message.objects.get(ticket=ticket).private
    told = [moment for moment in tell_story(ticket, seen_by=champion) if moment.act]
    assert ("group", "", "HR") in told[0].changes


def test_rules_run_in_their_order_each_once_and_none_starts_another(champion: User) -> None:
    first, second = make_group("First"), make_group("Second")

    def of(group: SupportGroup) -> dict[str, Any]:
        return {"join": "all", "of": [{"field": "group", "is": "is", "values": [str(group.pk)]}]}

    start = make_rule(champion, "start", acts={"set": {"group": first.pk}})
    make_rule(champion, "there", conditions=of(first), acts={"set": {"group": second.pk}})
    make_rule(champion, "back", conditions=of(second), acts={"set": {"group": first.pk}})

    assert make_ticket().group == first
    assert AuditEntry.objects.filter(act="incident.routed").count() == 3

    said = RuleWords(name="start", acts={"set": {"group": first.pk}}, is_last=True)
    change_rule(start, by=champion, at=MONDAY_9AM, said=said)
    assert make_ticket().group == first
    assert AuditEntry.objects.filter(act="incident.routed").count() == 4
    move_rule(start, by=champion, at=MONDAY_9AM, up=False)
    assert RoutingRule.objects.order_by("position")[0].name == "there"


def test_in_turn_everybody_gets_one_and_who_is_away_none(champion: User) -> None:
    people = [make_user("agent", name=name) for name in ("Ann", "Ben", "Cid")]
    group = make_group("Desk", *people)
    make_rule(champion, acts={"set": {"group": group.pk}, "give": "turn"})
    set_absence(people[1], by=people[1], at=MONDAY_9AM, until=MONDAY_9AM + timedelta(hours=5))

    opened = [make_ticket(opened_at=MONDAY_9AM + timedelta(hours=hour)) for hour in range(8)]

    given = [str(ticket.assignee) for ticket in opened]
    assert given == ["Ann", "Cid", "Ann", "Cid", "Ann", "Ben", "Cid", "Ann"]
    assert {ticket.state for ticket in opened} == {State.ASSIGNED}


def test_by_load_it_goes_to_whoever_carries_least(champion: User) -> None:
    ann, ben = make_user("agent", name="Ann"), make_user("agent", name="Ben")
    group = make_group("Desk", ann, ben)
    heavy = make_ticket(impact=1, urgency=1)
    actions.assign_ticket(heavy, by=champion, at=MONDAY_9AM, assignee=ann)
    make_rule(champion, acts={"set": {"group": group.pk}, "give": "load"})

    given = [str(make_ticket(impact=3, urgency=2).assignee) for _ in range(6)]

    # Ann carries 5, each new one of priority 4 weighs 1
    assert given == ["Ben"] * 5 + ["Ann"]
    GroupMember.objects.filter(user__in=[ann, ben]).delete()
    assert make_ticket().assignee is None, "nobody is there: it waits in the queue"


def test_a_rule_is_tried_out_and_changes_nothing(champion: User) -> None:
    hr = make_group("HR")
    for number in range(3):
        make_ticket(summary=f"Payslip {number}")
    make_ticket()
    conditions = read_conditions(about("payslip"))

    trial = try_rule(
        conditions, read_acts({"set": {"group": hr.pk}}), seen_by=champion, at=MONDAY_9AM
    )

    assert (trial.tried, trial.fitting, len(trial.effects)) == (4, 3, 3)
    assert trial.effects[0].changes == (("Group", "", "HR"),)
    assert not trial.is_everything
    assert not Ticket.objects.filter(group=hr).exists()
    every = try_rule(EVERY, read_acts({"note": "x"}), seen_by=champion, at=MONDAY_9AM)
    assert every.is_everything
    assert every.fitting == 4


def test_no_rule_takes_a_ticket_from_a_group_that_only_its_members_read(
    champion: User, agent: User, caller: User
) -> None:
    ann = make_user("agent", name="Ann")
    hr, first = make_group("HR", ann), make_group("First line", agent)
    SupportGroup.objects.filter(pk=hr.pk).update(members_only=True)
    away = {"set": {"group": first.pk, "urgency": 1}, "give": "turn"}
    rule = make_rule(champion, "All to the first line", acts=away)
    make_rule(champion, "To one person", acts={"set": {"assignee": agent.pk}})

    ticket = make_ticket(by=caller, group=SupportGroup.objects.get(pk=hr.pk))

    assert (ticket.group, ticket.assignee, ticket.urgency) == (hr, None, 1)
    stayed = AuditEntry.objects.filter(number=ticket.number, act="incident.stayed")
    assert stayed.count() == 2
    assert stayed.order_by("pk")[0].changes == {
        "rule": ["", f"{rule.number} All to the first line"],
        "because": ["", "only the members of HR see it"],
    }
    trial = try_rule(EVERY, read_acts(away), seen_by=ann, at=MONDAY_9AM)
    assert (trial.kept, trial.effects) == (1, [])
    # within the group a rule gives it to whoever is next
    make_rule(champion, "In turn", acts={"set": {"group": hr.pk}, "give": "turn"})
    assert make_ticket(by=caller, group=SupportGroup.objects.get(pk=hr.pk)).assignee == ann


def test_a_rule_that_cannot_be_read_any_more_loses_no_ticket(champion: User) -> None:
    rule = make_rule(champion, acts={"note": "x"})
    RoutingRule.objects.filter(pk=rule.pk).update(
        conditions={"join": "all", "of": [{"field": "floor"}]}
    )

    assert make_ticket().number
    with pytest.raises(BadInput, match='no field "floor"'):
        switch_rule(RoutingRule.objects.get(), by=champion, at=MONDAY_9AM, is_on=True)


def test_nonsense_is_refused_with_a_sentence(champion: User, agent: User, caller: User) -> None:
    def add(**said: Any) -> None:
        add_rule(by=champion, at=MONDAY_9AM, said=RuleWords(**{"name": "Rule", **said}))

    with pytest.raises(Refusal, match="Give the rule a name"):
        add(name=" ")
    with pytest.raises(BadInput, match="does nothing"):
        add(acts={"set": {}})
    with pytest.raises(BadInput, match='cannot set "mood"'):
        add(acts={"set": {"mood": "good"}})
    with pytest.raises(BadInput, match="knows no record 99"):
        add(acts={"set": {"group": 99}})
    with pytest.raises(BadInput, match="does not work on tickets"):
        add(acts={"set": {"assignee": caller.pk}})
    with pytest.raises(BadInput, match="keep one of the two"):
        add(acts={"set": {"assignee": agent.pk}, "give": "load"})
    with pytest.raises(BadInput, match="nobody looks"):
        add(conditions={"join": "all", "of": [{"field": "group", "is": "is", "values": ["mine"]}]},
            acts={"note": "x"})  # fmt: skip
    with pytest.raises(NotAllowed):
        add_rule(by=agent, at=MONDAY_9AM, said=RuleWords(name="Rule", acts={"note": "x"}))


def test_a_rule_is_told_in_words_and_taken_out(champion: User) -> None:
    hr = make_group("HR")
    acts = {"set": {"group": hr.pk, "impact": 2}, "give": "load"}
    rule = make_rule(champion, conditions=about("payslip"), acts=acts, on=False)

    assert tell_rule(rule) == (
        "When the words contain “payslip”, give it to the group HR, rate who is affected as "
        "“A group” and give it to whoever of its group carries least."
    )
    page, sent = f"/desk/rules/{rule.number}/", {"name": rule.name, "note": "Pay"}
    door = sign_in(champion)
    assert "switch it on when that is right" in door.post(page, sent, follow=True).text
    switch_rule(rule, by=champion, at=MONDAY_9AM, is_on=True)
    assert "is on, so the next new ticket meets it" in door.post(page, sent, follow=True).text
    with pytest.raises(Refusal, match="a rule called Pay goes to HR already"):
        make_rule(champion, acts={"note": "x"})
    remove_rule(rule, by=champion, at=MONDAY_9AM)
    assert not RoutingRule.objects.exists()
