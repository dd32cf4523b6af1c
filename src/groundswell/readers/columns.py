"""Reading cells of one column: a function per type of field."""

import re
from collections.abc import Callable
from typing import TypeAlias

import pyarrow as pa

from groundswell.evidence.schema import REAL, TEXT, TIME, YES_NO
from groundswell.readers.cleaning import clean_title, clean_words
from groundswell.readers.headers import key
from groundswell.readers.limits import limits
from groundswell.readers.times import Unreadable
from groundswell.readers.vocabulary import LOST, NULLS, yes_or_no

Value: TypeAlias = str | int | float | bool | None
Read: TypeAlias = Callable[[str], Value | Unreadable]

ARROW: dict[str, pa.DataType] = {
    "id": TEXT,
    "title": TEXT,
    "long": TEXT,
    "word": TEXT,
    "person": TEXT,
    "time": TIME,
    "count": pa.int32(),
    "order": pa.int64(),
    "yes_no": YES_NO,
    "effort": REAL,
    "rating": REAL,
}
"""Arrow type by type of field."""

LOST_VALUE = Unreadable("only says that there was a value, and not which")

_LONGEST_ID: int = limits("cells")["id_characters"]
_LONGEST_NOTHING = max(map(len, NULLS | LOST))
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_CLOCK = re.compile(r"(\d+):([0-5]?\d)(?::([0-5]?\d))?")
_SPOKEN = re.compile(
    r"(?:(\d+) ?(?:w|weeks?),? ?)?(?:(\d+) ?(?:d|days?),? ?)?"
    r"(?:(\d+(?:\.\d+)?) ?(?:h|hrs?|hours?|std),? ?)?(?:(\d+) ?(?:m|min|mins|minutes?))?",
    re.IGNORECASE,
)
_UNITS = (
    (
        "minutes",
        re.compile(r"min(?:s|utes?|uten|uti|utos)?$|^(?:minutes|minuten)|minutes|minuten|inmin"),
    ),
    ("hours", re.compile(r"h(?:ou)?rs?$|hours?|stunden?|heures|horas|std$|\(h\)$")),
    ("seconds", re.compile(r"sec(?:s|onds?)?$|seconds|sekunden|secondes")),
)
_PER_MINUTE = {"minutes": 1.0, "hours": 60.0, "seconds": 1 / 60}


def with_nulls(read: Read, nothing: frozenset[str] = frozenset()) -> Read:
    """Return a reader that takes off blanks and knows the words for nothing and for lost values.

    Args:
        read: reads what is left.
        nothing: further words for nothing in this column, in small letters.
    """

    def nullable(cell: str) -> Value | Unreadable:
        bare = cell.strip()
        if len(bare) > _LONGEST_NOTHING and not nothing:
            return read(bare)
        folded = bare.casefold()
        if folded in NULLS or folded in nothing:
            return None
        return LOST_VALUE if folded in LOST else read(bare)

    return nullable


def read_id(cell: str) -> Value | Unreadable:
    """Return a number of a record exactly as found, leading zeros and all."""
    if len(cell) > _LONGEST_ID:
        return Unreadable(f"is longer than {_LONGEST_ID} characters and no number of a record")
    return cell


def read_words(cell: str) -> Value:
    """Return long text as a person wrote it."""
    return clean_words(cell) or None


def read_title(cell: str) -> Value:
    """Return one readable line."""
    return clean_title(cell) or None


def read_count(cell: str) -> Value | Unreadable:
    """Return a whole number; `3.0` counts as one, `1,234` does not."""
    found = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", cell)
    return int(found.group(1)) if found else Unreadable("is no whole number")


def read_stations(cell: str) -> Value | Unreadable:
    """Return the hand-overs between stations: one less than stations."""
    count = read_count(cell)
    return max(int(count) - 1, 0) if isinstance(count, int) else count


def read_order(cell: str) -> Value | Unreadable:
    """Return the digits at the end, which count the updates of a record."""
    found = re.search(r"(\d{1,18})(?:\.0+)?$", cell)
    return int(found.group(1)) if found else Unreadable("holds no count")


def read_yes_no(cell: str) -> Value | Unreadable:
    """Return the truth that a word stands for."""
    found = yes_or_no(cell)
    return Unreadable("is neither yes nor no") if found is None else found


def read_inverted(cell: str) -> Value | Unreadable:
    """Return the contrary: the column says that the target was missed."""
    found = read_yes_no(cell)
    return found if isinstance(found, Unreadable) else not found


def read_remaining(cell: str) -> Value | Unreadable:
    """Return whether time was left: a minus sign says that the target was missed."""
    if re.fullmatch(r"-?[\d.,:]+(?:\s?[hms]\b.*)?", cell):
        return not cell.startswith("-")
    return read_yes_no(cell)


def read_rating(cell: str) -> Value | Unreadable:
    """Return a verdict from 1 to 5."""
    figure = float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else 0.0
    return figure if 1 <= figure <= 5 else Unreadable("is no verdict from 1 to 5")


def effort_reader(unit: str | None) -> Read:
    """Return the reader of working times as minutes.

    Args:
        unit: minutes, hours or seconds for bare numbers; `clock` for hours:minutes:seconds alone;
            None where nothing says what a bare number counts.
    """

    def read(cell: str) -> Value | Unreadable:
        if found := _CLOCK.fullmatch(cell):
            hours, minutes, seconds = found.groups()
            if seconds or unit in ("clock", "hours"):
                return int(hours) * 60 + int(minutes) + int(seconds or 0) / 60
        elif _NUMBER.fullmatch(cell) and unit in _PER_MINUTE and not _thousands(cell):
            return abs(float(cell.replace(",", "."))) * _PER_MINUTE[unit]
        elif (spoken := _SPOKEN.fullmatch(cell)) and any(spoken.groups()) and not spoken.group(1):
            _, days, hours, minutes = spoken.groups()
            if not days:
                return float(hours or 0) * 60 + int(minutes or 0)
        return Unreadable("is no length of time whose unit is certain")

    return read


def unit_of(header: str) -> str | None:
    """Return the unit of time that a header names, None if it names none."""
    bare = key(header)
    return next((unit for unit, words in _UNITS if words.search(bare)), None)


def _thousands(cell: str) -> bool:
    """Tell whether a comma may part thousands as well as decimals."""
    return re.fullmatch(r"-?\d{1,3},\d{3}", cell) is not None


_PLAIN: dict[str, Read] = {
    "id": read_id,
    "title": read_title,
    "long": read_words,
    "word": read_title,
    "count": read_count,
    "order": read_order,
    "yes_no": read_yes_no,
    "rating": read_rating,
}
_SPECIAL: dict[str, Read] = {
    "inverted": read_inverted,
    "remaining": read_remaining,
    "stations": read_stations,
}


def reader_for(kind: str, header: str, way: str | None) -> Read:
    """Return the reader for a type of field, person and time apart, which need settling first.

    Args:
        kind: type of the field.
        header: name of the column, which may name a unit.
        way: how the product says that this column is to be read, if it does.
    """
    if kind == "effort":
        return with_nulls(effort_reader(way or unit_of(header)))
    return with_nulls(_SPECIAL.get(way or "", _PLAIN[kind]))
