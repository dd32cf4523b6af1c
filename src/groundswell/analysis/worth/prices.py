"""Prices one incident and one year of a problem with the likely value of every input."""

from dataclasses import dataclass

from groundswell.analysis.worth.pain import Pain
from groundswell.analysis.worth.quantity import Quantity, unknown


@dataclass(frozen=True, slots=True)
class YearParts:
    """What a year of a problem costs, by the kind of money; `hours` are behind `capacity`."""

    cash: float
    capacity: float
    risk: float
    hours: float

    @property
    def total(self) -> float:
        """Return the sum of cash, capacity and risk."""
        return self.cash + self.capacity + self.risk

    def times(self, factor: float) -> "YearParts":
        """Return a part of it."""
        parts = (self.cash, self.capacity, self.risk, self.hours)
        return YearParts(*(part * factor for part in parts))


def cost_per_incident(pain: Pain) -> Quantity:
    """Return what one incident costs."""
    name, formula = (
        "cost of one incident",
        (
            "users × minutes ÷ 60 × share of work lost × user rate + desk minutes ÷ 60 × desk rate "
            "+ minutes to report ÷ 60 × user rate + invoices + lost revenue"
        ),
    )
    if pain.not_known:
        return unknown(name, "money", formula, pain.not_known)
    parts = tuple(entry for entry in pain.inputs() if entry.key not in _NOT_OF_ONE)
    return Quantity(name, _cash_of_one(pain) + _time_of_one(pain)[0], "money", formula, parts)


def cost_per_year(pain: Pain) -> Quantity:
    """Return what the problem costs in a year."""
    name, formula = (
        "cost of the trouble",
        ("times a year × cost of one incident + workaround + chance of a major outage × its loss"),
    )
    if pain.not_known:
        return unknown(name, "money a year", formula, pain.not_known)
    used = (pain.per_year, cost_per_incident(pain))
    extra = tuple(entry for entry in pain.inputs() if entry.key in _OF_A_YEAR)
    return Quantity(name, parts_of_year(pain).total, "money a year", formula, used + extra)


def parts_of_year(pain: Pain) -> YearParts:
    """Return what a year costs in cash, in hours of people, and as a risk.

    Raises:
        NotKnown: the cost is not known.
    """
    cost_per_incident(pain).known  # noqa: B018 (refuses with the reason)
    often, (time, hours) = pain.per_year.value, _time_of_one(pain)
    around = pain.workaround.hours if pain.workaround else 0.0
    rate = pain.user_rate.value if pain.user_rate else 0.0
    risk = pain.outage.probability.value * pain.outage.loss.value if pain.outage else 0.0
    return YearParts(
        cash=often * _cash_of_one(pain),
        capacity=often * time + around * rate,
        risk=risk,
        hours=often * hours + around,
    )


_OF_A_YEAR = {
    "workaround_uses", "workaround_minutes", "working_days", "outage_probability", "outage_loss"
}  # fmt: skip
_NOT_OF_ONE = _OF_A_YEAR | {"per_year"}


def _cash_of_one(pain: Pain) -> float:
    external = pain.external.value if pain.external else 0.0
    return external + sum(part.loss.value for part in pain.revenue)


def _time_of_one(pain: Pain) -> tuple[float, float]:
    """Return the money and the hours of people that one incident takes."""
    users = sum(hit.hours for hit in pain.hits)
    users += pain.contact_minutes.value / 60 if pain.contact_minutes else 0.0
    desk = pain.agent_minutes.value / 60 if pain.agent_minutes else 0.0
    user_rate = pain.user_rate.value if pain.user_rate else 0.0
    agent_rate = pain.agent_rate.value if pain.agent_rate else 0.0
    return users * user_rate + desk * agent_rate, users + desk
