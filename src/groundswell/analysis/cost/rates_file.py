"""Reads the rate card from TOML: the shipped one, and a file of the user's own over it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from groundswell.analysis.cost.rates import (
    OUTPUT,
    RANKS,
    Input,
    Output,
    RateCard,
    Simulation,
    Tail,
    check_range,
    loaded_rate,
)
from groundswell.kernel.errors import BadInput

FILE = Path(__file__).parent.parent / "data" / "rates.toml"

#: Above it is no rate of anybody, and sums would leave the numbers that a machine can hold.
_MOST = 1e12
_BY_RANK = ("user_minutes", "loss_factor")
_SCOPES = ("service", "department")


def load_rates(path: Path | None = None, *, currency: str | None = None) -> RateCard:
    """Return the shipped rate card, with the inputs of a file of the user's own put over it.

    Args:
        path: of the user's own file; None for the defaults alone.
        currency: of every amount, where neither the default nor the file is to say so.

    Raises:
        BadInput: the file cannot be read, or it names an unknown input, a negative value, or a
            range that does not hold its value.
    """
    shipped = tomllib.loads(FILE.read_text(encoding="utf-8"))
    own = _read(path) if path is not None else {}
    where = path.name if path is not None else FILE.name
    money = own.pop("currency", currency or shipped["currency"])
    if not isinstance(money, str) or not money.strip():
        raise BadInput(f'The currency in {where} is {money!r}; write a code such as "EUR".')
    particular = {scope: _tables(own.pop(scope, {}), scope, where) for scope in _SCOPES}
    card = RateCard(
        money,
        _defaults(shipped["input"], money),
        Simulation(**shipped["simulation"]),
        Tail(**shipped["tail"]),
    )
    card = replace(card, inputs={**card.inputs, **_Given(where, card.inputs).read(own)})
    return _narrow(card, particular, where)


def describe_output(currency: str) -> Input:
    """Return how the output of a service is called and counted; its numbers say nothing."""
    shipped = tomllib.loads(FILE.read_text(encoding="utf-8"))["of_a_service"][OUTPUT]
    unit = shipped["unit"].format(currency=currency)
    return Input(shipped["name"], 0.0, 0.0, 0.0, unit, meaning=shipped["meaning"])


def rate_of_pay(pay: float, inputs: Mapping[str, Input]) -> dict[str, float]:
    """Return value, low and high of an hour that is worked out from a yearly pay."""
    cost, hours = inputs["on_cost"], inputs["productive_hours"]
    return {
        "value": loaded_rate(pay, cost.value, hours.value),
        "low": loaded_rate(pay, cost.low, hours.high),
        "high": loaded_rate(pay, cost.high, hours.low),
    }


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
        for rank in RANKS if "by_rank" in entry else ("",):
            low, value, high = entry.get("by_rank", {}).get(rank) or (
                entry[name] for name in ("low", "value", "high")
            )
            name = entry["name"].format(rank=rank)
            inputs[f"{key}.{rank}" if rank else key] = Input(
                name, value, low, high, unit, meaning=entry["meaning"]
            )
    return inputs


def _tables(given: Any, scope: str, where: str) -> dict[str, dict[str, Any]]:
    """Return the tables of a scope by name, each a copy to take from."""
    if not isinstance(given, Mapping) or not all(isinstance(t, Mapping) for t in given.values()):
        raise BadInput(
            f'"{scope}" in {where} is no table; write [{scope}."Name"] and its rates under it.'
        )
    return {name: dict(table) for name, table in given.items()}


def _narrow(
    card: RateCard, particular: Mapping[str, Mapping[str, dict[str, Any]]], where: str
) -> RateCard:
    """Return the card with what differs for services and departments."""
    outputs = {}
    for name, table in particular["service"].items():
        if found := _output(name, table, card, where):
            outputs[name] = found
    scoped = {
        scope: {
            name: _Given(where, card.inputs, f"{scope} {name}").read(table)
            for name, table in tables.items()
        }
        for scope, tables in particular.items()
    }
    return replace(
        card,
        by_service={name: found for name, found in scoped["service"].items() if found},
        by_department={name: found for name, found in scoped["department"].items() if found},
        outputs=outputs,
    )


def _output(name: str, table: dict[str, Any], card: RateCard, where: str) -> Output | None:
    """Take what a service brings in an hour out of its table."""
    given = table.pop(OUTPUT, None)
    users, counts = table.pop("users", None), table.pop("counts", "pay")
    scope = f"service {name}"
    if users is not None and (type(users) is not int or users < 1):
        raise BadInput(f'"users" of {scope} in {where} is {users!r}; write how many people use it.')
    if counts not in {"pay", "output"}:
        raise BadInput(f'"counts" of {scope} in {where} is {counts!r}; write "pay" or "output".')
    if counts == "output" and (given is None or users is None):
        raise BadInput(
            f"The output of {scope} is to count in {where}, so write {OUTPUT} and users for it."
        )
    if given is None:
        return None
    known = {OUTPUT: describe_output(card.currency)}
    entry = _Given(where, known, scope).read({OUTPUT: given})[OUTPUT]
    return Output(name, entry, users, counts == "output")


@dataclass(frozen=True, slots=True)
class _Given:
    """Reads one table of rates over the inputs that are known."""

    where: str
    inputs: Mapping[str, Input]
    scope: str = ""

    def read(self, table: Mapping[str, Any]) -> dict[str, Input]:
        found: dict[str, Input] = {}
        # the aids first: a yearly pay is worked out with them
        for key, given in sorted(_flat(table).items(), key=lambda item: _names_pay(item[1])):
            if key not in self.inputs:
                raise BadInput(
                    f'{self.where} names the input "{key}", which the rate card does not have; '
                    f"it has {', '.join(self.inputs)}."
                )
            found[key] = self._entry(key, given, {**self.inputs, **found})
        return found

    def _entry(self, key: str, given: Any, inputs: Mapping[str, Input]) -> Input:
        parts = given if isinstance(given, Mapping) else {"value": given}
        unknown = set(parts) - {"value", "low", "high", "source", "pay_per_year"}
        if unknown:
            raise BadInput(
                f'"{key}" in {self.where} has "{min(unknown)}", which is not known; '
                "write value, low, high and source."
            )
        numbers = {name: self._number(key, parts[name]) for name in parts if name != "source"}
        if "pay_per_year" in numbers:
            numbers = rate_of_pay(numbers["pay_per_year"], inputs) | numbers
        if "value" not in numbers:
            raise BadInput(f'"{key}" in {self.where} has no value; write value = and a number.')
        value = numbers["value"]
        low, high = numbers.get("low", value), numbers.get("high", value)
        check_range(key, (low, value, high), called=f'"{key}" in {self.where}')
        source = str(parts.get("source", f"given in {self.where}"))
        return replace(
            self.inputs[key], value=value, low=low, high=high, source=source, scope=self.scope
        )

    def _number(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
            raise BadInput(
                f'"{key}" in {self.where} is {value!r}; write a number that is not negative.'
            )
        if value > _MOST:
            raise BadInput(
                f'"{key}" in {self.where} is {value:g}; write a finite number, at most {_MOST:g}.'
            )
        return float(value)


def _flat(own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{"user_minutes": {"1": 180}}` as `{"user_minutes.1": 180}`."""
    flat: dict[str, Any] = {}
    for key, given in own.items():
        if key in _BY_RANK and isinstance(given, Mapping):
            flat |= {f"{key}.{rank}": value for rank, value in given.items()}
        else:
            flat[key] = given
    return flat


def _names_pay(given: Any) -> bool:
    return isinstance(given, Mapping) and "pay_per_year" in given
