"""The REST door of the desk: read access to tickets."""

from datetime import datetime

from ninja import Query, Router, Schema
from pydantic import Field

from groundswell.foundation.rest import ApiRequest
from groundswell.servicedesk import queries
from groundswell.servicedesk.models import Ticket

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

    @staticmethod
    def of(ticket: Ticket) -> "TicketOut":
        """Return what goes out for a ticket."""
        return TicketOut(
            number=ticket.number,
            kind=ticket.kind,
            state=ticket.state,
            summary=ticket.summary,
            priority=ticket.priority,
            impact=ticket.impact,
            urgency=ticket.urgency,
            service=ticket.service.name if ticket.service else None,
            caller=ticket.caller.name if ticket.caller else None,
            group=ticket.group.name if ticket.group else None,
            assignee=ticket.assignee.name if ticket.assignee else None,
            opened_at=ticket.opened_at,
            resolved_at=ticket.resolved_at,
            closed_at=ticket.closed_at,
            reassignments=ticket.reassignments,
            reopens=ticket.reopens,
        )


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
        tickets=[TicketOut.of(ticket) for ticket in found.tickets],
        count=found.count,
        page=found.page,
        has_more=found.has_more,
    )


@router.get("/tickets/{number}", response=TicketDetail)
def get_ticket(request: ApiRequest, number: str) -> TicketDetail:
    """Return one ticket; 404 when there is none or it is not the caller's to see."""
    ticket = queries.get_ticket(number, seen_by=request.auth)
    return TicketDetail(
        **TicketOut.of(ticket).dict(),
        description=ticket.description,
        resolution=ticket.resolution,
    )
