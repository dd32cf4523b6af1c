"""What was asked, priced and delivered, as the page needs it: plain values, handed in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from groundswell.analysis.results import Span

#: fields that not every reader gets, so that they are none of the numbers that all share
_OF_PEOPLE = frozenset({"approver", "approves"})


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
    #: number of the record, empty where the page is not made from records
    number: str = ""
    #: how many tickets it has brought
    tickets: int = 0


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """An ask that was refused or put off, and what waiting has cost since."""

    title: str
    amount: float
    on: date
    put_off: bool
    #: None where it is not known
    lost: float | None
    #: who said so and why, in their words; empty where not on record
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """A promise that was not kept: what it was to save in a year, and what it saved."""

    title: str
    forecast: float | None
    delivered: float | None
    #: the day on which it was known, None where only that it came back is on record
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """Something finished: what it was to save in a year, and what it saves."""

    title: str
    forecast: float
    delivered: float
    on: date


@dataclass(frozen=True, slots=True)
class Coming:
    """What somebody has taken on: the next act, its date, and by what one will see it."""

    title: str
    next_step: str
    due_on: date | None
    #: the number that will show it, empty where none was named
    measure: str = ""
    #: when its trial is stopped, empty where none runs
    stop_rule: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """How many people take part, and the hours a week that they give together."""

    people: int
    hours: float


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the records hold of decisions; empty where nobody has asked for anything."""

    case: PricedCase | None = None
    #: the oldest first
    turned_down: tuple[TurnedDown, ...] = ()
    #: the latest
    missed: Missed | None = None
    #: finished fixes and improvements by result: kept, partly, missed
    results: Mapping[str, int] = field(default_factory=dict)
    #: the latest that kept its promise, wholly or in part
    delivered: Delivered | None = None
    #: what is under way, the nearest date first
    coming: tuple[Coming, ...] = ()
    carried: Carried | None = None
    #: who may approve what the option of the case costs, and up to how much
    approver: str = ""
    approves: float | None = None
    #: level of each practice the last time that it was judged
    levels_before: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain values, but for what is known of people: a limit is no figure of ours."""
        return {name: value for name, value in asdict(self).items() if name not in _OF_PEOPLE}

    @property
    def finished(self) -> int:
        """Return how many fixes can be judged."""
        return sum(self.results.values())
