"""The rate card: what an hour costs and what is assumed, each input with its range and source.

Which value holds for a ticket: that of its service, else that of its department, else that of
everyone, else the default.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from groundswell.analysis.results import Assumption
from groundswell.kernel.errors import BadInput

DEFAULT_SOURCE = "default, not confirmed"
RANKS = ("unknown", "1", "2", "3", "4", "5")

#: Only help to work out an hour from a yearly pay; they enter no cost by themselves.
AIDS = frozenset({"on_cost", "productive_hours"})

#: What a service brings in an hour; known for a service or not at all, so it has no default.
OUTPUT = "output_per_hour"


@dataclass(frozen=True, slots=True)
class Input:
    """One input: the likely value and the ends of what is believed."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str = DEFAULT_SOURCE
    #: the day on which it was said, where that is known
    on: date | None = None
    #: for whom it holds, such as "service Payroll"; empty for everyone
    scope: str = ""
    #: in plain words, for whoever has to give it
    meaning: str = ""

    @property
    def is_default(self) -> bool:
        """Tell whether nobody has confirmed it."""
        return self.source == DEFAULT_SOURCE

    @property
    def origin(self) -> str:
        """Return its source with the day, as it stands in a formula."""
        return f"{self.source}, {self.on}" if self.on else self.source


@dataclass(frozen=True, slots=True)
class Output:
    """What a service brings in an hour while it works.

    Either the pay of the people hit or their output counts, never both: it would be the same hour
    of the same people twice.
    """

    service: str
    per_hour: Input
    #: people who use the service, None where nobody knows
    users: int | None = None
    #: whether it counts instead of the pay of the people
    counts: bool = False

    @property
    def per_person(self) -> Input | None:
        """Return an hour of one of its users, None where the pay counts or must stand in for it."""
        if not self.counts or not self.users:
            return None
        each, share = self.per_hour, 1 / self.users
        return replace(
            each,
            name="output of one person",
            value=each.value * share,
            low=each.low * share,
            high=each.high * share,
        )


@dataclass(frozen=True, slots=True)
class Simulation:
    """How the ranges are computed."""

    runs: int
    bootstrap_from: int
    minimum_days: int


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the long tail begins and what the summary looks back on."""

    top: int
    shown: int
    days: int


@dataclass(frozen=True, slots=True)
class RateCard:
    """Every input by its key; inputs by priority have keys like `user_minutes.1`."""

    currency: str
    inputs: Mapping[str, Input]
    simulation: Simulation
    tail: Tail
    #: what differs for a service or a department, by its name
    by_service: Mapping[str, Mapping[str, Input]] = field(default_factory=dict)
    by_department: Mapping[str, Mapping[str, Input]] = field(default_factory=dict)
    #: what services bring in an hour, by name of the service
    outputs: Mapping[str, Output] = field(default_factory=dict)
    #: that of the service to which `of` narrowed this card
    output: Output | None = None

    def __getitem__(self, key: str) -> Input:
        return self.inputs[key]

    def of(self, *, service: str | None = None, department: str | None = None) -> "RateCard":
        """Return the card for the tickets of one service and one department.

        The most particular value wins: that of the service, of the department, of everyone.
        """
        nothing: Mapping[str, Input] = {}
        theirs = self.by_department.get(department or "", nothing)
        inputs = {**self.inputs, **theirs, **self.by_service.get(service or "", nothing)}
        return replace(
            self,
            inputs=inputs,
            by_service={},
            by_department={},
            outputs={},
            output=self.outputs.get(service or ""),
        )

    @property
    def person_hour(self) -> Input:
        """Return what a lost hour of a person counts: their output or their pay, never both."""
        each = self.output.per_person if self.output else None
        return each or self["user_rate"]

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return for whom the particular values of this card hold, such as "service Payroll"."""
        found = {entry.scope for entry in (*self.inputs.values(), self.person_hour)}
        return tuple(sorted(found - {""}))

    def assumptions(self) -> tuple[Assumption, ...]:
        """Return the inputs that enter a cost, as they are shown beside it; each once."""
        return tuple(dict.fromkeys(_shown(entry) for entry in self._entering()))

    def _entering(self) -> Iterator[Input]:
        for some in (self.inputs, *self.by_service.values(), *self.by_department.values()):
            yield from (entry for key, entry in some.items() if key not in AIDS)
        yield from (output.per_hour for output in self.outputs.values() if output.per_person)


def _shown(entry: Input) -> Assumption:
    return Assumption(
        name=entry.name,
        value=entry.value,
        unit=entry.unit,
        source=entry.source,
        low=entry.low,
        high=entry.high,
        on=entry.on.isoformat() if entry.on else None,
        scope=entry.scope or None,
    )


def loaded_rate(pay_per_year: float, on_cost: float, productive_hours: float) -> float:
    """Return what one productive hour costs: yearly pay with on-costs over productive hours."""
    return pay_per_year * (1 + on_cost) / productive_hours


def check_range(key: str, numbers: tuple[float, float, float], *, called: str) -> None:
    """Refuse a range that cannot be.

    Args:
        key: of the input.
        numbers: low, likely and high.
        called: how the message names the input.

    Raises:
        BadInput: a negative number, ends on the wrong side of the value, more than all of the
            work lost, or a year without an hour of work.
    """
    low, value, high = numbers
    if not low >= 0:
        raise BadInput(f"{called} is {low:g}; write a number that is not negative.")
    if not low <= value <= high:
        raise BadInput(
            f"{called} lies outside its own range: low {low:g}, value {value:g}, "
            f"high {high:g}. Put low below value and high above it."
        )
    if key.startswith("loss_factor") and high > 1:
        raise BadInput(
            f"{called} goes up to {high:g}; nobody loses more than all their work, "
            "so write a share from 0 to 1."
        )
    if key == "productive_hours" and low <= 0:
        raise BadInput(f"{called} begins at 0; write how many hours a year somebody works.")
