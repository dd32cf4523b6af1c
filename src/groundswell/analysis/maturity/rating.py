"""From achievements to attribute ratings and levels.

Source: ISO/IEC 33020 (ratings N P L F at 15/50/85 %; a level is reached when its attributes are
L or F and all below are F) and FitSM-6 (levels 0 to 4), in this project's own words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from groundswell.analysis.maturity.book import Settings
from groundswell.analysis.maturity.readings import Achievement, Reading

Scenario = Literal["likely", "low", "high"]

#: attributes of each level, in the order of the standard
LEVELS: Mapping[int, tuple[str, ...]] = {
    1: ("1.1",),
    2: ("2.1", "2.2"),
    3: ("3.1", "3.2"),
    4: ("4.1", "4.2"),
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """The rating of one process attribute; None where nothing that shows it can be seen."""

    name: str
    achievement: float | None
    #: N, P, L or F
    rating: str | None
    #: the indicator whose gate holds the rating down, None without
    gate: str | None = None
    #: indicators that it rests on, each with enough records to speak for itself
    parts: int = 0

    @property
    def is_large(self) -> bool:
        """Tell whether it is achieved largely or fully."""
        return self.rating in {"L", "F"}


def rate(share: float, settings: Settings) -> str:
    """Return N, P, L or F for an achievement from 0 to 1."""
    for name in ("N", "P", "L"):
        if share <= settings.rating_cuts[name]:
            return name
    return "F"


def refine(attribute: Attribute, settings: Settings) -> str | None:
    """Return the rating in halves: P- and P+, L- and L+, else as it is."""
    if attribute.rating not in {"P", "L"} or attribute.achievement is None:
        return attribute.rating
    bottom = settings.rating_cuts["N" if attribute.rating == "P" else "P"]
    middle = (bottom + settings.rating_cuts[attribute.rating]) / 2
    return f"{attribute.rating}{'-' if attribute.achievement <= middle else '+'}"


def rate_attributes(
    readings: Sequence[Reading], settings: Settings, *, scenario: Scenario, reviews: int
) -> dict[str, Attribute]:
    """Return the attributes that these indicators speak of.

    Args:
        readings: of the indicators that count for one practice.
        settings: thresholds.
        scenario: `low` and `high` take every value at that end of its interval, and what is not
            seen, or seen in too few records, as not achieved or achieved.
        reviews: looks at the practice's figures in twelve months that led to a recorded act.
    """
    found: dict[str, list[tuple[Reading, float]]] = {}
    for reading in readings:
        for name, share in _shares(reading, scenario):
            found.setdefault(name, [])
            if share is not None:
                found[name].append((reading, share))
    rated = {
        name: _rate_one(name, parts, settings, scenario) for name, parts in sorted(found.items())
    }
    if "1.1" not in rated and any(reading.value for reading in readings):
        # No indicator asks whether it is done at all: its records show that it is.
        rated = {"1.1": Attribute("1.1", 1.0, "F", parts=1)} | rated
    if "4.1" in rated:
        share = min(1.0, reviews / settings.reviews_for_control)
        rated["4.2"] = Attribute("4.2", share, rate(share, settings), parts=1)
    return rated


def _shares(reading: Reading, scenario: Scenario) -> Iterable[tuple[str, float | None]]:
    if not reading.value:
        end = {"likely": None, "low": 0.0, "high": 1.0}[scenario]
        for level in reading.indicator.cuts:
            yield reading.indicator.attribute(level), end
    for part in reading.achievements:
        yield part.attribute, _end(part, scenario)


def _end(part: Achievement, scenario: Scenario) -> float | None:
    return {"likely": part.likely, "low": part.low, "high": part.high}[scenario]


def _rate_one(
    name: str, parts: Sequence[tuple[Reading, float]], settings: Settings, scenario: Scenario
) -> Attribute:
    weight = sum(reading.indicator.weight for reading, _ in parts)
    if weight <= 0:
        return Attribute(name, None, None)
    share = sum(reading.indicator.weight * part for reading, part in parts) / weight
    shut = next(
        (
            reading.indicator.id
            for reading, part in parts
            if reading.indicator.gate and name == "1.1" and rate(part, settings) == "N"
        ),
        None,
    )
    # Three records out of three look like a feat and are luck: they move a level, and bear none.
    borne = sum(scenario == "high" or has_enough(reading) for reading, _ in parts)
    if shut and rate(share, settings) in {"L", "F"}:
        return Attribute(name, share, "P", shut, borne)
    return Attribute(name, share, rate(share, settings), shut, borne)


def has_enough(reading: Reading) -> bool:
    """Tell whether an indicator was read from as many records as it asks for."""
    return reading.value is not None and reading.value.n >= reading.indicator.n_min


def find_level(rated: Mapping[str, Attribute], *, least: int) -> int | None:
    """Return the level 0 to 4, None where nothing that shows level 1 can be seen.

    Args:
        rated: the attributes.
        least: indicators that a level above 1 has to rest on; one alone is no capability.
    """
    if "1.1" not in rated or rated["1.1"].rating is None:
        return None
    reached = 0
    for level in LEVELS:
        here = _resting(rated, level, least)
        if not all(one.is_large for one in here) or not here:
            break
        reached = level
        if not all(one.rating == "F" for one in here):
            break
    return reached


def fitsm_level(rated: Mapping[str, Attribute], *, reviews: int, settings: Settings) -> int | None:
    """Return the level of FitSM-6, 0 to 4, None where nothing that shows level 1 can be seen."""
    first = rated.get("1.1")
    if first is None or first.rating is None:
        return None
    if first.rating == "N":
        return 0
    second = _resting(rated, 2, settings.least_indicators)
    if not (first.is_large and second and all(one.is_large for one in second)):
        return 1
    third = _resting(rated, 3, settings.least_indicators)
    full = all(one.rating == "F" for one in (first, *second))
    if not (full and third and all(one.is_large for one in third)):
        return 2
    return 4 if reviews >= settings.reviews_for_control else 3


def _resting(rated: Mapping[str, Attribute], level: int, least: int) -> list[Attribute]:
    """Return the rated attributes of a level; none where they rest on too little."""
    here = [rated[name] for name in LEVELS[level] if name in rated and rated[name].rating]
    if level == 4 and len(here) < len(LEVELS[4]):
        return []
    return here if level == 1 or sum(one.parts for one in here) >= least else []
