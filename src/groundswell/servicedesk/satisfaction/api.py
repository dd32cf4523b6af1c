"""The REST door of what callers say of the help they had."""

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest
from groundswell.servicedesk.queries import get_own
from groundswell.servicedesk.satisfaction.actions import judge_help

router = Router(tags=["tickets"])


class VerdictIn(Schema):
    """How content the caller is: 1 (bad) to 5 (very good), and why."""

    score: int = Field(ge=1, le=5)
    words: str = Field("", max_length=LONGEST)


class VerdictOut(Schema):
    """What holds now."""

    ticket: str
    score: int


@router.post("/tickets/{number}/satisfaction", response=VerdictOut)
def post_satisfaction(request: ApiRequest, number: str, given: VerdictIn) -> VerdictOut:
    """Say how content one is with what was done on one's own ticket."""
    ticket = get_own(number, caller=request.auth)
    said = judge_help(
        ticket, by=request.auth, at=timezone.now(), score=given.score, words=given.words
    )
    return VerdictOut(ticket=ticket.number, score=said.score)
