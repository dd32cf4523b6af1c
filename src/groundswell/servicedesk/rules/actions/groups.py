"""Setting up groups: whose they are, who is in them, who is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.models import Absence, GroupMember, SupportGroup

#: categories that a form can offer
_MOST_CATEGORIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWords:
    """What is said of a group."""

    name: str
    department: OrgUnit | None = None
    lead: User | None = None
    members_only: bool = False
    categories: tuple[str, ...] = ()


@needs("desk.keep")
def add_group(*, by: User, at: datetime, said: GroupWords) -> SupportGroup:
    """Make a group that shares a queue.

    Raises:
        Refusal: it has no name, the name is taken, or its lead does not work at the desk.
    """
    return _keep(SupportGroup(), "group.made", by=by, at=at, said=said)


@needs("desk.keep")
def change_group(group: SupportGroup, *, by: User, at: datetime, said: GroupWords) -> SupportGroup:
    """Say anew whose queue it is, who sees it and what it can be asked for.

    Raises:
        Refusal: it has no name, the name is taken, or its lead does not work at the desk.
    """
    return _keep(group, "group.changed", by=by, at=at, said=said)


def _keep(
    group: SupportGroup, act: str, *, by: User, at: datetime, said: GroupWords
) -> SupportGroup:
    name = said.name.strip()[:120]
    if not name:
        raise Refusal("Give the group a name.")
    if len(said.categories) > _MOST_CATEGORIES:
        raise Refusal(f"A form offers at most {_MOST_CATEGORIES} categories; join some of them.")
    if said.lead and said.lead.pk != group.lead_id and not may(said.lead, "desk.work"):
        raise Refusal(f"{said.lead} does not work on tickets; choose an agent to lead the group.")
    before = _told(group) if group.pk else {}
    try:
        with transaction.atomic():
            group, _ = SupportGroup.objects.update_or_create(
                pk=group.pk, defaults=_columns(said, name)
            )
            changes = {
                field: [before.get(field, ""), new]
                for field, new in _told(group).items()
                if before.get(field, "") != new
            }
            trail.note(f"group:{group.pk}", act, by=by, at=at, changes=changes)
    except IntegrityError:
        raise Refusal(f"There is a group called {name} already; choose another name.") from None
    return group


def _columns(said: GroupWords, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "department": said.department,
        "lead": said.lead,
        "members_only": said.members_only,
        "categories": [word.strip()[:120] for word in said.categories if word.strip()],
    }


def _told(group: SupportGroup) -> dict[str, str]:
    return {
        "name": group.name,
        "department": group.department.name if group.department else "",
        "lead": group.lead.name if group.lead else "",
        "members_only": "yes" if group.members_only else "no",
        "categories": ", ".join(group.categories),
    }


@needs("desk.keep")
def set_members(
    group: SupportGroup, *, by: User, at: datetime, members: Iterable[User]
) -> list[User]:
    """Say who takes tickets from the queue of a group.

    Those who stay keep their turn.

    Raises:
        Refusal: one of them does not work at the desk and is not in it already.
    """
    wanted = {person.pk: person for person in members}
    with transaction.atomic():
        trail.lock(group)
        held = dict(GroupMember.objects.filter(group=group).values_list("user_id", "user__name"))
        new = [person for key, person in wanted.items() if key not in held]
        idle = [person for person in new if not may(person, "desk.work")]
        if idle:
            raise Refusal(f"{idle[0]} does not work on tickets; an administrator can change that.")
        gone = [key for key in held if key not in wanted]
        GroupMember.objects.filter(group=group, user__in=gone).delete()
        GroupMember.objects.bulk_create([GroupMember(group=group, user=one) for one in new])
        if new or gone:
            told = {"members": [_names(held.values()), _names(one.name for one in wanted.values())]}
            trail.note(f"group:{group.pk}", "group.staffed", by=by, at=at, changes=told)
    return list(wanted.values())


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def set_absence(person: User, *, by: User, at: datetime, until: datetime | None) -> Absence | None:
    """Say until when somebody is away, or that they are back; the desk's keeper for everyone.

    Nothing is given to them in turn meanwhile; what they have stays with them.

    Raises:
        NotAllowed: it is somebody else.
        Refusal: the time is over already.
    """
    if person.pk != by.pk and not may(by, "desk.keep"):
        raise NotAllowed(f"Only {person} or whoever keeps the desk can say when they are away.")
    if until is not None and until <= at:
        raise Refusal("The day on which they come back is over; give a later one, or none.")
    with transaction.atomic():
        Absence.objects.filter(user=person).delete()
        kept = Absence.objects.create(user=person, until=until) if until else None
        told = {"away_until": ["", until.date().isoformat() if until else ""]}
        trail.note(f"user:{person.pk}", "account.away", by=by, at=at, changes=told)
    return kept
