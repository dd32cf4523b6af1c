"""Whether a column writes the day or the month first, settled from the whole column.

One row alone never decides: `3/4/2016` says nothing. A figure above 12 anywhere in the column does,
and what it settles holds for every row of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from groundswell.readers.limits import limits
from groundswell.readers.timeevidence import TimeEvidence
from groundswell.readers.times import Order, TimePlan, Unreadable, time_reader


@dataclass(frozen=True, slots=True)
class TimeDecision:
    """How a column is read; without a plan it is left unused. `sentence` says it aloud."""

    plan: TimePlan | None
    sentence: str


def decide(
    columns: Mapping[str, TimeEvidence], rows: Mapping[str, Sequence[str | None]]
) -> dict[str, TimeDecision]:
    """Return the decision for each column that may hold times.

    A column whose own cells prove the order keeps it. One whose cells do not follows the proven
    columns of the same file; failing these, the order in which the columns agree with each other
    and with the order of the rows; failing that, a stated assumption.

    Args:
        columns: what the cells of each column say, by canonical field.
        rows: sample rows of the same fields, for the comparison of columns; None for no value.
    """
    orders = {name: _proven(seen) for name, seen in columns.items()}
    agreed: set[Order] = {order for order, _ in orders.values() if order and order != "year"}
    decisions = {}
    for name, seen in columns.items():
        if not seen.figures and seen.cells:
            decisions[name] = _without_figures(seen)
        else:
            order, why = orders[name]
            if order is None and why == "":
                order, why = _follow(agreed, seen, rows)
            decisions[name] = _with_figures(seen, order, why)
    return decisions


def _proven(seen: TimeEvidence) -> tuple[Order | None, str]:
    slips = max(1, int(limits("times")["slips_share"] * seen.figures)) if seen.figures > 50 else 0
    if seen.year_first:
        return "year", "the first figure is above 31"
    apart = limits("times")["years_apart"]
    if not seen.month_first and len(seen.short_lasts) > apart * len(seen.short_firsts):
        return "year", "its first figure hardly ever changes, as years do"
    if seen.day_first > 0 and seen.month_first <= slips:
        return "day", f"it holds {seen.day_example}"
    if seen.month_first > 0 and seen.day_first <= slips:
        return "month", f"it holds {seen.month_example}"
    if seen.day_first and seen.month_first:
        return None, f"it holds both {seen.day_example} and {seen.month_example}"
    return None, ""


def _follow(
    agreed: set[Order], seen: TimeEvidence, rows: Mapping[str, Sequence[str | None]]
) -> tuple[Order, str]:
    if len(agreed) == 1:
        order = next(iter(agreed))
        return order, "another column of the file proves it and no figure here is above 12"
    setbacks = {order: _setbacks(rows, order) for order in ("day", "month")}
    better: Order = "day" if setbacks["day"] <= setbacks["month"] else "month"
    worse: Order = "month" if better == "day" else "day"
    if setbacks[better] * 2 < setbacks[worse]:
        return better, "only so the times follow one another; no figure is above 12"
    if seen.half_days:
        return "month", "no figure is above 12, and times with AM and PM mostly come with it"
    return "day", "no figure is above 12; this is an assumption, so check a time that you know"


def _setbacks(rows: Mapping[str, Sequence[str | None]], order: Order) -> int:
    """Count where an end lies before the opening, or a row was opened before the row above it."""
    read = time_reader(TimePlan(order))
    times = {
        name: [_time(read(cell)) if cell else None for cell in cells]
        for name, cells in rows.items()
    }
    opened = times.pop("opened_at", None) or times.pop("at", [])
    steps = sum(1 for one, two in pairwise(opened) if one and two and two < one)
    ends = (zip(opened, cells, strict=False) for cells in times.values())
    return steps + 10 * sum(1 for pairs in ends for one, two in pairs if one and two and two < one)


def _time(found: int | Unreadable) -> int | None:
    return found if isinstance(found, int) else None


def _with_figures(seen: TimeEvidence, order: Order | None, why: str) -> TimeDecision:
    if order is None and seen.cells:
        return TimeDecision(None, f"Day and month cannot be told apart: {why}. Left unused.")
    if not seen.cells:
        return TimeDecision(TimePlan(), "")
    if seen.unreadable_share > 1 - limits("times")["readable_share"]:
        return _no_times(seen)
    names = {"day": "day first", "month": "month first", "year": "year first"}
    read = names[order or "day"]
    plan = TimePlan(order or "day", nothing=seen.nothing)
    return TimeDecision(plan, f"Read {read}, because {why}.{_zone(seen)}{_nothing(seen)}")


def _without_figures(seen: TimeEvidence) -> TimeDecision:
    enough = limits("times")["readable_share"]
    for count, found in sorted(seen.numbers.items(), key=lambda one: -one[1]):
        if found >= enough * seen.cells:
            since = (
                "30 December 1899, as spreadsheets count" if count == "days" else "1 January 1970"
            )
            return TimeDecision(TimePlan(count=count), f"Read as {count} since {since}, UTC.")
    if seen.unreadable_share > 1 - enough:
        return _no_times(seen)
    plan = TimePlan(nothing=seen.nothing)
    return TimeDecision(plan, f"{_zone(seen)}{_nothing(seen)}".strip())


def _no_times(seen: TimeEvidence) -> TimeDecision:
    if seen.bare_figures > limits("times")["readable_share"] * seen.tried:
        why = "Its figures count from a moment that the file does not name. Left unused."
        return TimeDecision(None, why)
    share = seen.readable / seen.tried
    return TimeDecision(None, f"Only {share:.0%} of its cells can be read as times. Left unused.")


def _nothing(seen: TimeEvidence) -> str:
    words = " and ".join(f"“{word}”" for word in sorted(seen.nothing))
    return f" {words} is taken as no time." if words else ""


def _zone(seen: TimeEvidence) -> str:
    if seen.days_only == seen.readable:
        return " It names days without a time of day, which are taken as 00:00 UTC."
    if seen.zoned >= seen.readable:
        return ""
    if seen.zoned:
        return " Times without a zone are taken as UTC."
    return " The times name no zone and are taken as UTC."
