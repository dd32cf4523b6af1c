"""The REST door of links, merges and splits, and of what is written on a ticket."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, read_key, require
from groundswell.servicedesk.actions import answer_ticket
from groundswell.servicedesk.links import actions, queries
from groundswell.servicedesk.models import Message
from groundswell.servicedesk.queries import find_tickets, get_ticket

router = Router(tags=["links"])


class LinkOut(Schema):
    """What a ticket is to another."""

    id: int
    kind: str
    words: str
    is_from_here: bool
    ticket: str
    summary: str


class LinkIn(Schema):
    """A link to say: relates, blocks, caused_by or duplicates."""

    kind: str
    ticket: str


class MergerIn(Schema):
    """In which ticket it goes on."""

    into: str


class MergerOut(Schema):
    """Where a ticket goes on."""

    ticket: str
    into: str


class MessageOut(Schema):
    """What was written on a ticket."""

    id: int
    author: str | None
    written_at: datetime
    private: bool
    text: str


class MessageIn(Schema):
    """Words for the caller, or a note among agents."""

    text: str = Field(min_length=1, max_length=LONGEST)
    private: bool = False
    take: bool = Field(
        default=False, description="The agent who answers has it then, where nobody has it."
    )


class SplitIn(Schema):
    """Which message becomes a ticket of its own."""

    message: int
    summary: str = Field("", max_length=250)


class TicketNumberOut(Schema):
    """A ticket."""

    number: str


@router.get("/tickets/{number}/links", response=list[LinkOut])
def list_links(request: ApiRequest, number: str) -> list[LinkOut]:
    """Return what a ticket is linked to."""
    by = require(request, "desk.see")
    return [
        LinkOut(
            id=line.pk,
            kind=line.kind,
            words=line.words,
            is_from_here=line.is_from_here,
            ticket=line.number,
            summary=line.summary,
        )
        for line in queries.list_links(get_ticket(number, seen_by=by), seen_by=by)
    ]


@router.post("/tickets/{number}/links", response={201: list[LinkOut]})
def post_link(request: ApiRequest, number: str, given: LinkIn) -> Status[list[LinkOut]]:
    """Say what a ticket is to another."""
    by = require(request, "desk.work")
    ticket, other = get_ticket(number, seen_by=by), find_tickets([given.ticket], seen_by=by)[0]
    actions.link_tickets(ticket, by=by, at=timezone.now(), to=other, kind=given.kind)
    return Status(201, list_links(request, number))


@router.delete("/links/{key}", response={204: None})
def delete_link(request: ApiRequest, key: str) -> Status[None]:
    """Take a link out."""
    by = require(request, "desk.work")
    actions.unlink_tickets(queries.get_link(read_key(key), seen_by=by), by=by, at=timezone.now())
    return Status(204, None)


@router.post("/tickets/{number}/merger", response=MergerOut)
def post_merger(request: ApiRequest, number: str, given: MergerIn) -> MergerOut:
    """Go on with a ticket in another one."""
    by = require(request, "desk.work")
    ticket, into = get_ticket(number, seen_by=by), find_tickets([given.into], seen_by=by)[0]
    actions.merge_ticket(ticket, by=by, at=timezone.now(), into=into)
    return MergerOut(ticket=ticket.number, into=into.number)


@router.delete("/tickets/{number}/merger", response={204: None})
def delete_merger(request: ApiRequest, number: str) -> Status[None]:
    """Let a merged ticket live by itself again."""
    by = require(request, "desk.work")
    actions.undo_merge(get_ticket(number, seen_by=by), by=by, at=timezone.now())
    return Status(204, None)


@router.get("/tickets/{number}/messages", response=list[MessageOut])
def list_messages(request: ApiRequest, number: str) -> list[MessageOut]:
    """Return what was written on a ticket, newest first, at most a hundred."""
    ticket = get_ticket(number, seen_by=request.auth)
    return [_message(message) for message in queries.list_messages(ticket, seen_by=request.auth)]


@router.post("/tickets/{number}/messages", response={201: MessageOut})
def post_message(request: ApiRequest, number: str, given: MessageIn) -> Status[MessageOut]:
    """Write to the caller, or as the caller; `private`: a note for agents, which takes nothing."""
    ticket = get_ticket(number, seen_by=request.auth)
    message = answer_ticket(ticket, by=request.auth, at=timezone.now(), **given.dict())
    return Status(201, _message(message))


@router.post("/tickets/{number}/split", response={201: TicketNumberOut})
def post_split(request: ApiRequest, number: str, given: SplitIn) -> Status[TicketNumberOut]:
    """Make a ticket of its own of a message."""
    by = require(request, "desk.work")
    ticket = get_ticket(number, seen_by=by)
    message = get_object_or_404(Message, ticket=ticket, pk=given.message)
    made = actions.split_ticket(
        ticket, by=by, at=timezone.now(), message=message, summary=given.summary
    )
    return Status(201, TicketNumberOut(number=made.number))


def _message(message: Message) -> MessageOut:
    return MessageOut(
        id=message.pk,
        author=str(message.author) if message.author else None,
        written_at=message.written_at,
        private=message.private,
        text=message.text,
    )
