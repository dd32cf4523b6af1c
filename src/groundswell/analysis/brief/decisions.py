"""What was asked, priced and delivered, as the page needs it: plain values, handed in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from groundswell.analysis.results import Span


@dataclass(frozen=True, slots=True)
class PricedOption:
    """One option of the case on the page; money in the currency of the findings."""

    name: str
    once: float
    running: float
    saving: Span | None
    payback_months: float | None
    #: chance of a gain, 0 to 1
    chance: float | None
    #: benefit within the year by its cost
    ratio: float | None


@dataclass(frozen=True, slots=True)
class PricedCase:
    """The case of the highest expected value: doing nothing beside its options."""

    title: str
    #: key of the finding that it stands for, empty where it stands for none
    finding: str
    cost: Span | None
    options: tuple[PricedOption, ...]


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """An ask that was refused or put off, and what waiting has cost since."""

    title: str
    amount: float
    on: date
    put_off: bool
    #: None where it is not known
    lost: float | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A promise that was not kept: what it was to save in a year, and what it saved."""

    title: str
    forecast: float | None
    delivered: float | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the records hold of decisions; empty where nobody has asked for anything."""

    case: PricedCase | None = None
    #: the oldest first
    turned_down: tuple[TurnedDown, ...] = ()
    #: the latest
    missed: Missed | None = None
    #: finished fixes by result: kept, partly, missed
    results: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    @property
    def finished(self) -> int:
        """Return how many fixes can be judged."""
        return sum(self.results.values())
