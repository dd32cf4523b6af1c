"""How a text file separates and quotes its cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.readers.headers import key

_USUAL = (",", ";", "\t", "|")
_WAREHOUSE = "\x01\x1c\x1d\x1e\x1f"  # control signs that data warehouses separate by
_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_NAMES |= dict.fromkeys(_WAREHOUSE, "a control sign")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Separator, quotation mark and the sign that protects one inside a cell, if any."""

    separator: str
    quote: str = '"'
    escape: str | None = None

    @property
    def in_words(self) -> str:
        """Return the dialect as people say it."""
        if not self.separator:
            return "text with one column"
        return f"text separated by {_NAMES.get(self.separator, self.separator)}"

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Any:
        """Return a reader of rows; a strict one raises `csv.Error` at a mark out of place."""
        return csv.reader(
            lines,
            delimiter=self.separator or "\x1f",
            quotechar=self.quote,
            escapechar=self.escape,
            doublequote=True,
            strict=strict,
        )


def detect_dialect(lines: Sequence[str], known: frozenset[str], *, cut: bool = False) -> Dialect:
    """Return the dialect under which the first lines form the most regular table.

    Any sign may separate; the usual ones go first. A separator counts for more when it splits the
    header into names that exports are known to use, and when every quotation mark stands where one
    may stand.

    Args:
        lines: the first lines of the file.
        known: names of columns, as `headers.key` compares them.
        cut: whether the file goes on behind them.
    """
    candidates = [
        Dialect(separator, quote, escape)
        for separator in dict.fromkeys((*_USUAL, *_others(lines)))
        for quote in _quotes(lines)
        for escape in _escapes(lines)
    ]
    scored = [
        (_score(one, lines, known, cut=cut), -place, one) for place, one in enumerate(candidates)
    ]
    best = max(scored, key=lambda entry: entry[:2])
    return best[2] if best[0] > 0 else Dialect("")


def _others(lines: Sequence[str]) -> list[str]:
    first = next((line for line in lines if line.strip()), "")
    signs = Counter(re.findall(rf"[^\w\s\"'()\[\]{{}}\\]|[{_WAREHOUSE}]", first))
    return [sign for sign, count in signs.items() if count > 1 and sign not in "./-_"]


def _quotes(lines: Sequence[str]) -> list[str]:
    text = "".join(lines[:50])
    single = re.search(r"(?:^|[,;\t|])'[^'\n]*'(?:[,;\t|]|$)", text, re.MULTILINE)
    return ['"', "'"] if single and '"' not in text else ['"']


def _escapes(lines: Sequence[str]) -> list[str | None]:
    return [None, "\\"] if any('\\"' in line for line in lines) else [None]


def _score(dialect: Dialect, lines: Sequence[str], known: frozenset[str], *, cut: bool) -> float:
    """Return how much of the sample has the commonest width, weighed with known names."""
    try:
        rows = [row for row in dialect.reader(lines) if row]
    except csv.Error:
        return 0
    rows = rows[:-1] or rows  # the last one may be cut off
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]))
    named = max(len({key(cell) for cell in row} & known) for row in rows[:20])
    if count * 2 < len(rows) and named < 2:
        return 0  # signs within sentences
    whole = 1 if _is_whole(dialect, lines, cut=cut) else 0.5
    return (count / len(rows)) * whole * (1 + named) + min(width, 50) / 1000


def _is_whole(dialect: Dialect, lines: Sequence[str], *, cut: bool) -> bool:
    """Tell whether every quotation mark stands where one may stand, but in a row that is cut."""
    reader = dialect.reader(lines, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error:
        return cut and bool(reader.line_num >= len(lines))
    return True
