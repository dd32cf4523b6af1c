"""Appraises one option with the likely value of every input; each figure says how it is reached."""

from dataclasses import dataclass

from groundswell.analysis.worth.breakeven import break_even_effectiveness, break_even_frequency
from groundswell.analysis.worth.flows import Stream, annual_cost, in_year, net_flows
from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.pain import Pain
from groundswell.analysis.worth.prices import cost_per_incident, cost_per_year
from groundswell.analysis.worth.quantity import Quantity, unknown
from groundswell.analysis.worth.returns import (
    internal_rate_of_return,
    net_present_value,
    payback,
    return_on_investment,
)
from groundswell.analysis.worth.terms import Hurdle, Terms


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What one option is worth. A figure that cannot be known says why."""

    option: Option
    cost_once: Quantity
    cost_running: Quantity
    #: expected benefit in a full year and in the first one
    benefit: Quantity
    first_year: Quantity
    #: net flows of the beginning and of each year; empty where the benefit is not known
    flows: tuple[float, ...]
    net_present_value: Quantity
    return_on_investment: Quantity
    #: months
    payback: Quantity
    internal_rate: Quantity
    annual_cost: Quantity
    in_year_ratio: Quantity
    break_even_effectiveness: Quantity
    break_even_frequency: Quantity
    #: whether the in-year ratio reaches the hurdle; None without hurdle or ratio
    passes: bool | None

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return every figure in the order of a table."""
        found = (getattr(self, name) for name in self.__dataclass_fields__)
        return tuple(entry for entry in found if isinstance(entry, Quantity))


def appraise(option: Option, pain: Pain, terms: Terms) -> Appraisal:
    """Return the worth of an option against one problem."""
    return appraise_cost(option, cost_per_year(pain), terms, one=cost_per_incident(pain))


def appraise_cost(option: Option, cost: Quantity, terms: Terms, *, one: Quantity) -> Appraisal:
    """Return the worth of an option against a yearly cost, however that was reached.

    Args:
        option: what could be done.
        cost: what the trouble costs in a year.
        terms: horizon, discount, growth, hit rate and hurdle.
        one: what one incident costs, for the break-even frequency.
    """
    once, running = _once(option), _running(option)
    benefit = expected_benefit(option, cost, terms)
    flows = _flows(option, benefit, terms)
    spread = _annual_cost(option, terms, once, running)
    ratio = _in_year_ratio(option, benefit, terms.hurdle)
    return Appraisal(
        option=option,
        cost_once=once,
        cost_running=running,
        benefit=benefit,
        first_year=_first_year(option, benefit, flows),
        flows=flows,
        net_present_value=net_present_value(flows, benefit, terms),
        return_on_investment=return_on_investment(flows, benefit, once),
        payback=payback(option, benefit),
        internal_rate=internal_rate_of_return(flows, benefit),
        annual_cost=spread,
        in_year_ratio=ratio,
        break_even_effectiveness=break_even_effectiveness(option, spread, cost, terms),
        break_even_frequency=break_even_frequency(option, spread, one, terms),
        passes=_passes(ratio, terms.hurdle),
    )


def expected_benefit(option: Option, cost: Quantity, terms: Terms) -> Quantity:
    """Return the benefit that a full year is expected to bring."""
    name, unit = "benefit in a full year", "money a year"
    formula = "chance that it works × share of incidents removed × delivered of what was forecast"
    formula += f" × {cost.name}"
    if option.proof < 1:
        formula += f" × {option.proof:g}, because it is not proven for this problem"
    if cost.value is None:
        return unknown(name, unit, formula, str(cost.not_known))
    value = cost.value * removed(option, terms)
    used = (option.success, option.effectiveness, terms.hit_rate, cost)
    return Quantity(name, value, unit, formula, used)


def removed(option: Option, terms: Terms) -> float:
    """Return the part of the yearly cost that the option is expected to remove."""
    works = option.success.value * option.effectiveness.value
    return works * terms.hit_rate.value * option.proof


def stream_of(option: Option, benefit: float) -> Stream:
    """Return the money of an option with the likely value of every input."""
    lead, life = option.lead_months.value, option.life_years.value
    return Stream(option.once, option.running, benefit, lead, life)


def _once(option: Option) -> Quantity:
    used = (option.cash, option.hours, option.hour_rate, option.share)
    formula = "(one-off money + own hours × their rate) × share used for this problem"
    return Quantity("cost once", option.once, "money", formula, used)


def _running(option: Option) -> Quantity:
    used = (option.running_cash, option.running_hours, option.hour_rate, option.share)
    formula = "(running money + own hours a year × their rate) × share used for this problem"
    return Quantity("cost a year", option.running, "money a year", formula, used)


def _flows(option: Option, benefit: Quantity, terms: Terms) -> tuple[float, ...]:
    if benefit.value is None:
        return ()
    stream = stream_of(option, benefit.value)
    flows = net_flows(stream, years=terms.years, growth=terms.growth.value)
    return tuple(float(flow) + 0.0 for flow in flows)  # + 0.0: no minus before a zero


def _first_year(option: Option, benefit: Quantity, flows: tuple[float, ...]) -> Quantity:
    name, unit = "net flow of the first year", "money"
    formula = "benefit × (12 − months until it works) ÷ 12 − cost a year"
    if not flows:
        return unknown(name, unit, formula, str(benefit.not_known))
    used = (benefit, option.lead_months, _running(option))
    return Quantity(name, flows[1], unit, formula, used)


def _annual_cost(option: Option, terms: Terms, once: Quantity, running: Quantity) -> Quantity:
    life, rate = option.life_years.value, terms.discount.value
    value = annual_cost(option.once, option.running, rate=rate, life_years=life)
    return Quantity(
        "cost a year over its life",
        value,
        "money a year",
        "cost once × discount ÷ (1 − (1 + discount) to the power of −life) + cost a year",
        (once, running, terms.discount, option.life_years),
    )


def _in_year_ratio(option: Option, benefit: Quantity, hurdle: Hurdle | None) -> Quantity:
    name, unit = "value within the year", "times its cost"
    formula = "benefit within the year ÷ (cost once + running cost within the year)"
    if benefit.value is None:
        return unknown(name, unit, formula, str(benefit.not_known))
    months = hurdle.months_left.value if hurdle else 12.0
    gained, spent = in_year(stream_of(option, benefit.value), months=months)
    if not spent:
        return unknown(name, unit, formula, "It costs nothing in the year, so there is no ratio.")
    remark = f"{hurdle.ratio.value:g} is asked for by {hurdle.set_by}" if hurdle else None
    asked = (hurdle.ratio, hurdle.months_left) if hurdle else ()
    used = (benefit, _once(option), _running(option), option.lead_months, *asked)
    return Quantity(name, float(gained / spent), unit, formula, used, remark=remark)


def _passes(ratio: Quantity, hurdle: Hurdle | None) -> bool | None:
    if hurdle is None or ratio.value is None:
        return None
    return ratio.value >= hurdle.ratio.value
