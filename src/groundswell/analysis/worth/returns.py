"""Net present value, return, payback and internal rate of one option, as figures with a reason."""

import numpy as np

from groundswell.analysis.worth.flows import (
    Stream,
    internal_rate,
    payback_months,
    present_value,
)
from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.quantity import Quantity, unknown
from groundswell.analysis.worth.terms import Terms

Flows = tuple[float, ...]


def net_present_value(flows: Flows, benefit: Quantity, terms: Terms) -> Quantity:
    """Return what the option is worth today."""
    name, unit = "net present value", "money"
    formula = "sum of the net flows, each divided by (1 + discount) to the power of its year"
    if not flows:
        return unknown(name, unit, formula, str(benefit.not_known))
    value = float(present_value(np.array(flows), terms.discount.value))
    used = (benefit, terms.horizon, terms.discount, terms.growth)
    return Quantity(name, value, unit, formula, used)


def return_on_investment(flows: Flows, benefit: Quantity, once: Quantity) -> Quantity:
    """Return what is gained over the horizon for each unit spent once, not discounted."""
    name, unit = "return on investment", "share"
    formula = "(sum of the net flows after the beginning − cost once) ÷ cost once"
    if not flows:
        return unknown(name, unit, formula, str(benefit.not_known))
    if not once.value:
        return unknown(name, unit, formula, "Nothing is spent once, so there is no return on it.")
    return Quantity(name, sum(flows) / once.value, unit, formula, (benefit, once))


def payback(option: Option, benefit: Quantity) -> Quantity:
    """Return the months until what was spent has come back."""
    name, unit = "payback", "months"
    formula = "months until it works + cost once ÷ ((benefit − cost a year) ÷ 12)"
    if benefit.value is None:
        return unknown(name, unit, formula, str(benefit.not_known))
    if option.is_nothing:
        return unknown(name, unit, formula, "Nothing is spent, so nothing has to come back.")
    lead, life = option.lead_months.value, option.life_years.value
    months = float(payback_months(Stream(option.once, option.running, benefit.value, lead, life)))
    if np.isinf(months):
        reason = f"It does not pay back within its life of {life:g} years."
        return unknown(name, unit, formula, reason)
    return Quantity(name, months, unit, formula, (benefit, option.lead_months, option.life_years))


def internal_rate_of_return(flows: Flows, benefit: Quantity) -> Quantity:
    """Return the discount rate at which the option would be worth nothing."""
    name, unit = "internal rate of return", "a year"
    formula = "the discount at which the net present value is zero"
    if not flows:
        return unknown(name, unit, formula, str(benefit.not_known))
    rate = internal_rate(np.array(flows))
    if rate == "none":
        reason = "None: no rate makes what is spent and what comes back equal."
        return unknown(name, unit, formula, reason)
    if rate == "several":
        reason = "Several: the flows change their sign more than once, so one rate means nothing."
        return unknown(name, unit, formula, reason)
    return Quantity(name, float(rate), unit, formula, (benefit,))
