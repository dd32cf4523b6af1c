"""What it costs to wait: over the horizon, since a refusal, and for each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.analysis.results import Span
from groundswell.analysis.worth.quantity import Quantity, unknown
from groundswell.analysis.worth.rules import rules
from groundswell.analysis.worth.terms import Terms
from groundswell.kernel.errors import BadInput


def cost_of_waiting(cost: Quantity, terms: Terms) -> Quantity:
    """Return what doing nothing costs over the horizon, in money of today."""
    name, unit = "cost of doing nothing", "money"
    formula = (
        "sum over the years of cost of the trouble × (1 + growth) to the power of (year − 1) "
        "÷ (1 + discount) to the power of the year"
    )
    if cost.value is None:
        return unknown(name, unit, formula, str(cost.not_known))
    growth, discount = 1 + terms.growth.value, 1 + terms.discount.value
    years = range(1, terms.years + 1)
    value = sum(cost.value * growth ** (year - 1) / discount**year for year in years)
    used = (cost, terms.horizon, terms.growth, terms.discount)
    return Quantity(name, value, unit, formula, used)


@dataclass(frozen=True, slots=True)
class Counting:
    """Incidents since a refusal: what each cost, by day, and until when they are counted."""

    costs: Sequence[tuple[date, float]]
    until: date


def cost_since(
    cost: Quantity, *, refused_on: date, as_of: date, counting: Counting | None = None
) -> Quantity:
    """Return what has been lost since a refusal.

    Until the day to which incidents are counted it is what they really cost; from then on, what
    is to be expected. It counts on until somebody decides otherwise.

    Args:
        cost: what the trouble costs in a year.
        refused_on: the day of the refusal.
        as_of: the day of the question, not before it.
        counting: the incidents that came since; None where none are counted yet.
    """
    name, unit = "lost since the refusal", "money"
    formula = "cost of the incidents since + cost of the trouble × days not yet counted ÷ 365"
    if as_of < refused_on:
        raise BadInput(
            f"The refusal of {refused_on:%Y-%m-%d} lies after {as_of:%Y-%m-%d}; "
            "ask for a day on or after it."
        )
    seen = counting or Counting((), refused_on)
    until = min(max(seen.until, refused_on), as_of)
    real = sum(money for day, money in seen.costs if refused_on < day <= until)
    days = (as_of - until).days
    if days and cost.value is None:
        return unknown(name, unit, formula, str(cost.not_known))
    value = real + (cost.value or 0.0) * days / 365
    counted = sum(refused_on < day <= until for day, _ in seen.costs)
    remark = f"{counted} incidents counted, {days} of {(as_of - refused_on).days} days expected"
    return Quantity(name, value, unit, formula, (cost,), remark=remark)


def cost_of_delay(benefit: Quantity) -> Quantity:
    """Return the benefit that is lost with each month in which the option is not there."""
    return _per_period(benefit, "cost of delay", "money a month", 12)


def cost_of_delay_week(benefit: Quantity) -> Quantity:
    """Return the benefit that is lost with each week."""
    return _per_period(benefit, "cost of delay", "money a week", 52)


def delay_by_duration(benefit: Quantity, *, weeks: float, range_: Span) -> Quantity:
    """Return the cost of delay for each week of work, by which waiting options are ranked.

    Where the range of the yearly cost is too wide for money to rank anything, it is not known, and
    people judge (see `judged_order`).

    Args:
        benefit: in a full year.
        weeks: how long the work takes.
        range_: of the yearly cost.

    Source:
        D. Reinertsen, "The Principles of Product Development Flow" (2009).
    """
    name, unit = "cost of delay by duration", "money a week, for each week of work"
    formula = "benefit ÷ 52 ÷ weeks of work"
    if weeks <= 0:
        raise BadInput(f"The work takes {weeks:g} weeks; write a time of more than 0.")
    if benefit.value is None:
        return unknown(name, unit, formula, str(benefit.not_known))
    factor = rules()["delay"]["narrow"]
    if not range_.low > 0 or range_.high / range_.low >= factor:
        reason = f"The range is wider than a factor of {factor}, so judgement ranks, not money."
        return unknown(name, unit, formula, reason)
    return Quantity(name, benefit.value / 52 / weeks, unit, formula, (benefit,))


def judged_order(*, value: int, urgency: int, risk: int, size: int) -> float:
    """Return (value + urgency + risk) / size of relative judgements: the higher, the sooner.

    Source:
        Weighted shortest job first, D. Leffingwell, "Scaled Agile Framework".
    """
    allowed = rules()["delay"]["judgements"]
    judged: Mapping[str, int] = {"value": value, "urgency": urgency, "risk": risk, "size": size}
    for name, given in judged.items():
        if given not in allowed:
            steps = ", ".join(str(step) for step in allowed)
            raise BadInput(f"The {name} is judged {given}; use one of {steps}.")
    return (value + urgency + risk) / size


def _per_period(benefit: Quantity, name: str, unit: str, periods: int) -> Quantity:
    formula = f"benefit in a full year ÷ {periods}"
    if benefit.value is None:
        return unknown(name, unit, formula, str(benefit.not_known))
    return Quantity(name, benefit.value / periods, unit, formula, (benefit,))
