"""The REST door of money that was spent on tickets."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, read_key, require
from groundswell.servicedesk.costs import actions, queries
from groundswell.servicedesk.costs.models import CostLine
from groundswell.servicedesk.queries import get_ticket

router = Router(tags=["costs"])


class CostIn(Schema):
    """For what, how much in the currency of the installation, out of which budget."""

    what: str = Field(max_length=200)
    amount: Decimal = Field(gt=0, max_digits=12, decimal_places=2)
    budget: str = Field("", max_length=120)
    spent_on: date | None = None


class CostOut(Schema):
    """Money that was spent on a ticket."""

    id: int
    what: str
    amount: Decimal
    currency: str
    budget: str
    service: str | None
    spent_on: date
    written_by: str
    written_at: datetime


@router.get("/tickets/{number}/costs", response=list[CostOut])
def list_costs(request: ApiRequest, number: str) -> list[CostOut]:
    """Return what was spent on a ticket, newest first."""
    by = require(request, "desk.see")
    ticket = get_ticket(number, seen_by=by)
    return [_out(line) for line in queries.list_costs(ticket, seen_by=by)]


@router.post("/tickets/{number}/costs", response={201: CostOut})
def post_cost(request: ApiRequest, number: str, given: CostIn) -> Status[CostOut]:
    """Write down that money was spent."""
    by = require(request, "desk.work")
    ticket = get_ticket(number, seen_by=by)
    line = actions.book_cost(ticket, by=by, at=timezone.now(), **given.dict())
    return Status(201, _out(line))


@router.delete("/costs/{key}", response={204: None})
def delete_cost(request: ApiRequest, key: str) -> Status[None]:
    """Take a line out; what it said stays in the trail."""
    by = require(request, "desk.work")
    actions.remove_cost(queries.get_cost(read_key(key), seen_by=by), by=by, at=timezone.now())
    return Status(204, None)


def _out(line: CostLine) -> CostOut:
    service = line.ticket.service
    return CostOut(
        id=line.pk,
        what=line.what,
        amount=line.amount,
        currency=line.currency,
        budget=line.budget,
        service=service.name if service else None,
        spent_on=line.spent_on,
        written_by=str(line.written_by),
        written_at=line.written_at,
    )
