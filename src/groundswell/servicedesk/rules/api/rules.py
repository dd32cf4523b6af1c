"""Rules over REST: written, tried out, switched."""

from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk.rules.actions import rules as actions
from groundswell.servicedesk.rules.acts import read_acts
from groundswell.servicedesk.rules.conditions import read_conditions
from groundswell.servicedesk.rules.models import RoutingRule
from groundswell.servicedesk.rules.queries.rules import get_rule, try_rule
from groundswell.servicedesk.rules.queries.rules import list_rules as all_rules

router = Router(tags=["rules"])


class RuleOut(Schema):
    """A rule, as programs see it."""

    number: str
    name: str
    position: int
    conditions: dict[str, Any]
    acts: dict[str, Any]
    is_on: bool
    is_last: bool


class RuleIn(Schema):
    """A rule to write down."""

    name: str = Field(max_length=80)
    conditions: dict[str, Any] = Field(default_factory=dict)
    acts: dict[str, Any]
    is_last: bool = False


class SwitchIn(Schema):
    """On or off."""

    is_on: bool


class TrialIn(Schema):
    """What a rule would ask and do."""

    conditions: dict[str, Any] = Field(default_factory=dict)
    acts: dict[str, Any]


class EffectOut(Schema):
    """What would change on one ticket: field, old, new."""

    number: str
    changes: list[list[str]]


class TrialOut(Schema):
    """What a rule would have done to the last hundred tickets."""

    tried: int
    fitting: int
    kept: int
    is_everything: bool
    people: list[str] | None
    effects: list[EffectOut]


def _out(rule: RoutingRule) -> RuleOut:
    return RuleOut.model_validate({name: getattr(rule, name) for name in RuleOut.model_fields})


@router.get("/rules", response=list[RuleOut])
def list_rules(request: ApiRequest) -> list[RuleOut]:
    """List the rules in the order in which they run."""
    require(request, "desk.see")
    return [_out(rule) for rule in all_rules()]


@router.post("/rules", response={201: RuleOut})
def write_rule(request: ApiRequest, given: RuleIn) -> Status[RuleOut]:
    """Write a rule down; it does nothing before it is switched on."""
    user = require(request, "desk.keep")
    said = actions.RuleWords(**given.model_dump())
    return Status(201, _out(actions.add_rule(by=user, at=timezone.now(), said=said)))


@router.put("/rules/{number}", response=RuleOut)
def rewrite_rule(request: ApiRequest, number: str, given: RuleIn) -> RuleOut:
    """Write a rule anew."""
    user = require(request, "desk.keep")
    said = actions.RuleWords(**given.model_dump())
    return _out(actions.change_rule(get_rule(number), by=user, at=timezone.now(), said=said))


@router.post("/rules/{number}/switch", response=RuleOut)
def switch_rule(request: ApiRequest, number: str, given: SwitchIn) -> RuleOut:
    """Switch a rule on or off."""
    user = require(request, "desk.keep")
    rule = get_rule(number)
    return _out(actions.switch_rule(rule, by=user, at=timezone.now(), is_on=given.is_on))


@router.delete("/rules/{number}", response={204: None})
def remove_rule(request: ApiRequest, number: str) -> Status[None]:
    """Take a rule out."""
    user = require(request, "desk.keep")
    actions.remove_rule(get_rule(number), by=user, at=timezone.now())
    return Status(204, None)


@router.post("/rule-trials", response=TrialOut)
def try_out(request: ApiRequest, given: TrialIn) -> TrialOut:
    """Say what a rule would have done to the last hundred tickets; nothing is changed."""
    user = require(request, "desk.keep")
    trial = try_rule(
        read_conditions(given.conditions, without_viewer=True),
        read_acts(given.acts),
        seen_by=user,
        at=timezone.now(),
    )
    return TrialOut(
        tried=trial.tried,
        fitting=trial.fitting,
        kept=trial.kept,
        is_everything=trial.is_everything,
        people=list(trial.people) if trial.people is not None else None,
        effects=[
            EffectOut(number=one.ticket.number, changes=[list(change) for change in one.changes])
            for one in trial.effects
        ],
    )
