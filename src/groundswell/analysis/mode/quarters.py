"""Whole quarters of the tickets: the first and the last one of the records are cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from groundswell.analysis.mode.book import ModeBook
from groundswell.evidence import Evidence

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Quarter:
    """What one quarter brought; None where the source does not say it."""

    start: datetime
    tickets: int
    callers: int | None
    services: int | None
    wishes: int | None
    kinds: int | None
    pressing: int | None
    rated: int | None
    bad: int | None


def with_quarter(evidence: Evidence) -> "ir.Table":
    """Return the dated tickets with the first day of their quarter."""
    rows = evidence.table("tickets")
    return rows.filter(rows.opened_at.notnull()).mutate(quarter=rows.opened_at.truncate("Q"))


def list_quarters(evidence: Evidence, book: ModeBook) -> Sequence[Quarter]:
    """Return the whole quarters in order, without the first and the last of the records.

    The first may begin and the last may end within the quarter, and an export often thins out at
    its end: neither says how much a quarter brings.
    """
    if not evidence.has("tickets", "opened_at"):
        return ()
    rows = with_quarter(evidence)
    has = {name: evidence.has("tickets", name) for name in _ASKED}
    counted = rows.group_by("quarter").agg(
        tickets=rows.count(),
        callers=rows.caller.nunique(),
        services=rows.service.nunique(),
        wishes=(rows.kind.lower() == "request").sum(),
        kinds=rows.kind.count(),
        pressing=(rows.priority_rank == 1).sum(),
        rated=rows.satisfaction.count(),
        bad=(rows.satisfaction <= _BAD).sum(),
    )
    found = [
        Quarter(
            start=row["quarter"],
            tickets=row["tickets"],
            callers=row["callers"] if has["caller"] else None,
            services=row["services"] if has["service"] else None,
            wishes=row["wishes"] if has["kind"] else None,
            kinds=row["kinds"] if has["kind"] else None,
            pressing=row["pressing"] or 0 if has["priority_rank"] else None,
            rated=row["rated"] if has["satisfaction"] else None,
            bad=row["bad"] or 0 if has["satisfaction"] else None,
        )
        for row in counted.order_by("quarter").to_pyarrow().to_pylist()
    ]
    whole = found[1:-1]
    return [one for one in whole if one.tickets >= book.rules.least_tickets]


_ASKED = ("caller", "service", "kind", "priority_rank", "satisfaction")

#: a verdict of so many points of five or less is a bad one
_BAD = 2
