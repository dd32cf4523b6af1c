"""The REST door of surges: more people than usual who write of one thing."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from groundswell.foundation.lengths import LONGEST_REASON
from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk import actions, queries

router = Router(tags=["tickets"])


class SurgeOut(Schema):
    """More people than usual who write of one thing, as programs see it."""

    number: str
    state: str
    title: str
    place: str
    started_at: datetime
    detected_at: datetime
    ended_at: datetime | None
    people: int
    parent: str | None


class SurgeDetail(SurgeOut):
    """One surge with what could be joined, and why it is unusual."""

    tickets: list[str]
    proposed_parent: str | None
    to_join: list[str]
    window_minutes: float
    expected: float
    seen: int


class SurgeJoiningIn(Schema):
    """What is joined to which ticket; nothing: as it is proposed."""

    parent: str = ""
    tickets: list[str] = Field(default_factory=list, max_length=500)
    #: its parent counts for as many people as have it then
    raises: bool = False


class DismissalIn(Schema):
    """Why."""

    reason: str = Field(max_length=LONGEST_REASON)


@router.get("/surges", response=list[SurgeOut])
def list_surges(request: ApiRequest) -> list[SurgeOut]:
    """List the surges, the newest hundred."""
    user = require(request, "desk.see")
    return [_surge(surge) for surge in queries.list_surges(seen_by=user)[:100]]


@router.get("/surges/{number}", response=SurgeDetail)
def get_surge(request: ApiRequest, number: str) -> SurgeDetail:
    """Return one surge; 404 when there is none or it is not the caller's to see."""
    surge = queries.get_surge(number, seen_by=require(request, "desk.see"))
    proposal = queries.propose_joining(surge)
    return SurgeDetail(
        **_surge(surge).dict(),
        tickets=[ticket.number for ticket in proposal.members],
        proposed_parent=proposal.parent.number if proposal.parent else None,
        to_join=[ticket.number for ticket in proposal.tickets],
        window_minutes=surge.window_minutes,
        expected=surge.expected,
        seen=surge.seen,
    )


@router.post("/surges/{number}/joining", response=SurgeDetail)
def join_surge(request: ApiRequest, number: str, given: SurgeJoiningIn) -> SurgeDetail:
    """Let one ticket stand for all of a surge."""
    user = require(request, "desk.work")
    surge = queries.get_surge(number, seen_by=user)
    chosen = queries.read_joining(surge, given.parent, given.tickets, seen_by=user)
    at = timezone.now()
    actions.join_surge(surge, by=user, at=at, raises=given.raises, **chosen)
    return get_surge(request, number)


@router.post("/surges/{number}/dismissal", response=SurgeDetail)
def dismiss_surge(request: ApiRequest, number: str, given: DismissalIn) -> SurgeDetail:
    """Say why it is no common trouble."""
    user = require(request, "desk.work")
    surge = queries.get_surge(number, seen_by=user)
    actions.dismiss_surge(surge, by=user, at=timezone.now(), reason=given.reason)
    return get_surge(request, number)


def _surge(surge: Any) -> SurgeOut:
    plain = ("number", "state", "title", "place", "started_at", "detected_at", "ended_at")
    return SurgeOut(
        **{name: getattr(surge, name) for name in plain},
        people=surge.callers,
        parent=surge.parent.number if surge.parent else None,
    )
