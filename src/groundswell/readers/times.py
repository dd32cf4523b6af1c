"""Reading one cell as an instant, once it is settled how its column writes times."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from groundswell.readers.limits import limits
from groundswell.readers.vocabulary import MONTHS, ZONES, plain

Order = Literal["day", "month", "year"]
Count = Literal["seconds", "milliseconds", "microseconds", "days"]

ISO = re.compile(r"(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?(?:[T ,]+(.+))?")
FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(.+))?")
DAY_NAMED = re.compile(
    r"(?:[^\W\d]+[.,]*\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[-/ .]+"
    r"(?:de |d['’])?([^\W\d]+)[-/ .,]+(?:de )?(\d{4}|\d{2})(?:[T ,]+(?:at |um |à |a las )?(.+))?"
)
MONTH_NAMED = re.compile(
    r"(?:[^\W\d]+[.,]+\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(\d{4})(?:[ ,]+(?:at )?(.+))?"
)
YEAR_LAST = re.compile(
    r"[^\W\d]+\s+([^\W\d]+)\s+(\d{1,2})\s+(\d[\d:]+)\s+(?:([A-Z]{2,4})\s+)?(\d{4})"
)
COMPACT = re.compile(
    r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
HALF_DAY = re.compile(r"[ap]\.? ?m\.?$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.? ?m\.?)?\s*(?:uhr)?\s*"
    r"\(?(z|[a-z]{3,4}|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?\)?(?:\[[\w/+-]+\])?",
    re.IGNORECASE,
)
# Odd things around a date, as patterns that Arrow understands as well, and what they turn into:
# blanks of other kinds, the day of the week in front, the time of day in front.
_CLOCK_FIRST = r"^(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.? ?[Mm]\.?)?),? +"
ODDITIES = (
    ("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]+", " "),
    (r"^[A-Za-zÀ-ÿ]{2,10}[.,]* +(\d{1,4}[-/.]\d{1,2}[-/.])", r"\1"),
    (rf"{_CLOCK_FIRST}(\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}})$", r"\2 \1"),
)
_ODDITIES = tuple((re.compile(pattern), put) for pattern, put in ODDITIES)
# What a bare number may count, by the range it lies in: the years 1990 to 2100.
_RANGES: tuple[tuple[Count, float, float], ...] = (
    ("days", 32_874, 73_415),
    ("seconds", 631_152_000, 4_133_980_800),
    ("milliseconds", 631_152_000_000, 4_133_980_800_000),
    ("microseconds", 631_152_000_000_000, 4_133_980_800_000_000),
)
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)  # day 0 of spreadsheet programs
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR = int(limits("times")["first_year"])
_LAST_YEAR = int(limits("times")["last_year"])
_REMEMBERED = 100_000
_PER_SECOND: dict[str, int] = {"seconds": 1, "milliseconds": 1_000, "microseconds": 1_000_000}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell gives no value, as the end of a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class TimePlan:
    """How a column writes times: the order of figures, or what a bare number counts.

    `nothing` are words, in small letters, that stand where there is no time.
    """

    order: Order = "day"
    count: Count | None = None
    nothing: frozenset[str] = frozenset()


def time_reader(plan: TimePlan) -> Callable[[str], int | Unreadable]:
    """Return the function that reads a cell of such a column as an instant.

    Instants are microseconds since 1970, UTC. A time without a zone is taken as UTC. Years outside
    the limits, dates that no calendar holds and other text come back as `Unreadable`.

    Days and times of day repeat, so the two halves of a cell are remembered apart from each other.
    """
    days: dict[str, int] = {}
    clocks: dict[str, int] = {}

    def read(cell: str) -> int | Unreadable:
        place = 10 if cell[10:11] == "T" else cell.find(" ")
        day, clock = days.get(cell[:place]), clocks.get(cell[place + 1 :])
        if day is not None and clock is not None and place > 0:
            return day + clock
        instant = _instant(cell, plan)
        if place > 0 and isinstance(instant, int) and len(clocks) < _REMEMBERED:
            midnight = _instant(cell[:place], plan)
            if isinstance(midnight, int):
                days[cell[:place]] = midnight
                clocks[cell[place + 1 :]] = instant - midnight
        return instant

    return read


def _instant(cell: str, plan: TimePlan) -> int | Unreadable:
    try:
        found = written(cell, plan)
    except (ValueError, OverflowError):
        return Unreadable("is not a date that exists")
    if found is None:
        return Unreadable("is not a time")
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return Unreadable(f"lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    known = found if found.tzinfo else found.replace(tzinfo=UTC)
    return (known - _EPOCH) // timedelta(microseconds=1)


def written(cell: str, plan: TimePlan) -> datetime | None:
    """Return the time as it is written, without a zone where the cell names none; None if no time.

    Raises:
        ValueError: the figures stand where a date has them, but no calendar holds that date.
    """
    return _quick(cell) or _read(cell, plan) or _odd(cell, plan)


def _quick(cell: str) -> datetime | None:
    """Read the commonest form without a regular expression."""
    if len(cell) < 16 or cell[4] != "-":
        return None
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None


def _odd(cell: str, plan: TimePlan) -> datetime | None:
    """Read a cell once more without what commonly stands around a date."""
    bare = cell
    for pattern, put in _ODDITIES:
        bare = pattern.sub(put, bare)
    return _read(bare.strip(), plan) if bare != cell else None


def _read(cell: str, plan: TimePlan) -> datetime | None:
    if plan.count and NUMBER.fullmatch(cell):
        return _counted(float(cell.replace(",", ".")), plan.count)
    if found := FIGURES.fullmatch(cell):
        return _at(*_ordered(found, plan.order), found.group(5))
    if found := ISO.fullmatch(cell):
        return _at(int(found.group(1)), int(found.group(2)), int(found.group(3)), found.group(4))
    if found := COMPACT.fullmatch(cell):
        year, month, day, hour, minute, second, zone = found.groups()
        clock = f"{hour}:{minute}:{second or '00'}{zone or ''}" if hour else None
        return _at(int(year), int(month), int(day), clock)
    return _named(cell)


def counts_time(cell: str) -> Count | None:
    """Return what a bare number can only count, by the years 1990 to 2100; None for any other."""
    if not NUMBER.fullmatch(cell):
        return None
    figure = float(cell.replace(",", "."))
    return next((count for count, low, high in _RANGES if low <= figure < high), None)


def _counted(figure: float, count: Count) -> datetime:
    if count == "days":
        return (_DAY_ZERO + timedelta(days=figure)).replace(microsecond=0)
    return _EPOCH + timedelta(seconds=figure / _PER_SECOND[count])


def _ordered(found: re.Match[str], order: Order) -> tuple[int, int, int]:
    one, two, three = int(found.group(1)), int(found.group(3)), found.group(4)
    if order == "year":
        return _full_year(f"{one:02}"), two, int(three)
    day, month = (one, two) if order == "day" or found.group(2) == "." else (two, one)
    return _full_year(three), month, day


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)


def _named(cell: str) -> datetime | None:
    if found := DAY_NAMED.fullmatch(cell):
        day, month, year, clock = found.groups()
    elif found := MONTH_NAMED.fullmatch(cell):
        month, day, year, clock = found.groups()
    elif found := YEAR_LAST.fullmatch(cell):
        month, day, clock, zone, year = found.groups()
        clock = f"{clock} {zone or ''}".strip()
    else:
        return None
    number = MONTHS.get(plain(month))
    return _at(_full_year(year), number, int(day), clock) if number else None


def _at(year: int, month: int, day: int, clock: str | None) -> datetime | None:
    if not clock:
        return datetime(year, month, day)  # noqa: DTZ001 (the zone is settled by the caller)
    found = _CLOCK.fullmatch(clock.strip())
    if not found or (found.group(2) is None and found.group(5) is None):
        return None
    hour, minute, second, part, half, zone = found.groups()
    offset = _offset(zone) if zone else None
    if zone and offset is None:
        return None
    micro = int((part or "0")[:6].ljust(6, "0"))
    return datetime(
        year, month, day, _hour(int(hour), half), int(minute or 0), int(second or 0), micro, offset
    )


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    afternoon = half.lower().startswith("p")
    if hour > 12 and not afternoon:
        raise ValueError(hour)
    return hour if hour > 12 else hour % 12 + (12 if afternoon else 0)


def _offset(zone: str) -> timezone | None:
    name = zone.lower()
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    figures = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?", name)
    if not figures:
        return None
    sign, hours, minutes = figures.groups()
    east = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-east if sign == "-" else east)
