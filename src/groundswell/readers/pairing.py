"""Times that a file writes in two columns, the day in one and the time of day in another."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from groundswell.readers.arrow import Cells, compute
from groundswell.readers.guessing import Match
from groundswell.readers.headers import core
from groundswell.readers.limits import load
from groundswell.readers.vocabulary import says_nothing

_WORDS = load(__package__, "vocabulary.toml")["lengths"]
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?(?: ?[ap]\.? ?m\.?)?", re.IGNORECASE
)
_MIDNIGHT = r"[ T]00:00(?::00(?:[.,]0+)?)?$"
_NEARLY_ALL = 0.9


def find_clocks(
    header: Sequence[str],
    sample: Mapping[str, Sequence[str]],
    days: Mapping[str, int],
    free: Sequence[int],
) -> dict[str, int]:
    """Return the column with the time of day for each time whose own column holds days alone.

    Both names speak of the same (`Opening date`, `Opening time`), or the second says no more than
    that it is a time and stands to the right of the first. Lengths of time are no times of day.

    Args:
        header: names of the columns.
        sample: cells by name of the column.
        days: place of the column of each time, by canonical field.
        free: places of the columns that fill no field.
    """
    clocks = [place for place in free if _all(_CLOCK.fullmatch, sample[header[place]])]
    found = {}
    for name, place in days.items() if clocks else ():
        if not _all(_is_day, sample[header[place]]):
            continue
        words = core(header[place])
        for clock in clocks:
            beside = clock == place + 1 and not core(header[clock])
            same = words and words not in _WORDS and core(header[clock]) == words
            if beside or same:
                found[name] = clock
                break
    return found


def cells_of(rows: Any, match: Match, name: str) -> Cells:
    """Return the cells of raw rows that fill a field, with the time of day that stands apart."""
    cells = rows.column(f"c{match.places[name]}").combine_chunks()
    if name not in match.clocks:
        return cells
    return _joined(cells, rows.column(f"c{match.clocks[name]}").combine_chunks())


def _joined(days: Cells, clocks: Cells) -> Cells:
    """Return days and times of day as one; the day alone where no time of day is given."""
    bare = compute.replace_substring_regex(compute.utf8_trim_whitespace(days), _MIDNIGHT, "")
    clock = compute.utf8_trim_whitespace(clocks)
    both = compute.binary_join_element_wise(bare, clock, " ")
    given = compute.match_substring_regex(clock, "^[0-9]")
    return compute.if_else(compute.fill_null(given, fill_value=False), both, days)


def _all(test: Callable[[str], object], cells: Sequence[str]) -> bool:
    held = [cell for cell in cells if not says_nothing(cell)]
    return bool(held) and sum(bool(test(cell)) for cell in held) >= _NEARLY_ALL * len(held)


def _is_day(cell: str) -> bool:
    return ":" not in re.sub(_MIDNIGHT, "", cell)
