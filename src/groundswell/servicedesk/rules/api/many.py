"""Tickets found by conditions, and one act on many of them, over REST."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, need_one_of, require
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk import queries as desk
from groundswell.servicedesk.api import TicketList
from groundswell.servicedesk.rules.actions.bulk import act_on_many
from groundswell.servicedesk.rules.conditions import read_conditions
from groundswell.servicedesk.rules.forms.bulk import NEEDS, BulkForm
from groundswell.servicedesk.rules.queries.saved import narrow_by

router = Router(tags=["tickets"])


class SearchIn(Schema):
    """Which tickets: conditions as data, among one of the lists."""

    conditions: dict[str, Any] = Field(default_factory=dict)
    show: str = "all"
    sort: str = ""
    page: int = Field(1, ge=1, le=10_000)


class ActIn(Schema):
    """One act on many tickets; `said` holds what the act needs, records by their keys."""

    act: str
    numbers: list[str] = Field(max_length=200)
    said: dict[str, str] = Field(default_factory=dict)


class RefusedOut(Schema):
    """A ticket that was refused, and why."""

    number: str
    reason: str


class ActOut(Schema):
    """What became of each ticket."""

    done: list[str]
    refused: list[RefusedOut]


@router.post("/ticket-searches", response=TicketList)
def search_tickets(request: ApiRequest, given: SearchIn) -> TicketList:
    """List the tickets that fit some conditions, fifty a page."""
    user = require(request, "desk.see")
    need_one_of("show", given.show, desk.SHOW)
    conditions = read_conditions(given.conditions)
    address = QueryDict(mutable=True)
    address["show"], address["page"] = given.show, str(given.page)
    found = desk.list_tickets(
        desk.read_filter(address),
        seen_by=user,
        narrowing=narrow_by(conditions, seen_by=user, at=timezone.now(), sort=given.sort),
    )
    return TicketList.of(found)


@router.post("/ticket-acts", response=ActOut)
def act_on_tickets(request: ApiRequest, given: ActIn) -> ActOut:
    """Do one act on each of up to 200 tickets; those refused are named with the reason."""
    user = require(request, "desk.work")
    need_one_of("act", given.act, NEEDS)
    form = BulkForm(given.said, act=given.act)
    if not form.is_valid():
        name, reasons = next(iter(form.errors.items()))
        raise BadInput(f'"{name}": {reasons[0]}')
    outcome = act_on_many(
        by=user, at=timezone.now(), numbers=given.numbers, act=given.act, said=form.words()
    )
    return ActOut(
        done=list(outcome.done),
        refused=[RefusedOut(number=number, reason=why) for number, why in outcome.refused],
    )
