"""Everything about surges that can be set; see `data/surges.toml`."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class BaselineOptions:
    """How it is learnt what is usual."""

    half_life: float
    prior_shape: float
    place_rate: float
    word_rate: float
    prior_weeks: float
    spread: float
    spread_weight: float
    own_weight: float
    least_spread: float
    most_spread: float
    profile_weight: float
    belief_weight: float
    belief_days: float
    hours_weight: float
    day_off: float
    day_off_from: float
    busy_weight: float
    busiest: float
    longest_gap: int
    most_days_off: int
    steady: float
    most_words: int
    most_places: int
    work: tuple[float, ...]
    rest: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WordOptions:
    """How texts are read and compared."""

    most: int
    most_characters: int
    pseudo: float
    common: float
    alike: float
    joins: float
    joins_elsewhere: float
    telling: float
    code: float
    name: float


@dataclass(frozen=True, slots=True)
class EndOptions:
    """When a surge is over, and who still belongs to it."""

    quiet: float
    usual: float
    main_place: float

    @property
    def silence(self) -> timedelta:
        """Return how long nobody writes of a surge that is over."""
        return timedelta(minutes=self.quiet)


@dataclass(frozen=True, slots=True)
class PartOptions:
    """When two troubles on one place are told apart by their words."""

    alike: float
    apart: float
    each: float
    together: float


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How arrivals are read from the evidence."""

    places: tuple[str, ...]
    instead: tuple[str, ...]
    instead_days: float
    filled: float
    thin: float
    same_time: float
    machines: tuple[str, ...]
    either: tuple[str, ...]

    def is_machine(self, channel: str | None, *, caller: str | None) -> bool:
        """Tell whether a machine wrote a ticket: by its channel, or because it names no caller."""
        told = (channel or "").casefold()
        if any(word in told for word in self.machines):
            return True
        return caller is None and any(word in told for word in self.either)


@dataclass(frozen=True, slots=True)
class SurgeOptions:
    """All of it; windows are minutes, shortest first."""

    windows: tuple[float, ...]
    least_callers: int
    tail: float
    false_alarms: float
    false_share: float
    looks: tuple[float, ...]
    word_looks: float
    baseline: BaselineOptions
    words: WordOptions
    ends: EndOptions
    parts: PartOptions
    source: SourceOptions


@cache
def default_options() -> SurgeOptions:
    """Return the options of the data file."""
    read = read_data("surges.toml")
    parts: dict[str, Any] = {
        "baseline": BaselineOptions(**_tuples(read.pop("baseline"))),
        "words": WordOptions(**_tuples(read.pop("words"))),
        "ends": EndOptions(**_tuples(read.pop("ends"))),
        "parts": PartOptions(**read.pop("parts")),
        "source": SourceOptions(**_tuples(read.pop("source"))),
    }
    return SurgeOptions(**_tuples(read), **parts)


def _tuples(read: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in read.items()
    }
