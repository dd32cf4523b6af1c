"""Two houses side by side: where their numbers differ, never who is better.

A difference is said only where the two ranges do not touch. Ranges of shares are those of Wilson
(90 %); two that do not touch differ with less doubt than either range leaves by itself.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from groundswell.analysis.maturity.book import Book, Indicator
from groundswell.analysis.maturity.nameless import Level, Profile, Seen
from groundswell.analysis.maturity.practices import Practice
from groundswell.analysis.numbers import say_number

Found = Literal["alike", "higher", "lower", "otherwise", "only_here", "only_there"]

#: what is said of a pair; "higher" is a number and no praise
SAID: Mapping[Found, str] = {
    "alike": "not distinguishable",
    "higher": "higher here",
    "lower": "lower here",
    "otherwise": "counted in another way there, so not held against each other",
    "only_here": "not seen there",
    "only_there": "not seen here",
}
CAUTION = (
    "Two houses differ in size, in trade and in what they write down. This says where their "
    "numbers differ, never who is better, and there is no total. Not distinguishable means that "
    "the two ranges overlap."
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One practice or indicator, here and there, in words and as found."""

    id: str
    title: str
    here: str
    there: str
    found: Found
    said: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything that at least one of two houses knows, in the order of the catalogue."""

    month: str
    practices: tuple[Pair, ...]
    indicators: tuple[Pair, ...]
    #: ids in the other file that this version does not know
    unknown: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "caution": CAUTION}


def lay_beside(
    here: Profile, there: Profile, *, book: Book, practices: Mapping[str, Practice]
) -> Beside:
    """Lay the profile of another house beside one's own; what neither has seen is left out."""
    return Beside(
        there.month,
        tuple(
            _levels(practice, here.levels.get(key), there.levels.get(key))
            for key, practice in practices.items()
            if key in here.levels or key in there.levels
        ),
        tuple(
            _values(indicator, here.values.get(key), there.values.get(key))
            for key, indicator in book.indicators.items()
            if key in here.values or key in there.values
        ),
        tuple(
            sorted(
                (there.levels.keys() - practices.keys())
                | (there.values.keys() - book.indicators.keys())
            )
        ),
    )


def _levels(practice: Practice, here: Level | None, there: Level | None) -> Pair:
    return _pair(
        practice.key,
        practice.name,
        _say_level(here),
        _say_level(there),
        _compare(_ends(here), _ends(there)),
    )


def _values(indicator: Indicator, here: Seen | None, there: Seen | None) -> Pair:
    found = _compare(_ends(here), _ends(there))
    if here and there and not (here.counted and here.counted == there.counted):
        found = "otherwise"
    return _pair(
        indicator.id,
        indicator.title,
        _say_value(indicator, here),
        _say_value(indicator, there),
        found,
    )


def _pair(key: str, title: str, here: str, there: str, found: Found) -> Pair:
    return Pair(key, title, here, there, found, SAID[found])


def _ends(one: Level | Seen | None) -> tuple[float, float] | None:
    return (one.low, one.high) if one else None


def _compare(here: tuple[float, float] | None, there: tuple[float, float] | None) -> Found:
    if here is None or there is None:
        return "only_here" if there is None else "only_there"
    if here[0] > there[1]:
        return "higher"
    return "lower" if here[1] < there[0] else "alike"


def _say_level(one: Level | None) -> str:
    if one is None:
        return "–"
    if one.low == one.high:
        return f"level {one.level}"
    return f"level {one.level}, may be {one.low} to {one.high}"


def _say_value(indicator: Indicator, one: Seen | None) -> str:
    if one is None:
        return "–"
    if indicator.unit == "share":
        return f"{one.value:.0%} ({one.low:.0%} to {one.high:.0%}), of {one.n:,}"
    ends = f"{say_number(one.low)} to {say_number(one.high)}"
    return f"{say_number(one.value)} {indicator.unit} ({ends}), of {one.n:,}"
