"""How little would still be enough: the effectiveness and the frequency at which it breaks even."""

from groundswell.analysis.worth.options import Option
from groundswell.analysis.worth.quantity import Quantity, unknown, why_not
from groundswell.analysis.worth.terms import Terms


def break_even_effectiveness(
    option: Option, spread: Quantity, cost: Quantity, terms: Terms
) -> Quantity:
    """Return the share of incidents that the option has to remove to be worth its cost.

    Args:
        option: what could be done.
        spread: its cost a year over its life.
        cost: what the trouble costs in a year.
        terms: for the hit rate.
    """
    name, unit = "break-even effectiveness", "share"
    formula = "cost a year over its life ÷ (chance that it works × delivered × cost of the trouble)"
    reason = why_not(spread, cost)
    if reason:
        return unknown(name, unit, formula, reason)
    if option.is_nothing:
        return Quantity(name, 0.0, unit, formula, (spread,))
    at_all = option.success.value * terms.hit_rate.value * option.proof * cost.known
    if not at_all:
        return unknown(name, unit, formula, f"“{option.name}” has no chance to work.")
    value = spread.known / at_all
    remark = "More than all incidents: it cannot be worth its cost." if value > 1 else None
    used = (spread, option.success, terms.hit_rate, cost)
    return Quantity(name, value, unit, formula, used, remark=remark)


def break_even_frequency(option: Option, spread: Quantity, one: Quantity, terms: Terms) -> Quantity:
    """Return how often a year the trouble has to happen for the option to be worth its cost.

    Args:
        option: what could be done.
        spread: its cost a year over its life.
        one: what one incident costs.
        terms: for the hit rate.
    """
    name, unit = "break-even frequency", "a year"
    formula = (
        "cost a year over its life ÷ (chance that it works × share of incidents removed × "
        "delivered × cost of one incident)"
    )
    reason = why_not(spread, one)
    if reason:
        return unknown(name, unit, formula, reason)
    if option.is_nothing:
        return Quantity(name, 0.0, unit, formula, (spread,))
    works = option.success.value * option.effectiveness.value
    saved = works * terms.hit_rate.value * option.proof * one.known
    if not saved:
        return unknown(name, unit, formula, f"“{option.name}” saves nothing on one incident.")
    used = (spread, option.success, option.effectiveness, terms.hit_rate, one)
    return Quantity(name, spread.known / saved, unit, formula, used)
