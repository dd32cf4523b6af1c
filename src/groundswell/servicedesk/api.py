"""The REST door of the desk: tickets to read and to join, and surges."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk import actions, queries

router = Router(tags=["tickets"])


class TicketOut(Schema):
    """A ticket, as programs see it."""

    number: str
    kind: str
    state: str
    summary: str
    priority: int
    impact: int
    urgency: int
    service: str | None
    caller: str | None
    group: str | None
    assignee: str | None
    opened_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    reassignments: int
    reopens: int
    parent: str | None
    due_at: datetime | None
    joined: int


class TicketDetail(TicketOut):
    """A ticket with its words."""

    description: str
    resolution: str


class TicketList(Schema):
    """One page of tickets; `count` stops at 1,000."""

    tickets: list[TicketOut]
    count: int
    page: int
    has_more: bool


class TicketQuery(Schema):
    """Which tickets."""

    show: str = "all"
    q: str = Field("", max_length=200)
    kind: str = ""
    priority: int | None = None
    page: int = Field(1, ge=1, le=10_000)


@router.get("/tickets", response=TicketList)
def list_tickets(request: ApiRequest, wanted: Query[TicketQuery]) -> TicketList:
    """List the tickets that the caller may see, fifty a page."""
    found = queries.list_tickets(
        queries.TicketFilter(
            show=wanted.show,
            words=wanted.q,
            kind=wanted.kind,
            priority=wanted.priority,
            page=wanted.page,
        ),
        seen_by=request.auth,
    )
    return TicketList(
        tickets=[TicketOut(**line._asdict()) for line in found.tickets],
        count=found.count,
        page=found.page,
        has_more=found.has_more,
    )


@router.get("/tickets/{number}", response=TicketDetail)
def get_ticket(request: ApiRequest, number: str) -> TicketDetail:
    """Return one ticket; 404 when there is none or it is not the caller's to see."""
    ticket = queries.get_ticket(number, seen_by=request.auth)
    line = queries.read_line(ticket)
    return TicketDetail(
        **line._asdict(), description=ticket.description, resolution=ticket.resolution
    )


class JoiningIn(Schema):
    """The tickets that are the same trouble as another one."""

    tickets: list[str] = Field(min_length=1, max_length=500)


@router.post("/tickets/{number}/joining", response=TicketDetail)
def join_tickets(request: ApiRequest, number: str, given: JoiningIn) -> TicketDetail:
    """Let one incident stand for others, all in one act or none."""
    user = require(request, "desk.work")
    parent = queries.get_ticket(number, seen_by=user)
    tickets = queries.find_tickets(given.tickets, seen_by=user)
    actions.join_tickets(parent, by=user, at=timezone.now(), tickets=tickets)
    return get_ticket(request, number)


class WordsIn(Schema):
    """What somebody adds; nothing is enough."""

    words: str = Field("", max_length=500)


@router.post("/tickets/{number}/ending", response=TicketDetail)
def end_own_ticket(request: ApiRequest, number: str, given: WordsIn) -> TicketDetail:
    """Say of one's own ticket that it works again, or that one needs it no more."""
    ticket = queries.get_own(number, caller=request.auth)
    actions.end_own_ticket(ticket, by=request.auth, at=timezone.now(), words=given.words)
    return get_ticket(request, number)


@router.post("/tickets/{number}/reopening", response=TicketDetail)
def reopen_own_ticket(request: ApiRequest, number: str, given: WordsIn) -> TicketDetail:
    """Say of one's own ticket that it came back."""
    ticket = queries.get_own(number, caller=request.auth)
    actions.reopen_ticket(ticket, by=request.auth, at=timezone.now(), reason=given.words)
    return get_ticket(request, number)


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


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=500)


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
    actions.join_surge(surge, by=user, at=timezone.now(), **chosen)
    return get_surge(request, number)


@router.post("/surges/{number}/dismissal", response=SurgeDetail)
def dismiss_surge(request: ApiRequest, number: str, given: ReasonIn) -> SurgeDetail:
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
