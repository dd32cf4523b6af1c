"""What the cells of a column say about how it writes times, gathered from all of them."""

import re
from dataclasses import dataclass, field

from groundswell.readers.arrow import Cells, compute
from groundswell.readers.limits import limits
from groundswell.readers.times import (
    HALF_DAY,
    NUMBER,
    ODDITIES,
    Count,
    TimePlan,
    counts_time,
    written,
)
from groundswell.readers.vocabulary import says_nothing

_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T,].*)?")
_LOOKED_AT = 20_000  # cells that are read on trial; figures are counted in all of them
_FEW_WORDS: int = limits("times")["nothing_words"]
_OFTEN: int = limits("times")["nothing_often"]


@dataclass(slots=True)
class TimeEvidence:
    """What the cells of one column say about how it writes times."""

    cells: int = 0
    figures: int = 0
    readable: int = 0
    tried: int = 0
    zoned: int = 0
    days_only: int = 0
    half_days: bool = False
    day_first: int = 0
    month_first: int = 0
    year_first: int = 0
    day_example: str = ""
    month_example: str = ""
    numbers: dict[Count, int] = field(default_factory=dict)
    bare_figures: int = 0
    words: dict[str, int] = field(default_factory=dict)
    short_firsts: set[int] = field(default_factory=set)
    short_lasts: set[int] = field(default_factory=set)

    def look(self, column: Cells) -> None:
        """Take in more cells of the column.

        Days repeat where times of day do not, so figures are counted by the part before the blank.
        """
        cells = _even(compute.utf8_trim_whitespace(column))
        if self.tried < _LOOKED_AT:
            for found in cells.value_counts().to_pylist():
                if not says_nothing(found["values"]):
                    self._try(found["values"], found["counts"])
        days = compute.list_element(compute.split_pattern(cells, " ", max_splits=1), 0)
        for found in days.value_counts().to_pylist():
            if not says_nothing(found["values"]):
                self._take(found["values"], found["counts"])

    def _take(self, day: str, many: int) -> None:
        self.cells += many
        if day[4:5] == "-":
            return
        if found := _DAY.fullmatch(day):
            self.figures += many
            one, two, sign = int(found.group(1)), int(found.group(3)), found.group(2)
            if len(found.group(4)) == 2 and two <= 12:
                self.short_firsts.add(one)
                self.short_lasts.add(int(found.group(4)))
            self._count_figures(day, one, two, many=many, dots=sign == ".")
        elif count := counts_time(day):
            self.numbers[count] = self.numbers.get(count, 0) + many

    def _count_figures(self, day: str, one: int, two: int, *, many: int, dots: bool) -> None:
        if one > 31:
            self.year_first += many
        elif one > 12 or dots:
            self.day_first += many
            self.day_example = self.day_example or day
        elif two > 12:
            self.month_first += many
            self.month_example = self.month_example or day

    def _try(self, cell: str, many: int) -> None:
        self.tried += many
        self.bare_figures += many if NUMBER.fullmatch(cell) else 0
        for order in ("day", "month", "year"):
            try:
                found = written(cell, TimePlan(order))
            except ValueError:
                continue
            if found is not None:
                self.readable += many
                self.zoned += many if found.tzinfo else 0
                self.days_only += many if ":" not in cell else 0
                self.half_days = self.half_days or bool(HALF_DAY.search(cell))
            elif len(self.words) <= _FEW_WORDS and not any(sign.isdigit() for sign in cell):
                word = cell.casefold()
                self.words[word] = self.words.get(word, 0) + many
            return

    @property
    def nothing(self) -> frozenset[str]:
        """Return the few words that stand where there is no time, if words of any kind do."""
        if len(self.words) > _FEW_WORDS or not self.readable:
            return frozenset()
        return frozenset(word for word, many in self.words.items() if many >= _OFTEN)

    @property
    def unreadable_share(self) -> float:
        """Return the share of the cells tried that are neither times nor words for nothing."""
        told = self.tried - sum(self.words[word] for word in self.nothing)
        return 1 - self.readable / told if told else 0.0


def _even(cells: Cells) -> Cells:
    """Return cells without the oddities around dates, which are rare enough to look first."""
    for pattern, put in ODDITIES:
        if compute.any(compute.match_substring_regex(cells, pattern)).as_py():
            cells = compute.replace_substring_regex(cells, pattern, put)
    return cells
