"""The kinds of moments and the thresholds of the journey, from data/journey.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of moment, with its lane of the drawing."""

    id: str
    words: str
    #: whether it moves the effort on
    counts: bool


@dataclass(frozen=True, slots=True)
class JourneyBook:
    """Everything of the data file."""

    kinds: Mapping[str, Kind]
    #: weeks without a move after which the effort stands still
    stall_weeks: int
    #: chance of a false alarm that a comparison may have
    chance: float
    #: records on either side without which nothing is compared
    least: int
    edge_share: float
    #: kind of what sleeps → what lets it go on
    unblock: Mapping[str, str]


@cache
def load_journey() -> JourneyBook:
    """Return data/journey.toml."""
    data = read_data("journey.toml")
    return JourneyBook(
        kinds={one["id"]: Kind(**one) for one in data["kind"]},
        stall_weeks=data["stall"]["weeks"],
        chance=data["change"]["chance"],
        least=data["change"]["least"],
        edge_share=data["change"]["edge_share"],
        unblock=data["unblock"],
    )
