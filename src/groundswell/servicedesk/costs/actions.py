"""Writing down what was spent on a ticket, and taking a line out."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk.costs.models import MOST, CostLine
from groundswell.servicedesk.models import Ticket

_CENT = Decimal("0.01")


@needs("desk.work")
def book_cost(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    what: str,
    amount: Decimal,
    budget: str = "",
    spent_on: date | None = None,
) -> CostLine:
    """Write down that money was spent on a ticket, in the currency of the installation.

    Args:
        ticket: on which.
        by: who writes it down.
        at: when.
        what: for what.
        amount: how much.
        budget: out of which, as the house calls it; empty: not said.
        spent_on: on which day; None: today.

    Raises:
        Refusal: nothing says what for, or the day is still to come.
        BadInput: it is less than a cent, or more than goes on one line.
    """
    if not what.strip():
        raise Refusal("Say what the money was spent on.")
    if not _CENT <= amount <= MOST:
        raise BadInput(f"{amount} cannot be; write from 0.01 to {MOST:,}.")
    day = spent_on or at.date()
    if day > at.date():
        raise Refusal(f"{day} is still to come; write down what was spent, once it was.")
    with transaction.atomic():
        line = CostLine.objects.create(
            ticket=ticket,
            what=what.strip()[:200],
            amount=amount.quantize(_CENT),
            currency=settings.CURRENCY,
            budget=budget.strip()[:120],
            spent_on=day,
            written_by=by,
            written_at=at,
        )
        trail.note(ticket.number, "cost.booked", by=by, at=at, changes={"cost": ["", str(line)]})
    return line


@needs("desk.work")
def remove_cost(line: CostLine, *, by: User, at: datetime) -> None:
    """Take a line out; what it said stays in the trail.

    Raises:
        NotAllowed: somebody else wrote it down, and one does not keep the desk.
        Refusal: it was taken out already.
    """
    if line.written_by_id != by.pk and not may(by, "desk.keep"):
        raise NotAllowed(f"{line.written_by} wrote this down; they or the desk's keeper take it "
                         "out.")  # fmt: skip
    with transaction.atomic():
        fresh = CostLine.objects.select_for_update().filter(pk=line.pk).first()
        if fresh is None:
            raise Refusal("This line was taken out already.")
        told = {"cost": [str(fresh), ""]}
        trail.note(line.ticket.number, "cost.unbooked", by=by, at=at, changes=told)
        fresh.delete()
