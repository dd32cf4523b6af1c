"""Questions about money that was spent on tickets."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often
from groundswell.servicedesk.costs.models import CostLine
from groundswell.servicedesk.models import Ticket

#: budgets that are offered while one is written
OFFERED = 30


@dataclass(frozen=True, slots=True)
class Booked:
    """A sum in one currency: what was written down, no estimate."""

    amount: Decimal
    currency: str


def list_costs(ticket: Ticket, *, seen_by: User) -> QuerySet[CostLine]:
    """Return what was spent on a ticket, newest first."""
    lines = CostLine.objects.visible_to(seen_by).filter(ticket=ticket)
    return lines.select_related("written_by").order_by("-spent_on", "-id")


def sum_up(lines: Iterable[CostLine]) -> list[Booked]:
    """Return the sums of lines, one for each currency; none where nothing is written down."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line.currency] = sums.get(line.currency, Decimal()) + line.amount
    return [Booked(amount, currency) for currency, amount in sorted(sums.items())]


def sum_of_tickets(tickets: QuerySet[Ticket], *, seen_by: User) -> list[Booked]:
    """Return what was spent on many tickets, one sum for each currency; one query."""
    lines = CostLine.objects.visible_to(seen_by).filter(ticket__in=tickets)
    sums = lines.order_by("currency").values_list("currency").annotate(total=Sum("amount"))
    return [Booked(total, currency) for currency, total in sums]


def list_budgets() -> list[str]:
    """Return the budgets that were written down so far, by name."""
    return _BUDGETS.ask()


_BUDGETS = Often(
    lambda: (
        CostLine.objects.exclude(budget="")
        .order_by("budget")
        .values_list("budget", flat=True)
        .distinct()[:OFFERED]
    )
)


def get_cost(pk: int, *, seen_by: User) -> CostLine:
    """Return a line on a ticket that this person may see.

    Raises:
        Http404: there is none.
    """
    lines = CostLine.objects.visible_to(seen_by)
    return get_object_or_404(lines.select_related("ticket", "written_by"), pk=pk)
