"""The REST door of the ends of tickets, and of their new beginnings."""

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.api.tickets import TicketDetail, tell

router = Router(tags=["tickets"])


class ResolutionIn(Schema):
    """What ended it; `proof` where the caller did something wrong, `keep` makes an article."""

    resolution: str = Field(min_length=1, max_length=LONGEST)
    closure_code: str = Field("", max_length=120)
    proof: str = Field("", max_length=LONGEST)
    keep: bool = False


class WordsIn(Schema):
    """What somebody adds; nothing is enough."""

    words: str = Field("", max_length=LONGEST)


class CameBackIn(Schema):
    """What is still wrong; nothing is enough."""

    words: str = Field("", max_length=LONGEST)


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(min_length=1, max_length=LONGEST)


@router.post("/tickets/{number}/resolution", response=TicketDetail)
def post_resolution(request: ApiRequest, number: str, given: ResolutionIn) -> TicketDetail:
    """Say that service is back, or the request is met, and what was done."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.resolve_and_keep(ticket, by=by, at=timezone.now(), **given.dict()))


@router.post("/tickets/{number}/closure", response=TicketDetail)
def post_closure(request: ApiRequest, number: str) -> TicketDetail:
    """Agree that it is finished."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.close_ticket(ticket, by=by, at=timezone.now()))


@router.post("/tickets/{number}/cancellation", response=TicketDetail)
def post_cancellation(request: ApiRequest, number: str) -> TicketDetail:
    """Call a ticket off: agents any, everyone their own."""
    ticket = queries.get_ticket(number, seen_by=request.auth)
    return tell(actions.cancel_ticket(ticket, by=request.auth, at=timezone.now()))


@router.post("/tickets/{number}/ending", response=TicketDetail)
def end_own_ticket(request: ApiRequest, number: str, given: WordsIn) -> TicketDetail:
    """Say of one's own ticket that it works again, or that one needs it no more."""
    ticket = queries.get_own(number, caller=request.auth)
    at = timezone.now()
    return tell(actions.end_own_ticket(ticket, by=request.auth, at=at, words=given.words))


@router.post("/tickets/{number}/reopening", response=TicketDetail)
def post_reopening(request: ApiRequest, number: str, given: CameBackIn) -> TicketDetail:
    """Say that it came back: agents of any ticket, everyone of their own."""
    ticket = queries.get_ticket(number, seen_by=request.auth)
    at = timezone.now()
    return tell(actions.reopen_ticket(ticket, by=request.auth, at=at, reason=given.words))


@router.post("/tickets/{number}/approval", response=TicketDetail)
def post_approval(request: ApiRequest, number: str) -> TicketDetail:
    """Agree to a request to which nobody else has to agree."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.approve_request(ticket, by=by, at=timezone.now()))


@router.post("/tickets/{number}/rejection", response=TicketDetail)
def post_rejection(request: ApiRequest, number: str, given: ReasonIn) -> TicketDetail:
    """Turn a request down, with the reason."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.reject_request(ticket, by=by, at=timezone.now(), reason=given.reason))
