"""The credibility ledger: what was promised, what was forecast, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from groundswell.analysis.results import Span
from groundswell.analysis.worth.inputs import Input, Source, give
from groundswell.analysis.worth.recurrence import Verdict
from groundswell.analysis.worth.rules import input_rules, rules
from groundswell.kernel.errors import BadInput

Result = Literal["kept", "partly", "missed", "too early"]

_ORDER: tuple[Result, ...] = ("missed", "partly", "kept", "too early")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One promise and what came of it; money is the benefit of a year."""

    case: str
    promised: str
    forecast: float
    #: None until it can be told
    delivered: Span | None
    result: Result
    checked_on: date

    @property
    def error(self) -> float | None:
        """Return (delivered - forecast) / forecast, None where it is too early to tell."""
        if self.delivered is None or self.result == "too early":
            return None
        return (self.delivered.likely - self.forecast) / self.forecast


def enter(
    case: str,
    promised: str,
    *,
    forecast: float,
    delivered: Span | None,
    verdict: Verdict,
    checked_on: date,
) -> LedgerEntry:
    """Return the entry of a finished check.

    What came back is missed; what is not yet known is too early, whatever was saved so far.

    Args:
        case: its name or number.
        promised: in the words of the promise.
        forecast: benefit of a year, more than 0.
        delivered: benefit of a year, as measured.
        verdict: of the recurrence check.
        checked_on: the day of the check.
    """
    if not forecast > 0:
        raise BadInput(
            f"The forecast of “{case}” is {forecast:g}; only a promise of more than 0 can be kept."
        )
    result = _judge(forecast, delivered, verdict)
    return LedgerEntry(case, promised, forecast, delivered, result, checked_on)


def order_ledger(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """Return the entries, misses first, the latest first among equals."""
    latest = sorted(entries, key=lambda entry: entry.checked_on, reverse=True)
    return sorted(latest, key=lambda entry: _ORDER.index(entry.result))


def find_hit_rate(entries: Sequence[LedgerEntry]) -> Input:
    """Return what part of a forecast comes true here: the default until enough cases are finished.

    Afterwards the median of delivered / forecast, never below 0.
    """
    start = rules()["hit_rate"]
    finished = [
        entry.delivered.likely / entry.forecast
        for entry in entries
        if entry.delivered is not None and entry.result != "too early"
    ]
    if len(finished) < start["from_cases"]:
        return give("hit_rate", start["start"])
    most = input_rules()["hit_rate"].most
    note = f"measured on {len(finished)} finished cases"
    return give(
        "hit_rate", min(max(0.0, median(finished)), most), source=Source("measured", note=note)
    )


def _judge(forecast: float, delivered: Span | None, verdict: Verdict) -> Result:
    if verdict == "came back":
        return "missed"
    if verdict == "not yet known" or delivered is None:
        return "too early"
    part, lines = delivered.likely / forecast, rules()["ledger"]
    if part >= lines["kept"]:
        return "kept"
    return "partly" if part >= lines["partly"] else "missed"
