"""A first step that is taken on, as an improvement with its why."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from groundswell.foundation.templatetags.amounts import likely, ranged, say_amount
from groundswell.improvement.actions import NewImprovement
from groundswell.improvement.states import ImprovementOrigin


def read_step(step: Mapping[str, Any]) -> NewImprovement:
    """Return a first step of the findings as an improvement: its why is what the records say.

    Args:
        step: as `list_steps` returns it.
    """
    about = step.get("about")
    detail: Mapping[str, Any] = about.detail if about else {}
    how_to = step.get("how_to") or [""]
    return NewImprovement(
        title=str(step["title"]),
        pain=str(step["reason"]),
        who=_who(step, detail),
        cost=_cost(detail.get("cost_per_year")),
        hypothesis=str(step.get("done") or ""),
        measure="Tickets of this trouble a month" if about else "",
        effort_hours=round(float(step.get("minutes") or 0) / 60, 2) or None,
        forecast=_yearly(step.get("effect") or {}),
        origin=ImprovementOrigin.STEP,
        step_key=str(step["id"]),
        next_step=str(how_to[0]),
    )


def _who(step: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    callers, records = detail.get("callers"), len(step.get("records") or ())
    if callers:
        return f"{callers} people who reported it"
    return f"whoever is behind {records} records" if records else "everybody who asks for help"


def _cost(price: Any) -> str:
    value = likely(price)
    if value is None:
        return "not priced: the records bear no cost for it"
    return f"{say_amount(value)} {price.get('currency', '')} a year ({ranged(price)}), estimated"


def _yearly(effect: Mapping[str, Any]) -> Decimal | None:
    """Return what it may be worth a year, where the effect is money."""
    currency, _, span = str(effect.get("unit", "")).partition("/")
    value = effect.get("likely")
    if value is None or span != "year" or not (currency.isupper() and len(currency) == 3):
        return None
    return Decimal(str(round(float(value), 2)))
