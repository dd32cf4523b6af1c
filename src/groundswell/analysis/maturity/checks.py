"""What an indicator must be to make sense, said in sentences to whoever set it otherwise."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isnan
from typing import TYPE_CHECKING

from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import BadInput

if TYPE_CHECKING:
    from groundswell.analysis.maturity.book import Indicator

STATISTICS = frozenset({"share", "median", "mean", "per_month", "count", "same", "fixes"})

#: cuts that are words: what they ask for is worked out from the course of the months
WORDS = frozenset({"measured", "baseline", "target", "falling", "steady", "rising"})

ATTRIBUTES = frozenset({"1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"})


def check_indicator(one: "Indicator") -> None:
    """Refuse what makes no sense in one indicator.

    Raises:
        BadInput: with what is wrong and what would do.
    """
    _check_kind(one)
    if not _is_number(one.n_min) or one.n_min < 1:
        raise BadInput(f"{one.id}: n_min is {one.n_min!r}; it has to be 1 or more.")
    if not _is_number(one.weight) or not 0 <= one.weight < float("inf"):
        raise BadInput(f"{one.id}: the weight is {one.weight!r}; it has to be 0 or more.")
    _check_cuts(one)
    for need in (name for needed in one.needs for name in needed.split("|")):
        table, column = parts(need)[:2]
        known = {known.name for known in TABLES[table].columns} if table in TABLES else set()
        if not known or (column and column not in known):
            raise BadInput(f"{one.id}: there is no evidence {need}.")


def parts(need: str) -> tuple[str, str, str]:
    """Return table, column and kind of what an indicator needs; what it leaves open is empty.

    `table` asks for the table, `table.column` for a column with something in it, and `table=kind`
    for rows of that kind: whoever keeps one kind of reviews may know nothing of the others.
    """
    table, _, kind = need.partition("=")
    if kind:
        return table, "kind", kind
    table, _, column = need.partition(".")
    return table, column, ""


def _is_number(value: object) -> bool:
    """Tell whether a part that people may set is a number; what they write is anything at first."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and not isnan(value)


def _check_kind(one: "Indicator") -> None:
    if one.statistic not in STATISTICS:
        raise BadInput(f"{one.id}: {one.statistic} is no statistic; share is one.")
    if one.direction not in {"up", "down"}:
        raise BadInput(f"{one.id}: the direction is {one.direction}; it is up or down.")
    if one.on not in (True, False):
        raise BadInput(f"{one.id}: on is {one.on!r}; write true or false.")
    if other := set(one.attributes.values()) - ATTRIBUTES:
        raise BadInput(f"{one.id}: there is no process attribute {', '.join(sorted(other))}.")


def _check_cuts(one: "Indicator") -> None:
    if not one.cuts or set(one.cuts) - {1, 2, 3, 4}:
        raise BadInput(f"{one.id}: cuts are for the levels 1 to 4, one at least.")
    numbers: list[float] = []
    for level in sorted(one.cuts):
        cut = one.cuts[level]
        if isinstance(cut, str):
            if cut not in WORDS:
                raise BadInput(f"{one.id}: the cut of level {level} is {cut!r}; write a number.")
        elif not _is_number(cut):
            raise BadInput(f"{one.id}: the cut of level {level} is no number.")
        else:
            numbers.append(cut)
    if one.unit == "share" and any(not 0 <= cut <= 1 for cut in numbers):
        raise BadInput(f"{one.id}: its cuts are shares, from 0 to 1: write 0.3 for 30 %.")
    _check_order(one, numbers)


def _check_order(one: "Indicator", numbers: Sequence[float]) -> None:
    up = one.direction == "up"
    if any((before > after) if up else (before < after) for before, after in pairwise(numbers)):
        raise BadInput(
            f"{one.id}: a higher level has to ask for more: its cuts must "
            f"{'rise' if up else 'fall'} from level to level."
        )
    if one.statistic != "count" and any(cut < 0 for cut in numbers):
        raise BadInput(f"{one.id}: a cut below 0 can never be missed.")


def check_whole(found: Mapping[str, "Indicator"], practices: frozenset[str]) -> None:
    """Refuse what makes no sense among all indicators.

    Raises:
        BadInput: a practice or a twin is not known, or all that counts in a practice weighs 0.
    """
    for one in found.values():
        if one.practice not in practices:
            raise BadInput(f"{one.id}: there is no practice {one.practice}.")
        if one.twin is not None and one.twin not in found:
            raise BadInput(f"{one.id}: its twin {one.twin} is no indicator.")
    for practice in practices:
        on = [one for one in found.values() if one.practice == practice and one.on]
        if on and all(one.weight == 0 for one in on):
            raise BadInput(
                f"{', '.join(one.id for one in on)}: all that counts for {practice} weighs 0; "
                "give one a weight or switch them off."
            )
