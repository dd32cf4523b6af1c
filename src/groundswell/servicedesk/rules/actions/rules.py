"""Writing rules down, ordering them, switching them on and off."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.rules.acts import as_data as acts_data
from groundswell.servicedesk.rules.acts import read_acts
from groundswell.servicedesk.rules.conditions import as_data, read_conditions
from groundswell.servicedesk.rules.models import RoutingRule

#: each is asked of every new ticket
MOST_RULES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """What is said of a rule."""

    name: str
    conditions: Any = field(default_factory=dict)
    acts: Any = field(default_factory=dict)
    is_last: bool = False


@needs("desk.keep")
def add_rule(*, by: User, at: datetime, said: RuleWords) -> RoutingRule:
    """Write a rule down, behind all others; it does nothing before it is switched on.

    Raises:
        Refusal: it has no name, or the name is taken, or there are too many.
        BadInput: it asks for something or does something that is not known.
    """
    name, conditions, acts = _checked(said)
    with transaction.atomic():
        if RoutingRule.objects.count() >= MOST_RULES:
            raise Refusal(f"There are {MOST_RULES} rules; take one out before you add another.")
        last = RoutingRule.objects.aggregate(last=Max("position"))["last"] or 0
        rule = RoutingRule(
            name=name,
            position=last + 1,
            conditions=conditions,
            acts=acts,
            is_last=said.is_last,
        )
        try:
            with transaction.atomic():
                return trail.begin(rule, "rule.written", by=by, at=at)
        except IntegrityError:
            raise _name_taken(name) from None


@needs("desk.keep")
def change_rule(rule: RoutingRule, *, by: User, at: datetime, said: RuleWords) -> RoutingRule:
    """Write a rule anew.

    Raises:
        Refusal: it has no name, or another rule has it.
        BadInput: it asks for something or does something that is not known.
    """
    name, conditions, acts = _checked(said)
    try:
        with trail.change(rule, "rule.rewritten", by=by, at=at) as fresh:
            fresh.name, fresh.conditions, fresh.acts = name, conditions, acts
            fresh.is_last = said.is_last
    except IntegrityError:
        raise _name_taken(name) from None
    return fresh


@needs("desk.keep")
def switch_rule(rule: RoutingRule, *, by: User, at: datetime, is_on: bool) -> RoutingRule:
    """Let a rule act on new tickets, or no more.

    Raises:
        BadInput: something that it names is gone.
    """
    if is_on:
        read_conditions(rule.conditions, without_viewer=True)
        read_acts(rule.acts)
    act = "rule.switched_on" if is_on else "rule.switched_off"
    with trail.change(rule, act, by=by, at=at) as fresh:
        fresh.is_on = is_on
    return fresh


@needs("desk.keep")
def move_rule(rule: RoutingRule, *, by: User, at: datetime, up: bool) -> RoutingRule:
    """Let a rule run one place earlier, or later; at the end nothing happens."""
    with transaction.atomic():
        rules = list(RoutingRule.objects.select_for_update().order_by("position", "pk"))
        here = next(place for place, one in enumerate(rules) if one.pk == rule.pk)
        other = here - 1 if up else here + 1
        if not 0 <= other < len(rules):
            return rule
        rules[here], rules[other] = rules[other], rules[here]
        for place, one in enumerate(rules, start=1):
            if one.position != place:
                with trail.change(one, "rule.moved", by=by, at=at) as fresh:
                    fresh.position = place
    return RoutingRule.objects.get(pk=rule.pk)


@needs("desk.keep")
def remove_rule(rule: RoutingRule, *, by: User, at: datetime) -> None:
    """Take a rule out; what it did stays, and so does its trail."""
    trail.remove(rule, "rule.taken_out", by=by, at=at)


def _checked(said: RuleWords) -> tuple[str, dict[str, Any], dict[str, Any]]:
    name = said.name.strip()[:80]
    if not name:
        raise Refusal("Give the rule a name; it stands in the story of each ticket that it moves.")
    conditions = read_conditions(said.conditions, without_viewer=True)
    kept = {} if conditions.is_empty else as_data(conditions)
    return name, kept, acts_data(read_acts(said.acts))


def _name_taken(name: str) -> Refusal:
    return Refusal(f"There is a rule called {name} already; choose another name.")
