"""The page of rates: every input in its part, and what differs below."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.analysis.cost import Input
from groundswell.analysis.cost.rates import AIDS
from groundswell.catalogue.models import Rate
from groundswell.catalogue.queries.card import rate_card
from groundswell.catalogue.queries.rates import list_rates, read_rate
from groundswell.foundation.templatetags.amounts import unit


@dataclass(frozen=True, slots=True)
class RateLine:
    """One input as it holds for somebody, and the record that says so; None for a default."""

    key: str
    entry: Input
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class RatePart:
    """Inputs that belong together, under one heading; a meaning that they share is said once."""

    heading: str
    meaning: str
    lines: tuple[RateLine, ...]

    @property
    def top(self) -> float:
        """Return the highest value in the part, by which its bars are drawn; 0 for mixed units."""
        units = {line.entry.unit for line in self.lines}
        return max(line.entry.high for line in self.lines) if len(units) == 1 else 0.0


def list_inputs() -> list[RatePart]:
    """Return every input as it holds for everyone, in the parts of the page."""
    card = rate_card()
    said = {rate.name: rate for rate in list_rates() if not rate.scope}
    # what has no priority comes after those that have one
    inputs = sorted(card.inputs.items(), key=lambda item: item[0].endswith(".unknown"))
    return [
        RatePart(
            heading=part["heading"],
            meaning=part.get("meaning", ""),
            lines=tuple(
                RateLine(key, entry, said.get(key))
                for key, entry in inputs
                if key.partition(".")[0] in part["inputs"]
            ),
        )
        for part in _parts()
    ]


def list_particular() -> list[RateLine]:
    """Return what differs for services and departments."""
    return [RateLine(rate.name, read_rate(rate), rate) for rate in list_rates() if rate.scope]


def count_defaults() -> int:
    """Return how many inputs that enter a figure are still defaults for everyone."""
    return sum(entry.is_default for key, entry in rate_card().inputs.items() if key not in AIDS)


def say_rate(rate: Rate) -> str:
    """Return what was said, in a sentence for the person who said it."""
    entry = read_rate(rate)
    whose = f" for {rate.scope}" if rate.scope else ""
    return (
        f"{entry.name}{whose}, {entry.value:,.10g} {unit(entry.unit, entry.value)}. "
        "Findings and the brief use it after the next analysis."
    )


@cache
def _parts() -> list[dict[str, Any]]:
    path = Path(__file__).parent.with_name("rates.toml")
    parts: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["parts"]
    return parts
