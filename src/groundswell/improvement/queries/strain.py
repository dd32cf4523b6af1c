"""The strain of daily work from the records as they are now, and the long tail."""

from dataclasses import dataclass
from typing import Any

from groundswell.analysis.strain import Strain, measure_strain
from groundswell.measurement.history import gather_evidence
from groundswell.measurement.queries import latest_run


@dataclass(frozen=True, slots=True)
class LongTail:
    """What many small troubles cost together in a year; `cost` None is not known."""

    tickets: int
    beyond: int
    cost: dict[str, Any] | None


def show_strain() -> Strain:
    """Return every measure over the last days of the records.

    Raises:
        NotKnown: there are no tickets yet.
    """
    return measure_strain(gather_evidence())


def show_long_tail() -> LongTail | None:
    """Return the small troubles as one number, None before the first analysis."""
    run = latest_run()
    found = ((run.findings or {}).get("summary") or {}) if run else {}
    tail = found.get("long_tail")
    if not tail:
        return None
    cost = tail.get("cost_per_year")
    currency = (run.findings or {}).get("currency", "") if run else ""
    return LongTail(
        tickets=int(tail.get("tickets") or 0),
        beyond=int(tail.get("beyond") or 0),
        cost={**cost, "currency": currency} if cost else None,
    )
