"""The REST door of tickets: lists of them, and each with its words."""

from datetime import datetime
from typing import Self

from ninja import Query, Router, Schema
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, need_one_of
from groundswell.servicedesk import queries
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import Kind

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
    unanswered_since: datetime | None
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

    @classmethod
    def of(cls, found: queries.TicketPage) -> Self:
        """Return a page of tickets as programs see it."""
        return cls(
            tickets=[TicketOut(**line._asdict()) for line in found.tickets],
            count=found.count,
            page=found.page,
            has_more=found.has_more,
        )


class TicketQuery(Schema):
    """Which tickets."""

    show: str = Field("all", description=f"One of {', '.join(queries.SHOW)}.")
    q: str = Field("", max_length=200)
    kind: str = ""
    priority: int | None = None
    page: int = Field(1, ge=1, le=10_000)


@router.get("/tickets", response=TicketList)
def list_tickets(request: ApiRequest, wanted: Query[TicketQuery]) -> TicketList:
    """List the tickets that the caller may see, fifty a page."""
    need_one_of("show", wanted.show, queries.SHOW)
    need_one_of("kind", wanted.kind, ("", *Kind.values))
    found = queries.list_tickets(
        queries.TicketFilter(
            show=wanted.show,
            words=wanted.q,
            kind=wanted.kind,
            priority=wanted.priority,
            page=wanted.page,
            joined=True,
        ),
        seen_by=request.auth,
    )
    return TicketList.of(found)


@router.get("/tickets/{number}", response=TicketDetail)
def get_ticket(request: ApiRequest, number: str) -> TicketDetail:
    """Return one ticket; 404 when there is none or it is not the caller's to see."""
    return tell(queries.get_ticket(number, seen_by=request.auth))


def tell(ticket: Ticket) -> TicketDetail:
    """Return a ticket with its words, as every act on it answers."""
    line = queries.read_line(ticket)
    return TicketDetail(
        **line._asdict(), description=ticket.description, resolution=ticket.resolution
    )
