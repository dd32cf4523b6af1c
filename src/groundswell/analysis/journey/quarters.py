"""Months put together to quarters, and which of them are whole."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One month: hits of so many looked at (share), or in so many days (rate)."""

    month: str
    hits: float
    of: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class QuarterValue:
    """One quarter: so many of so many; `value` None where there was nothing to look at."""

    quarter: str
    hits: float
    of: float
    #: whether all three months of it are on record
    whole: bool

    @property
    def value(self) -> float | None:
        """Return hits for each of what was looked at."""
        return self.hits / self.of if self.of else None


def name_quarter(day: date) -> str:
    """Return the quarter of a day, such as "Q3 2026"."""
    return f"Q{(day.month - 1) // _MONTHS + 1} {day.year}"


def quarter_of(month: str) -> str:
    """Return the quarter of a month such as "2026-07"."""
    return name_quarter(date.fromisoformat(f"{month}-01"))


def order_of(quarter: str) -> tuple[int, str]:
    """Return what sorts names of quarters in the order of time."""
    number, _, year = quarter.partition(" ")
    return int(year), number


def by_quarter(months: Sequence[MonthCount]) -> tuple[QuarterValue, ...]:
    """Return the quarters in the order of time; one of which a month is missing is not whole."""
    found: dict[str, list[MonthCount]] = defaultdict(list)
    for month in months:
        found[quarter_of(month.month)].append(month)
    return tuple(
        QuarterValue(
            name,
            sum(one.hits for one in own),
            sum(one.of for one in own),
            len(own) == _MONTHS and all(one.whole for one in own),
        )
        for name, own in sorted(found.items(), key=lambda item: order_of(item[0]))
    )


def mark_whole(
    months: Sequence[MonthCount], *, records: Sequence[int], first: date, last: date, share: float
) -> tuple[MonthCount, ...]:
    """Return the months with those at the edge of the records marked as not whole.

    The month of the newest record is never over; that of the first counts where it begins with the
    month. As long as a month at an end holds far fewer records than usual, it is the edge of an
    export and no collapse.

    Args:
        months: in order, without gaps.
        records: tickets of each month.
        first: the day of the first record.
        last: that of the newest.
        share: of the usual number below which a month is an edge.
    """
    begin, end = 0, len(months)
    if end and months[0].month == f"{first:%Y-%m}" and first.day > 1:
        begin = 1
    if end > begin and months[-1].month == f"{last:%Y-%m}":
        end -= 1
    usual = median([count for count in records[begin:end] if count] or [0])
    while begin < end and records[begin] < share * usual:
        begin += 1
    while end > begin and records[end - 1] < share * usual:
        end -= 1
    return tuple(replace(month, whole=begin <= place < end) for place, month in enumerate(months))


def end_of(quarter: str) -> date:
    """Return the last day of a quarter such as "Q3 2026"."""
    year, number = order_of(quarter)
    month = int(number[1:]) * _MONTHS
    return date(year, month, monthrange(year, month)[1])
