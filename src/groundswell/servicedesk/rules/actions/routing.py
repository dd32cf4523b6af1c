"""What rules do to a new ticket: each once, in their order, each with its entry in the trail."""

from dataclasses import dataclass
from datetime import datetime

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit import trail
from groundswell.foundation.often import Often
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import GroupMember, Message, SupportGroup, Ticket
from groundswell.servicedesk.rules.acts import Acts, read_acts
from groundswell.servicedesk.rules.conditions import Group, read_conditions
from groundswell.servicedesk.rules.judging import Viewpoint, is_met
from groundswell.servicedesk.rules.models import RoutingRule
from groundswell.servicedesk.rules.queries.turns import find_next
from groundswell.servicedesk.states import State


@dataclass(frozen=True, slots=True)
class Readable:
    """A rule that can be read."""

    rule: RoutingRule
    conditions: Group
    acts: Acts


_ANY_ON = Often(lambda: RoutingRule.objects.filter(is_on=True).values_list("pk", flat=True)[:1])


def route_ticket(ticket: Ticket, *, at: datetime) -> Ticket:
    """Let the rules that are on act on a new ticket; inside the transaction that opens it.

    Each rule runs once and sees what those before it did; none starts another, so there is no
    circle to get into. A rule that cannot be read any more does nothing, and the ticket is taken
    down all the same.

    Returns:
        The ticket as it is now.
    """
    if not _ANY_ON.ask():
        return ticket
    for rule in RoutingRule.objects.filter(is_on=True).order_by("position", "pk"):
        readable = read_rule(rule)
        if readable is None:
            continue
        if not is_met(readable.conditions, ticket, Viewpoint(at=at)):
            continue
        ticket = _carry_out(readable, ticket, at=at)
        if rule.is_last:
            break
    return ticket


def read_rule(rule: RoutingRule) -> Readable | None:
    """Return what a rule asks and does, None where something it names is gone."""
    try:
        conditions = read_conditions(rule.conditions, is_kept=True, without_viewer=True)
        return Readable(rule, conditions, read_acts(rule.acts, is_kept=True))
    except BadInput:
        return None


def _carry_out(readable: Readable, ticket: Ticket, *, at: datetime) -> Ticket:
    rule = readable.rule
    told = {"rule": ["", f"{rule.number} {rule.name}"]}
    with trail.change(ticket, f"{ticket.kind}.routed", by=None, at=at, told=told) as fresh:
        acts, group = readable.acts.inside(fresh), fresh.group
        apply_acts(acts, fresh, given=_give(acts, fresh, at=at))
        if fresh.assignee_id and fresh.state == State.NEW:
            fresh.move_to(State.ASSIGNED)
    if acts != readable.acts:
        why = f"only the members of {group} see it"
        changes = {**told, "because": ["", why]}
        trail.note(fresh.number, f"{fresh.kind}.stayed", by=None, at=at, changes=changes)
    if acts.note:
        Message.objects.create(
            ticket=fresh, author=None, written_at=at, private=True, text=acts.note
        )
        trail.note(fresh.number, "note.written", by=None, at=at, changes=told)
    return fresh


def apply_acts(acts: Acts, ticket: Ticket, *, given: User | None) -> None:
    """Set on a ticket in memory what a rule sets; nothing is saved.

    A person who works no more, or a record that is gone, is left out.
    """
    for column, value in acts.columns().items():
        if column == "assignee_id":
            person = User.objects.filter(pk=value).first()
            if person is not None and may(person, "desk.work"):
                ticket.assignee = person
        elif column == "group_id":
            ticket.group = SupportGroup.objects.filter(pk=value).first() or ticket.group
        else:
            setattr(ticket, column, value)
    if given is not None:
        ticket.assignee = given
    if {"impact", "urgency"} & acts.sets.keys():
        ticket.rank()


def _give(acts: Acts, ticket: Ticket, *, at: datetime) -> User | None:
    """Choose a person of the group that the ticket has, or gets, and count their turn."""
    group = acts.sets.get("group") or ticket.group_id
    if not acts.give or group is None or (ticket.assignee_id and "group" not in acts.sets):
        return None
    # one after the other: two tickets at once must not both go to the same person
    SupportGroup.objects.select_for_update().filter(pk=group).first()
    member = find_next(group, way=acts.give, at=at)
    if member is None:
        return None
    GroupMember.objects.filter(pk=member.pk).update(last_given_at=at)
    return member.user
