"""The data behind the worth of a fix: bounds, defaults, weights and words, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "worth.toml"


@dataclass(frozen=True, slots=True)
class InputRule:
    """What one input is called, what it can be, and what to do to know it better."""

    name: str
    unit: str
    most: float
    asks: str
    advice: str
    #: the smallest value that is possible, or the one that it has to lie above
    least: float | None = None
    above: float | None = None
    whole: bool = False
    #: no belief that could be sharpened beforehand, but what one case turns out to be
    luck: bool = False


@cache
def rules() -> Mapping[str, Any]:
    """Return the sections of the data file."""
    found: Mapping[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return found


@cache
def input_rules() -> Mapping[str, InputRule]:
    """Return the rule of every input by its key, in the order of the file."""
    return {key: InputRule(**entry) for key, entry in rules()["input"].items()}
