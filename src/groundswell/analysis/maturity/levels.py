"""The level of one practice, with how sure it is and what would move it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundswell.analysis.maturity.book import Settings
from groundswell.analysis.maturity.moves import Move, find_moves, tell_moves
from groundswell.analysis.maturity.practices import Practice
from groundswell.analysis.maturity.rating import (
    Attribute,
    Scenario,
    find_level,
    fitsm_level,
    has_enough,
    rate_attributes,
)
from groundswell.analysis.maturity.readings import Reading, Status
from groundswell.analysis.numbers import say_number


@dataclass(frozen=True, slots=True)
class PracticeLevel:
    """What the records show of one practice at one moment.

    `level` is None where they cannot show it, and `reason` says why. It is firm where it stays the
    same whatever lies within the intervals, and whatever is not seen or seen in too few records;
    `lowest` and `highest` say how far it could move.
    """

    practice: Practice
    level: int | None
    fitsm: int | None
    status: Status
    lowest: int | None
    highest: int | None
    sentence: str
    reason: str
    attributes: Mapping[str, Attribute]
    #: indicators that count for the level
    readings: tuple[Reading, ...]
    #: twins of those, shown beside them and not counted
    beside: tuple[Reading, ...]
    moves: tuple[Move, ...]
    to_next: str | None

    @property
    def unseen(self) -> tuple[Reading, ...]:
        """Return the counting indicators that these records cannot show."""
        return tuple(reading for reading in self.readings if reading.value is None)


def judge_practice(
    practice: Practice,
    readings: Sequence[Reading],
    *,
    beside: Sequence[Reading] = (),
    settings: Settings,
    reviews: int,
    is_declared: bool,
) -> PracticeLevel:
    """Return the level that the readings of one practice support.

    Args:
        practice: names and sentences.
        readings: of the indicators that count.
        beside: of their twins that do not count.
        settings: thresholds.
        reviews: looks at its figures in twelve months that led to a recorded act.
        is_declared: somebody says that it is done; without records that is level 0.
    """
    likely = rate_attributes(readings, settings, scenario="likely", reviews=reviews)
    level = seen = find_level(likely, least=settings.least_indicators)
    status, low, high = _how_sure(readings, seen, settings, reviews)
    reason = _reason(practice, readings, seen, likely)
    if seen is None and is_declared:
        level = low = high = 0
        status = "provisional" if any(reading.value for reading in readings) else "firm"
        reason = f"it is said to be done, and no record shows it: {reason}"
    moves = find_moves(readings, likely, (level or 0) + 1, settings)
    return PracticeLevel(
        practice=practice,
        level=level,
        fitsm=level if seen is None else fitsm_level(likely, reviews=reviews, settings=settings),
        status=status,
        lowest=low,
        highest=high,
        sentence=_say_meaning(practice, readings, level, (status, low, high)),
        reason=reason,
        attributes=likely,
        readings=tuple(readings),
        beside=tuple(beside),
        moves=moves,
        to_next=tell_moves(moves, (level or 0) + 1),
    )


def _say_meaning(
    practice: Practice,
    readings: Sequence[Reading],
    level: int | None,
    sure: tuple[Status, int | None, int | None],
) -> str:
    """Return what a level means; of one that is not sure, what it would mean, and how far it goes.

    Few records often look better than the work is: the sentence of a level is only said outright
    where every indicator bears it out.
    """
    if level is None:
        return ""
    meaning = practice.sentence(level)
    status, low, high = sure
    if status == "firm" or low == high:
        return meaning
    would = f"Level {level} would mean: {meaning[:1].lower()}{meaning[1:]}"
    return f"{would} It may be {low or 0} to {high}, as {_how_few(readings)}."


def _how_few(readings: Sequence[Reading]) -> str:
    seen = sum(has_enough(reading) for reading in readings)
    if len(readings) > 1:
        return f"{seen} of the {len(readings)} indicators that count can be seen in enough records"
    if seen:
        return "only one indicator counts"
    return "the one indicator that counts cannot be seen in enough records"


def _how_sure(
    readings: Sequence[Reading], level: int | None, settings: Settings, reviews: int
) -> tuple[Status, int | None, int | None]:
    """Return how sure a level is, and the lowest and highest that it could be."""
    if level is None:
        return "not_observable", None, None
    ends: list[int | None] = []
    # What is not switched on could show more, so at the high end one indicator is enough.
    for scenario, least in _ENDS:
        rated = rate_attributes(readings, settings, scenario=scenario, reviews=reviews)
        ends.append(find_level(rated, least=least or settings.least_indicators))
    low, high = ends
    return ("firm" if low == level == high else "provisional"), low, high


#: the ends of what could be, and the indicators that a level has to rest on there if not as usual
_ENDS: tuple[tuple[Scenario, int | None], ...] = (("low", None), ("high", 1))


def _reason(
    practice: Practice,
    readings: Sequence[Reading],
    level: int | None,
    rated: Mapping[str, Attribute],
) -> str:
    """Return why a level is not known, or why it is 0; empty where the level speaks for itself."""
    if not readings:
        return f"none of the indicators of “{practice.name}” is switched on"
    if level is None:
        first = next((one for one in readings if 1 in one.indicator.cuts and not one.value), None)
        unseen = first or next((one for one in readings if not one.value), readings[0])
        return f"{unseen.indicator.title.lower()}: {unseen.reason}"
    if level == 0:
        return _why_zero(readings, rated["1.1"])
    return ""


def _why_zero(readings: Sequence[Reading], first: Attribute) -> str:
    weak = [
        (part.likely or 0.0, reading)
        for reading in readings
        for part in reading.achievements
        if part.level == 1 and reading.value
    ]
    if first.gate:
        weak = [pair for pair in weak if pair[1].indicator.id == first.gate]
    if not weak:
        return ""
    reading = min(weak, key=lambda pair: pair[0])[1]
    return f"{reading.indicator.title.lower()}: {tell_value(reading)}"


def tell_value(reading: Reading) -> str:
    """Return the value of a reading as a person says it, such as "3 of 35"."""
    value = reading.value
    if value is None:
        return reading.reason
    if value.denominator is not None and reading.indicator.unit == "share":
        if value.denominator == value.n:
            return f"{value.numerator:.0f} of {value.n}"
        return f"{value.value:.0%}"
    return f"{say_number(value.value)} {reading.indicator.unit}"
