"""The rate card: what an hour costs and what is assumed, each input with its range and source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from groundswell.analysis.results import Assumption
from groundswell.kernel.errors import BadInput

FILE = Path(__file__).parent.parent / "data" / "rates.toml"
DEFAULT_SOURCE = "default, not confirmed"
RANKS = ("unknown", "1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Input:
    """One input: the likely value and the ends of what is believed."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str = DEFAULT_SOURCE

    @property
    def is_default(self) -> bool:
        """Tell whether nobody has confirmed it."""
        return self.source == DEFAULT_SOURCE


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

    def __getitem__(self, key: str) -> Input:
        return self.inputs[key]

    def assumptions(self) -> tuple[Assumption, ...]:
        """Return the inputs that enter a cost, as they are shown beside it."""
        aids = {"on_cost", "productive_hours"}
        return tuple(
            Assumption(entry.name, entry.value, entry.unit, entry.source, entry.low, entry.high)
            for key, entry in self.inputs.items()
            if key not in aids
        )


def loaded_rate(pay_per_year: float, on_cost: float, productive_hours: float) -> float:
    """Return what one productive hour costs: yearly pay with on-costs over productive hours."""
    return pay_per_year * (1 + on_cost) / productive_hours


def load_rates(path: Path | None = None) -> RateCard:
    """Return the shipped rate card, with the inputs of a file of the user's own put over it.

    Raises:
        BadInput: the file cannot be read, or it names an unknown input, a negative value, or a
            range that does not hold its value.
    """
    shipped = tomllib.loads(FILE.read_text(encoding="utf-8"))
    own = _read(path) if path is not None else {}
    where = path.name if path is not None else FILE.name
    currency = own.pop("currency", shipped["currency"])
    if not isinstance(currency, str) or not currency.strip():
        raise BadInput(f'The currency in {where} is {currency!r}; write a code such as "EUR".')
    inputs = _defaults(shipped["input"], currency)
    for key, given in _flat(own).items():
        if key not in inputs:
            raise BadInput(
                f'{where} names the input "{key}", which the rate card does not have; '
                f"it has {', '.join(inputs)}."
            )
        inputs[key] = _given(key, given, inputs, where)
    return RateCard(currency, inputs, Simulation(**shipped["simulation"]), Tail(**shipped["tail"]))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as reason:
        raise BadInput(
            f"The rate card {path} cannot be read: {reason.strerror}. Give the path of a TOML file."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BadInput(
            f"The rate card {path} is not TOML: {reason}. Write lines such as user_rate = 48."
        ) from None


def _defaults(described: Mapping[str, Any], currency: str) -> dict[str, Input]:
    inputs: dict[str, Input] = {}
    for key, entry in described.items():
        unit = entry["unit"].format(currency=currency)
        if "by_rank" not in entry:
            inputs[key] = Input(entry["name"], entry["value"], entry["low"], entry["high"], unit)
            continue
        for rank in RANKS:
            low, value, high = entry["by_rank"][rank]
            name = entry["name"].format(rank=rank)
            inputs[f"{key}.{rank}"] = Input(name, value, low, high, unit)
    return inputs


def _flat(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{"user_minutes": {"1": 180}}` as `{"user_minutes.1": 180}`."""
    flat: dict[str, Any] = {}
    for key, given in own.items():
        if key in {"user_minutes", "loss_factor"} and isinstance(given, Mapping):
            flat |= {f"{key}.{rank}": value for rank, value in given.items()}
        else:
            flat[key] = given
    return flat


def _given(key: str, given: Any, inputs: Mapping[str, Input], where: str) -> Input:
    parts = given if isinstance(given, Mapping) else {"value": given}
    unknown = set(parts) - {"value", "low", "high", "source", "pay_per_year"}
    if unknown:
        raise BadInput(
            f'"{key}" in {where} has "{min(unknown)}", which is not known; '
            "write value, low, high and source."
        )
    numbers = {name: _number(key, parts[name], where) for name in parts if name != "source"}
    if "pay_per_year" in numbers:
        numbers = _from_pay(numbers["pay_per_year"], inputs) | numbers
    if "value" not in numbers:
        raise BadInput(f'"{key}" in {where} has no value; write value = and a number.')
    value = numbers["value"]
    low, high = numbers.get("low", value), numbers.get("high", value)
    if not low <= value <= high:
        raise BadInput(
            f'"{key}" in {where} lies outside its own range: low {low:g}, value {value:g}, '
            f"high {high:g}. Put low below value and high above it."
        )
    _check_bounds(key, high, where)
    source = str(parts.get("source", f"given in {where}"))
    return replace(inputs[key], value=value, low=low, high=high, source=source)


def _number(key: str, value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise BadInput(f'"{key}" in {where} is {value!r}; write a number that is not negative.')
    if value == float("inf"):
        raise BadInput(f'"{key}" in {where} has no end; write a finite number.')
    return float(value)


def _check_bounds(key: str, high: float, where: str) -> None:
    if key.startswith("loss_factor") and high > 1:
        raise BadInput(
            f'"{key}" in {where} goes up to {high:g}; nobody loses more than all their work, '
            "so write a share from 0 to 1."
        )


def _from_pay(pay: float, inputs: Mapping[str, Input]) -> dict[str, float]:
    cost, hours = inputs["on_cost"], inputs["productive_hours"]
    return {
        "value": loaded_rate(pay, cost.value, hours.value),
        "low": loaded_rate(pay, cost.low, hours.high),
        "high": loaded_rate(pay, cost.high, hours.low),
    }
