"""What would move a practice one level up: the indicator, its value, the cut, and the records."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundswell.analysis.maturity.book import Cut, Settings
from groundswell.analysis.maturity.rating import LEVELS, Attribute
from groundswell.analysis.maturity.readings import Reading
from groundswell.analysis.numbers import say_number

#: what the sentence names; the rest stands beside it
_NAMED = 2

_WORDS: Mapping[str, str] = {
    "measured": "measure it",
    "baseline": "measure it over three whole months",
    "target": "keep the promised time",
    "falling": "it has to fall by more than chance explains",
    "rising": "it has to rise by more than chance explains",
    "steady": "it must not rise",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that holds the next level back.

    `missing` is how many more records would have to be so, None where that cannot be counted;
    `records` are ids that would have to change, as many as are shown. Where the records cannot show
    the indicator at all, `unseen` says what would make it seen.
    """

    indicator: str
    title: str
    attribute: str
    level: int
    value: float | None
    said: str
    cut: Cut
    missing: int | None
    records: tuple[str, ...]
    unseen: str = ""


def find_moves(
    readings: Sequence[Reading],
    rated: Mapping[str, Attribute],
    target: int,
    settings: Settings,
) -> tuple[Move, ...]:
    """Return what holds the target level back, what weighs most first, what is not seen last."""
    if target not in LEVELS:
        return ()
    found: list[tuple[bool, float, str, Move]] = []
    for reading in readings:
        held = [
            level
            for level in reading.indicator.cuts
            if level <= target and _holds_back(reading, level, rated, target, settings)
        ]
        if held:
            # whoever reaches the higher cut has reached the lower one
            move, heavy = _move(reading, max(held))
            found.append((bool(move.unseen), -heavy, move.indicator, move))
    found.sort(key=lambda one: one[:3])
    return tuple(move for *_, move in found)


def _holds_back(
    reading: Reading,
    level: int,
    rated: Mapping[str, Attribute],
    target: int,
    settings: Settings,
) -> bool:
    """Tell whether a cut holds the target level back: its attribute and its own part fall short."""
    attribute = rated.get(reading.indicator.attribute(level))
    if attribute is not None and attribute.rating is not None:
        enough = attribute.rating == "F" if level < target else attribute.is_large
        if enough:
            return False
    share = _share(reading, level)
    return share is None or share <= settings.rating_cuts["L"]


def _share(reading: Reading, level: int) -> float | None:
    parts = (part for part in reading.achievements if part.level == level)
    return next((part.likely for part in parts), None)


def _move(reading: Reading, level: int) -> tuple[Move, float]:
    """Return what would have to change, and how much it weighs; a gate comes first."""
    value, one, cut = reading.value, reading.indicator, reading.indicator.cuts[level]
    share = _share(reading, level)
    unseen = reading.reason if value is None else ""
    if value is not None and share is None:
        unseen = "too few whole months, or no promised times, to tell"
    move = Move(
        indicator=one.id,
        title=one.title,
        attribute=one.attribute(level),
        level=level,
        value=None if value is None else value.value,
        said=_said(reading, cut),
        cut=cut,
        missing=_missing(reading, cut),
        records=reading.records[: reading.failing],
        unseen=unseen,
    )
    return move, one.weight * (1.0 - (share or 0.0)) + (one.gate and share is not None)


def _missing(reading: Reading, cut: Cut) -> int | None:
    """Return how many more records would have to be so for the cut."""
    value = reading.value
    if value is None or isinstance(cut, str) or value.denominator != value.n:
        return None
    if value.numerator is None or reading.indicator.unit != "share":
        return None
    hits, of = round(value.numerator), value.n
    if reading.indicator.direction == "up":
        return max(0, math.ceil(cut * of - 1e-9) - hits)
    return max(0, hits - math.floor(cut * of + 1e-9))


def _said(reading: Reading, cut: Cut) -> str:
    value, one = reading.value, reading.indicator
    if value is None:
        return reading.reason
    if isinstance(cut, str):
        return _WORDS[cut]
    most = "at least" if one.direction == "up" else "at most"
    if one.unit != "share":
        return f"{say_number(value.value)} {one.unit}, {most} {cut:,g} needed"
    if value.denominator == value.n:
        share = cut * value.n
        needed = math.ceil(share - 1e-9) if one.direction == "up" else math.floor(share + 1e-9)
        return f"{value.numerator:.0f} of {value.n}, {most} {needed} needed"
    return f"{value.value:.0%}, {most} {cut:.0%} needed"


def tell_moves(moves: Sequence[Move], target: int) -> str | None:
    """Return what would move a practice up, as a sentence; None at the top."""
    if target not in LEVELS:
        return None
    if not moves:
        return "More has to show it: more records, or another indicator that is switched on."
    named = [f"{move.title}: {move.said}." for move in moves if not move.unseen][:_NAMED]
    if named:
        return " ".join(named)
    return f"First make visible: {moves[0].title.lower()}. Now {moves[0].unseen}."
