"""Inputs of a case: each with its range, where it is from, and bounds that it has to keep."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from groundswell.analysis.cost import load_rates, rates
from groundswell.analysis.worth.rules import InputRule, input_rules
from groundswell.kernel.errors import BadInput

SourceKind = Literal["measured", "counted", "estimated", "default", "given"]

#: what is closer to zero is a slip, and would divide other numbers out of all bounds
_TINY = 1e-9

_WORDS: dict[SourceKind, str] = {
    "measured": "measured",
    "counted": "counted",
    "estimated": "estimated by {by}",
    "default": "default, not confirmed",
    "given": "given by the manager {by}",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number is from. An estimate, and a number that a manager gave, bear a name.

    `note` takes the place of the words where the source has words of its own, as in a rate card.
    """

    kind: SourceKind = "default"
    by: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in _WORDS:
            raise BadInput(f'The source "{self.kind}" is not known; it can be {", ".join(_WORDS)}.')
        if self.kind in {"estimated", "given"} and not (self.by.strip() or self.note.strip()):
            raise BadInput(
                f"A number that is {self.kind} needs the name of the person; say who it was."
            )

    def __str__(self) -> str:
        return self.note or _WORDS[self.kind].format(by=self.by)


@dataclass(frozen=True, slots=True)
class Input:
    """One number of a case: the likely value and the ends of what is believed.

    Money is without its currency: a case has one currency, and whoever shows it adds it.
    """

    #: a key of the data file, which holds name, unit and bounds
    key: str
    value: float
    low: float
    high: float
    source: Source = Source()
    #: when it was said or measured
    on: date | None = None

    def __post_init__(self) -> None:
        rule = _rule(self.key)
        for number in (self.low, self.value, self.high):
            _check(rule, number)
        if not self.low <= self.value <= self.high:
            raise BadInput(
                f"The {rule.name} lies outside its own range: low {self.low:g}, likely "
                f"{self.value:g}, high {self.high:g}. Put low below likely and high above it."
            )

    @property
    def name(self) -> str:
        """Return how the input is called."""
        return _rule(self.key).name

    @property
    def unit(self) -> str:
        """Return its unit, where "money" stands for the currency of the case."""
        return _rule(self.key).unit

    @property
    def is_certain(self) -> bool:
        """Tell whether it has no range."""
        return self.low == self.high

    def __str__(self) -> str:
        range_ = "" if self.is_certain else f", {_number(self.low)} to {_number(self.high)}"
        when = f", {self.on:%Y-%m-%d}" if self.on else ""
        return f"{self.name} {_number(self.value)} {self.unit}{range_} ({self.source}{when})"


@dataclass(frozen=True, slots=True)
class Sample:
    """What real incidents showed of one input, in place of a belief about it."""

    key: str
    #: one value for each incident
    values: tuple[float, ...]
    #: what each value counts for: minutes count for the people who were hit; empty for all alike
    weights: tuple[float, ...] = ()
    source: Source = Source("measured")

    def __post_init__(self) -> None:
        rule = _rule(self.key)
        for number in (*self.values, *self.weights):
            _check(rule, number)
        if not self.values or (self.weights and len(self.weights) != len(self.values)):
            raise BadInput(
                f"The {rule.name} of real incidents needs one value for each incident, "
                f"and a weight for each or for none; there are {len(self.values)} values "
                f"and {len(self.weights)} weights."
            )

    @property
    def name(self) -> str:
        """Return how the input is called."""
        return _rule(self.key).name

    @property
    def unit(self) -> str:
        """Return its unit."""
        return _rule(self.key).unit

    @property
    def value(self) -> float:
        """Return the weighted mean."""
        weights = self.weights if any(self.weights) else (1.0,) * len(self.values)
        pairs = zip(self.values, weights, strict=True)
        return sum(value * weight for value, weight in pairs) / sum(weights)

    def __str__(self) -> str:
        many = f"{len(self.values)} incidents"
        return f"{self.name} {_number(self.value)} {self.unit} ({self.source} on {many})"


def give(
    key: str,
    value: float,
    *,
    low: float | None = None,
    high: float | None = None,
    source: Source | None = None,
    on: date | None = None,
) -> Input:
    """Return an input; without a range it is taken as certain.

    Raises:
        BadInput: it is no number, outside its bounds, or outside its own range.
    """
    return Input(
        key,
        value,
        value if low is None else low,
        value if high is None else high,
        source or Source(),
        on,
    )


def from_rate(key: str, entry: rates.Input, *, most: float = math.inf) -> Input:
    """Return an entry of the rate card as the input of that key, cut at `most`."""
    source = Source() if entry.is_default else Source("given", note=entry.source)
    low, value, high = (min(part, most) for part in (entry.low, entry.value, entry.high))
    return Input(key, value, low, high, source, entry.on)


def measure(
    values: Sequence[float], otherwise: Input, *, weights: Sequence[float] = ()
) -> Input | Sample:
    """Return what was measured where there is enough of it, else what is believed.

    How much is enough is in the rate card (`bootstrap_from`).
    """
    if len(values) < load_rates().simulation.bootstrap_from:
        return otherwise
    return Sample(otherwise.key, tuple(values), tuple(weights))


def _rule(key: str) -> InputRule:
    if key not in input_rules():
        raise BadInput(f'"{key}" is no input of a case; there are {", ".join(input_rules())}.')
    return input_rules()[key]


def _check(rule: InputRule, given: Any) -> None:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise BadInput(f'The {rule.name} is "{given}"; write a number.')
    said = f"The {rule.name} is {given:,g}"
    if 0 < abs(given) < _TINY:
        raise BadInput(f"{said}, which is as good as nothing; write 0 or a larger number.")
    hint = " Write it as a share: 0.8 for 80 %." if rule.most == 1 else ""
    if rule.least is not None and given < rule.least:
        raise BadInput(f"{said}; it cannot be below {rule.least:,g}. Write at least that.{hint}")
    if rule.above is not None and given <= rule.above:
        raise BadInput(f"{said}; it has to be more than {rule.above:,g}.{hint}")
    if given > rule.most:
        raise BadInput(
            f"{said}; more than {rule.most:,g} is taken for a slip. "
            f"The unit is {rule.unit}; check the number.{hint}"
        )
    if rule.whole and given != int(given):
        raise BadInput(f"{said}; write a whole number.")


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
