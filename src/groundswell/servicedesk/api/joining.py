"""The REST door of tickets that are the same trouble: joined, told together, parted."""

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.api.tickets import TicketDetail, tell

router = Router(tags=["tickets"])


class JoiningIn(Schema):
    """The tickets that are the same trouble as another one."""

    tickets: list[str] = Field(min_length=1, max_length=500)


class ParentIn(Schema):
    """The ticket that stands for it."""

    ticket: str = Field(max_length=32)


class TellingIn(Schema):
    """One message for everybody who has the same trouble."""

    text: str = Field(min_length=1, max_length=LONGEST)


class ToldOut(Schema):
    """On how many tickets it stands, and whom it reaches: people once each, not those who left."""

    tickets: int
    people: int
    left: int
    nameless: int


@router.post("/tickets/{number}/joining", response=TicketDetail)
def join_tickets(request: ApiRequest, number: str, given: JoiningIn) -> TicketDetail:
    """Let one incident stand for others, all in one act or none."""
    user = require(request, "desk.work")
    parent = queries.get_ticket(number, seen_by=user)
    tickets = queries.find_tickets(given.tickets, seen_by=user)
    actions.join_tickets(parent, by=user, at=timezone.now(), tickets=tickets)
    return tell(parent)


@router.post("/tickets/{number}/parent", response=TicketDetail)
def post_parent(request: ApiRequest, number: str, given: ParentIn) -> TicketDetail:
    """Join a ticket to the one that stands for it."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    parent = queries.find_tickets([given.ticket], seen_by=by)[0]
    actions.join_ticket(ticket, by=by, at=timezone.now(), parent=parent)
    return tell(queries.get_ticket(number, seen_by=by))


@router.delete("/tickets/{number}/parent", response=TicketDetail)
def delete_parent(request: ApiRequest, number: str) -> TicketDetail:
    """Say that it is another trouble after all; from now on it lives by itself."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.part_ticket(ticket, by=by, at=timezone.now()))


@router.post("/tickets/{number}/telling", response=ToldOut)
def post_telling(request: ApiRequest, number: str, given: TellingIn) -> ToldOut:
    """Write one message to everybody who has the same trouble."""
    by = require(request, "desk.work")
    parent = queries.get_ticket(number, seen_by=by)
    told = actions.tell_joined(parent, by=by, at=timezone.now(), text=given.text)
    reach = queries.reach_of_all(parent)
    return ToldOut(tickets=told, people=reach.people, left=reach.left, nameless=reach.nameless)
