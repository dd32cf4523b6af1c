"""Whose turn it is: the next person of a group, in turn or by what each carries."""

from datetime import datetime

from groundswell.foundation.accounts.policy import load_policy
from groundswell.servicedesk.models import Absence, GroupMember
from groundswell.servicedesk.rules.queries.groups import measure_loads


def find_next(group: int, *, way: str, at: datetime) -> GroupMember | None:
    """Return who of a group gets the next ticket; None when all are away.

    The same tickets and the same turns lead to the same person: nothing is left to chance.

    Args:
        group: its key.
        way: "turn": whoever waited longest for one; "load": whoever carries least, see
            assignment.toml, and of those who carry the same whoever waited longest.
        at: when.
    """
    here = list_here(group, at=at)
    if not here:
        return None
    loads = measure_loads([member.user_id for member in here]) if way == "load" else {}
    return min(here, key=lambda member: (loads.get(member.user_id, 0.0), *_turn(member)))


def list_here(group: int, *, at: datetime) -> list[GroupMember]:
    """Return the members of a group who work at the desk and are not away; one query."""
    away = Absence.objects.filter(until__gt=at).values("user")
    working = [role for role, rights in load_policy()[1].items() if "desk.work" in rights]
    members = GroupMember.objects.filter(
        group=group, user__is_active=True, user__roles__role__in=working
    )
    return list(members.exclude(user__in=away).distinct().select_related("user").order_by("pk"))


def _turn(member: GroupMember) -> tuple[bool, float, int]:
    """Return the key that puts first whoever never had a turn, then whoever had it longest ago."""
    given = member.last_given_at
    return given is not None, given.timestamp() if given else 0.0, member.pk
