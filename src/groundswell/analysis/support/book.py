"""The stages and the kinds of evidence, from data/support.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from groundswell.analysis.text.wordlists import read_data


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the ladder: -1 opposing to 5 leading."""

    stage: int
    name: str
    pmbok: str
    means: str
    next: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What something that a person did or said is evidence of.

    Attributes:
        says: as the rest of a sentence that begins with her name.
        shows: the stage that it is evidence of; None: it speaks against.
        commits: time, mandate or money, where that is on record after it; else "".
    """

    says: str
    shows: int | None
    commits: str


@dataclass(frozen=True, slots=True)
class SupportBook:
    """Everything that the ladder goes by."""

    stages: Mapping[int, Stage]
    kinds: Mapping[str, Kind]
    silence_days: int
    silence_floor: int
    touches: int
    needs_commitment: int


@cache
def load_book() -> SupportBook:
    """Return the ladder of data/support.toml."""
    data = read_data("support.toml")
    kinds = {
        name: Kind(
            says=kind["says"],
            shows=None if kind.get("contrary") else kind["shows"],
            commits=kind.get("commits", ""),
        )
        for name, kind in data["kinds"].items()
    }
    return SupportBook(
        stages={stage["stage"]: Stage(**stage) for stage in data["stages"]},
        kinds=kinds,
        **{name: data[name] for name in _NUMBERS},
    )


_NUMBERS = ("silence_days", "silence_floor", "touches", "needs_commitment")
