"""Questions about groups: whose they are, who is in them, who is away and who carries how much."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import MACHINE, OrgUnit, User
from groundswell.foundation.accounts.policy import may
from groundswell.servicedesk.models import Absence, GroupMember, SupportGroup, Ticket
from groundswell.servicedesk.states import State


@dataclass(frozen=True, slots=True)
class Weights:
    """What open tickets weigh; see assignment.toml."""

    of_priority: Mapping[int, float]
    on_hold: float

    def of(self, priority: int, state: str) -> float:
        """Return what one ticket weighs."""
        share = self.on_hold if state == State.ON_HOLD else 1.0
        return self.of_priority.get(priority, 1.0) * share


@cache
def load_weights() -> Weights:
    """Return the weights as they are shipped."""
    path = Path(__file__).parent.parent / "assignment.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    weights = {int(rank): float(weight) for rank, weight in data["weights"].items()}
    return Weights(weights, float(data["on_hold"]["share"]))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group: until when they are away, and what they carry."""

    user: User
    away_until: datetime | None
    load: float
    last_given_at: datetime | None


def list_groups_seen(user: User) -> QuerySet[SupportGroup]:
    """Return the groups with how many are in them, by name; closed ones for whoever may look in."""
    shown = SupportGroup.objects.select_related("department", "lead")
    groups = shown.annotate(people=Count("members"))
    if not may(user, "desk.keep"):
        groups = groups.exclude(pk__in=SupportGroup.objects.closed_to(user).values("pk"))
    return groups.order_by("name")


def get_group(pk: int) -> SupportGroup:
    """Return a group.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(SupportGroup.objects.select_related("department"), pk=pk)


def list_departments() -> QuerySet[OrgUnit]:
    """Return the departments, by name."""
    return OrgUnit.objects.order_by("name")


def list_members(group: SupportGroup, *, at: datetime) -> list[Member]:
    """Return who is in a group, by name, with what they carry; three queries."""
    rows = list(
        GroupMember.objects.filter(group=group)
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    loads = measure_loads([row.user_id for row in rows])
    away = dict(
        Absence.objects.filter(user__in=[row.user_id for row in rows], until__gt=at).values_list(
            "user_id", "until"
        )
    )
    return [
        Member(row.user, away.get(row.user_id), loads.get(row.user_id, 0.0), row.last_given_at)
        for row in rows
    ]


def measure_loads(people: Sequence[int]) -> dict[int, float]:
    """Return what open tickets these people carry, weighed; one query.

    Unit: weights of assignment.toml. Whoever has nothing open is left out.
    """
    weights = load_weights()
    held = (
        Ticket.objects.open()
        .filter(assignee__in=people)
        .order_by()
        .values_list("assignee_id", "priority", "state")
        .annotate(count=Count("pk"))
    )
    loads: dict[int, float] = {}
    for person, priority, state, count in held:
        loads[person] = loads.get(person, 0.0) + weights.of(priority, state) * count
    return loads


def list_away(*, at: datetime) -> QuerySet[Absence]:
    """Return who is away now, those who come back first at the top."""
    return Absence.objects.filter(until__gt=at).select_related("user").order_by("until", "user_id")


def find_absence(user: User, *, at: datetime) -> Absence | None:
    """Return until when somebody is away; None when they are here."""
    return Absence.objects.filter(user=user, until__gt=at).first()


def list_agents_of(group: SupportGroup | None) -> QuerySet[User]:
    """Return whoever could be in a group: everyone who works at the desk, and who is in it."""
    wanted = Q(is_active=True, roles__role="agent")
    if group is not None:
        wanted |= Q(memberships__group=group) | Q(led_groups=group)
    return User.objects.exclude(email=MACHINE).filter(wanted).distinct().order_by("name")


def list_own_groups(user: User) -> QuerySet[SupportGroup]:
    """Return the groups for whom somebody may speak: their own; all for the desk's keeper."""
    groups = SupportGroup.objects.order_by("name")
    return groups if may(user, "desk.keep") else groups.filter(members__user=user)


def list_intakes() -> QuerySet[SupportGroup]:
    """Return the groups that have a form of their own, by name."""
    return SupportGroup.objects.exclude(categories=[]).order_by("name")


def get_intake(pk: int) -> SupportGroup:
    """Return a group that has a form.

    Raises:
        Http404: there is none, or it offers nothing to ask for.
    """
    return get_object_or_404(list_intakes(), pk=pk)
