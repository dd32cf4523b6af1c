"""Why tickets of a group belong together, besides their words: what else they share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import numpy as np
import numpy.typing as npt

from groundswell.analysis.discovery.bursts import find_burst
from groundswell.analysis.discovery.options import Reasons
from groundswell.analysis.discovery.source import NO_TIME, Codes, Tickets, count_hours
from groundswell.analysis.results import Why

_DAY = 86_400_000_000

Rows = npt.NDArray[np.int64]

_SAID: tuple[tuple[str, Literal["ci", "service", "closure", "people"], str], ...] = (
    ("ci", "ci", "on {}"),
    ("service", "service", "about {}"),
    ("closure_code", "closure", "closed as {}"),
    ("department", "people", "from {}"),
)


def list_reasons(tickets: Tickets, members: Rows, reasons: Reasons) -> Iterator[Why]:
    """Yield what most members share and other tickets do not, with the counts."""
    for field, evidence, wording in _SAID:
        codes = tickets.codes[field]
        found = find_dominant(codes, members, reasons)
        if found is not None:
            value, count, usual = found
            yield Why(
                evidence,
                f"{count} of {len(members)} {wording.format(codes.values[value])}"
                f" ({_percent(usual)} of all tickets)",
            )
    yield from _when(tickets, members, reasons)
    callers = tickets.codes["caller"].numbers[members]
    known = callers[callers >= 0]
    if known.size:
        yield Why("people", _count_people(known))


def find_dominant(codes: Codes, members: Rows, reasons: Reasons) -> tuple[int, int, float] | None:
    """Return the value that most members hold, how many, and its share of all tickets."""
    held = codes.numbers[members]
    held = held[held >= 0]
    if held.size == 0:
        return None
    counts = np.bincount(held)
    value = int(counts.argmax())
    usual = float(codes.counts[value]) / max(1, int(codes.counts.sum()))
    share = counts[value] / len(members)
    if share < reasons.share or share < reasons.lift * usual:
        return None
    return value, int(counts[value]), usual


def name_dominant(codes: Codes, members: Rows, share: float) -> str | None:
    """Return the value that at least this share of the members holds."""
    held = codes.numbers[members]
    counts = np.bincount(held[held >= 0]) if (held >= 0).any() else np.zeros(1)
    value = int(counts.argmax())
    return codes.values[value] if counts[value] >= share * len(members) else None


def _when(tickets: Tickets, members: Rows, reasons: Reasons) -> Iterator[Why]:
    times = np.sort(tickets.opened[members])
    times = times[times != NO_TIME]
    if len(times) < max(reasons.least, len(members) * reasons.share):
        return
    span = reasons.burst_days * _DAY
    ends = np.searchsorted(times, times + span)
    within = ends - np.arange(len(times))
    first = int(within.argmax())
    if within[first] >= reasons.burst_share * len(members) and times[-1] - times[0] > 2 * span:
        day = datetime.fromtimestamp(times[first] / 1e6, tz=UTC).date()
        yield Why(
            "time",
            f"{within[first]} of {len(members)} within {reasons.burst_days} days"
            f" from {day.day} {day:%B %Y}",
        )
    elif burst := find_burst(times, reasons):
        yield Why(
            "time",
            f"a burst of {burst.tickets} {burst.when}, where {burst.compared} would be usual",
        )
    yield from _time_of_day(times, tickets.by_hour, reasons)


def _time_of_day(
    times: npt.NDArray[np.int64], everyones: npt.NDArray[np.int64], reasons: Reasons
) -> Iterator[Why]:
    """Yield the hours into which most members fall, if others do not."""
    ours = count_hours(times)
    width = reasons.hours
    windows = np.convolve(np.concatenate((ours, ours[: width - 1])), np.ones(width, int), "valid")
    start = int(windows.argmax())
    share = windows[start] / len(times)
    usual = np.roll(everyones, -start)[:width].sum() / max(1, everyones.sum())
    if (
        share >= reasons.hours_share
        and share >= reasons.lift * usual
        and everyones[0] < _most(everyones)
    ):
        end = (start + width) % 24
        yield Why(
            "time",
            f"{windows[start]} of {len(times)} between {start:02}:00 and {end:02}:00 UTC"
            f" ({_percent(usual)} of all tickets)",
        )


def _most(hours: npt.NDArray[np.int64]) -> float:
    """Return the count from which midnight holds dates without a time of day."""
    return 0.9 * float(hours.sum())


def _count_people(callers: npt.NDArray[np.int32]) -> str:
    counts = np.unique(callers, return_counts=True)[1]
    if len(counts) == 1:
        return f"one caller, {counts[0]} times"
    if counts.max() >= len(callers) / 2:
        return f"{len(counts)} callers, one of them {counts.max()} of {len(callers)} times"
    return f"{len(counts)} different callers"


def _percent(share: float) -> str:
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")
