"""The REST door of what many write before anything is announced: counts, and "me too"."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.catalogue.queries import get_offered
from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest
from groundswell.servicedesk.actions import NewTicket
from groundswell.servicedesk.major import actions, queries

router = Router(tags=["major incidents"])


class OthersOut(Schema):
    """How many others write of a service; nothing of who they are or what they wrote."""

    number: str
    service: str
    others: int
    since: datetime
    ticket: str


class JoinInIn(Schema):
    """What is wrong in one's own words; nothing is enough."""

    summary: str = Field("", max_length=250)
    description: str = Field("", max_length=LONGEST)


@router.get("/known-now/others", response=list[OthersOut])
def list_others(request: ApiRequest) -> list[OthersOut]:
    """List the services of which many write though nothing is announced: counts alone."""
    found = queries.list_crowds(request.auth, at=timezone.now())
    return [
        OthersOut(
            number=one.number,
            service=one.name,
            others=one.others,
            since=one.since,
            ticket=one.ticket,
        )
        for one in found
        if one.is_told
    ]


@router.post("/known-now/others/{number}/me-too", response={201: list[OthersOut]})
def join_in(request: ApiRequest, number: str, given: JoinInIn) -> Status[list[OthersOut]]:
    """Say that one has it too where many write of the service with this number; makes a ticket."""
    new = NewTicket(**given.dict())
    actions.join_in(get_offered(number), by=request.auth, at=timezone.now(), new=new)
    return Status(201, list_others(request))
