"""Groups over REST: whose queue, who is in it, what each carries."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.queries import find_department
from groundswell.servicedesk.rules.actions.groups import GroupWords, add_group
from groundswell.servicedesk.rules.queries.groups import list_groups_seen, list_members

router = Router(tags=["groups"])


class MemberOut(Schema):
    """Somebody in a group; `load` is the weight of their open tickets."""

    name: str
    load: float
    away_until: datetime | None


class GroupOut(Schema):
    """A group, as programs see it."""

    key: int
    name: str
    department: str | None
    lead: str | None
    members_only: bool
    categories: list[str]
    members: list[MemberOut]


class GroupIn(Schema):
    """A group to make."""

    name: str = Field(max_length=120)
    #: the name of a department
    department: str = ""
    members_only: bool = False
    categories: list[str] = Field(default_factory=list, max_length=30)


def _out(group: SupportGroup) -> GroupOut:
    return GroupOut(
        key=group.pk,
        name=group.name,
        department=group.department.name if group.department else None,
        lead=group.lead.name if group.lead else None,
        members_only=group.members_only,
        categories=group.categories,
        members=[
            MemberOut(name=one.user.name, load=one.load, away_until=one.away_until)
            for one in list_members(group, at=timezone.now())
        ],
    )


@router.get("/groups", response=list[GroupOut])
def list_groups(request: ApiRequest) -> list[GroupOut]:
    """List the groups that the caller may see, with their members and what each carries."""
    user = require(request, "desk.see")
    return [_out(group) for group in list_groups_seen(user)]


@router.post("/groups", response={201: GroupOut})
def make_group(request: ApiRequest, given: GroupIn) -> Status[GroupOut]:
    """Make a group."""
    user = require(request, "desk.keep")
    said = GroupWords(
        name=given.name,
        department=find_department(given.department),
        members_only=given.members_only,
        categories=tuple(given.categories),
    )
    return Status(201, _out(add_group(by=user, at=timezone.now(), said=said)))
