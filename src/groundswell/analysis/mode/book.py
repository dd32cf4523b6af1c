"""Reads modes, signals, questions and weights from modes.toml; see there for what they mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.kernel.errors import BadInput

FILE = Path(__file__).parent.parent / "data" / "modes.toml"

#: the six terms of a step's benefit, in the order in which they are shown
TERMS = ("pain", "value", "gap", "enable", "visible", "risk")

#: how far the weights of a mode may be from one; anything more is a slip of the pen
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Rules:
    """How signals become a mode."""

    default: str
    least_signals: int
    above: float
    record_weight: float
    people_weight: float
    contradiction: float
    contradicted_weight: float
    answer_days: int
    gap: float
    satisfied: float
    clear_margin: float
    quarters: int
    least_tickets: int
    examples: int


@dataclass(frozen=True, slots=True)
class SignalKind:
    """Something that records can say, and from which value to which it is scored 0 to 1."""

    id: str
    mode: str
    words: str
    none: float
    full: float
    unit: str

    def score(self, value: float) -> float:
        """Return how much the value speaks for the mode, 0 to 1."""
        return min(1.0, max(0.0, (value - self.none) / (self.full - self.none)))


@dataclass(frozen=True, slots=True)
class Poll:
    """One question to people, answered from 1 to 5."""

    id: str
    mode: str
    question: str
    against: tuple[str, ...] = ()
    #: whether it asks how well IT does, and so can be set beside what the records say
    rating: bool = False


@dataclass(frozen=True, slots=True)
class ModeTraits:
    """What changes with a mode."""

    means: str
    weights: Mapping[str, float]
    framing: str
    first_moves: tuple[str, ...]
    trap: str
    cadence: str
    cadence_days: int


@dataclass(frozen=True, slots=True)
class ModeBook:
    """Everything that is known about modes before anybody is asked."""

    rules: Rules
    signals: Mapping[str, SignalKind]
    polls: Mapping[str, Poll]
    modes: Mapping[str, ModeTraits]


@cache
def load_modes(path: Path = FILE) -> ModeBook:
    """Read the book.

    Raises:
        BadInput: the file is no TOML, lacks something, or the weights of a mode do not add up.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        book = ModeBook(
            rules=Rules(**data["rules"]),
            signals={entry["id"]: SignalKind(**entry) for entry in data["signal"]},
            polls={entry["id"]: Poll(**_frozen(entry)) for entry in data["poll"]},
            modes={name: ModeTraits(**_frozen(entry)) for name, entry in data["mode"].items()},
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadInput(f"{path.name} cannot be read: {fault}.") from fault
    except (KeyError, TypeError, AttributeError) as fault:
        raise BadInput(
            f"{path.name} does not describe the modes: {fault}. Begin with a copy of modes.toml."
        ) from fault
    for name, traits in book.modes.items():
        check_weights(name, traits.weights)
    return book


def check_weights(mode: str, weights: Mapping[str, Any]) -> None:
    """Refuse weights that cannot be weighed with.

    Raises:
        BadInput: one of the six is missing or none of them, below zero, or they do not add up to
            one.
    """
    if set(weights) != set(TERMS):
        raise BadInput(
            f'The weights of "{mode}" name {", ".join(weights) or "nothing"}; '
            f"give one for each of {', '.join(TERMS)}."
        )
    for name, weight in weights.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
            raise BadInput(f'The weight of {name} in "{mode}" is {weight}; write 0 to 1.')
    total = sum(weights.values())
    if abs(total - 1) > _ROUNDING:
        raise BadInput(f'The weights of "{mode}" add up to {total:g}; they have to add up to 1.')


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
