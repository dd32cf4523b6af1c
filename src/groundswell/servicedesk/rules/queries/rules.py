"""Questions about rules, and what one would have done to the tickets of late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.rules.acts import GIVE, SETTABLE, Acts, read_acts
from groundswell.servicedesk.rules.conditions import Group, read_conditions
from groundswell.servicedesk.rules.fields import FIELDS
from groundswell.servicedesk.rules.judging import Viewpoint, is_met
from groundswell.servicedesk.rules.models import RoutingRule
from groundswell.servicedesk.rules.queries.turns import list_here
from groundswell.servicedesk.rules.telling import tell

#: tickets on which a rule is tried out
TRIED = 100


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule would do to one ticket: words of what differs from what it holds now."""

    ticket: Ticket
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have done to the tickets that came last.

    Attributes:
        tried: how many were looked at.
        fitting: how many fit its conditions.
        kept: how many of those stay with their group, as only its members see them.
        effects: those that it would change, the newest first.
        is_everything: it fits every ticket, of those and of all that will come.
        people: who could be given a ticket now; None where it gives none.
    """

    tried: int
    fitting: int
    kept: int
    effects: Sequence[Effect]
    is_everything: bool
    people: Sequence[str] | None


def list_rules() -> QuerySet[RoutingRule]:
    """Return every rule in the order in which they run."""
    return RoutingRule.objects.order_by("position", "pk")


def get_rule(number: str) -> RoutingRule:
    """Return the rule with this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(RoutingRule, number=number)


def try_rule(conditions: Group, acts: Acts, *, seen_by: User, at: datetime) -> Trial:
    """Return what a rule would have done to the last hundred tickets; nothing is changed.

    Each is judged as it is now, at the time when it was opened: its age was none then.
    """
    newest = Ticket.objects.visible_to(seen_by).filter(opened_at__isnull=False)
    tickets = list(
        newest.select_related("caller", "service", "group", "assignee").order_by(
            "-opened_at", "-id"
        )[:TRIED]
    )
    fitting = [
        ticket
        for ticket in tickets
        if is_met(conditions, ticket, Viewpoint(at=ticket.opened_at or at))
    ]
    names = name_values({f"set {name}": [str(value)] for name, value in acts.sets.items()})
    effects = [Effect(one, changes) for one in fitting if (changes := _changes(acts, one, names))]
    group = acts.sets.get("group")
    return Trial(
        tried=len(tickets),
        fitting=len(fitting),
        kept=sum(acts.inside(ticket) != acts for ticket in fitting),
        effects=effects,
        is_everything=conditions.is_empty or (bool(tickets) and len(fitting) == len(tickets)),
        people=[str(one.user) for one in list_here(group, at=at)] if acts.give and group else None,
    )


def _changes(
    acts: Acts, ticket: Ticket, names: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[str, str, str], ...]:
    changes = []
    acts = acts.inside(ticket)
    for name, value in acts.sets.items():
        held = getattr(ticket, name)
        key = held.pk if hasattr(held, "pk") else held
        if key != value:
            known = names.get(name, {})
            old = (
                str(held or "")
                if hasattr(held, "pk") or held is None
                else known.get(str(held), str(held))
            )
            changes.append((SETTABLE[name], old, known.get(str(value), str(value))))
    if acts.give:
        changes.append((SETTABLE["assignee"], str(ticket.assignee or ""), GIVE[acts.give]))
    if acts.note:
        changes.append(("Note", "", acts.note))
    return tuple(changes)


def name_values(asked: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Return the words for keys of fields; a query for each field that holds records."""
    named = {}
    for name in asked:
        field = FIELDS.get(name.removeprefix("set "))
        if field is not None and field.choices is not None:
            named[field.name] = dict(field.choices())
    return named


def tell_rule(rule: RoutingRule) -> str:
    """Return when a rule acts and what it does, as a sentence.

    Raises:
        BadInput: something that it asks is not known any more.
    """
    conditions = read_conditions(rule.conditions, is_kept=True)
    acts = read_acts(rule.acts, is_kept=True)
    asked: dict[str, Any] = {test.field: test.values for test in conditions.tests}
    names = name_values({**asked, **{name: [str(value)] for name, value in acts.sets.items()}})
    if "caller" in asked:
        found = User.objects.filter(
            pk__in=[value for value in asked["caller"] if value.isdecimal()]
        )
        names["caller"] = {str(key): name for key, name in found.values_list("pk", "name")}
    return tell(conditions, acts, names)
