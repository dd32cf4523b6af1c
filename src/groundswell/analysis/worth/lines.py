"""Three lines instead of one sum: cash, capacity and risk; and the preventable share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundswell.analysis.worth.appraisal import removed
from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.pain import Pain
from groundswell.analysis.worth.prices import YearParts, cost_per_year, parts_of_year
from groundswell.analysis.worth.quantity import Quantity, unknown
from groundswell.analysis.worth.rules import rules
from groundswell.analysis.worth.terms import Terms


@dataclass(frozen=True, slots=True)
class BenefitLines:
    """The benefit of a full year by the kind of money, which different people believe."""

    #: invoices, penalties and revenue: money in hand
    cash: Quantity
    #: hours of people set free, as money and as hours
    capacity: Quantity
    hours: Quantity
    #: chance of a major outage times its loss
    risk: Quantity
    #: cash and capacity with their weights, without risk
    headline: Quantity


def split_benefit(option: Option, pain: Pain, terms: Terms) -> BenefitLines:
    """Return the benefit of a full year in its three lines."""
    cost, weights = cost_per_year(pain), rules()["weights"]
    reason = cost.not_known
    parts = YearParts(0, 0, 0, 0) if reason else parts_of_year(pain)
    freed = parts.times(removed(option, terms))
    summed = weights["cash"] * freed.cash + weights["capacity"] * freed.capacity
    formula = "part of the yearly cost that the option removes"
    weighed = f"cash × {weights['cash']:g} + capacity × {weights['capacity']:g}; risk stands apart"
    used = (cost, option.success, option.effectiveness, terms.hit_rate)

    def line(name: str, value: float, unit: str = "money a year", how: str = formula) -> Quantity:
        if reason:
            return unknown(name, unit, how, reason)
        return Quantity(name, value, unit, how, used)

    return BenefitLines(
        cash=line("cash", freed.cash),
        capacity=line("capacity", freed.capacity),
        hours=line("hours released", freed.hours, "h a year"),
        risk=line("risk avoided", freed.risk),
        headline=line("headline", summed, how=weighed),
    )


def preventable(
    incidents: Sequence[tuple[str, float]], processes: Mapping[str, str]
) -> dict[str, float]:
    """Return what each process could have prevented: the cost of the incidents of its causes.

    Args:
        incidents: cause class and cost of each.
        processes: process by cause class; causes that no process prevents are left out.
    """
    found: dict[str, float] = {}
    for cause, cost in incidents:
        process = processes.get(cause)
        if process is not None:
            found[process] = found.get(process, 0.0) + cost
    return found


def tickets_prevented(*, before: float, after: float, users: int) -> float:
    """Return tickets that no longer come in a month, from tickets per user and month."""
    return (before - after) * users


def shift_left(volume: float, *, cost_from: float, cost_to: float) -> float:
    """Return what is saved when tickets are solved closer to the caller."""
    return volume * (cost_from - cost_to)
