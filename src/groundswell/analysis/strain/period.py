"""The tickets and events of the period that is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from groundswell.analysis.text.wordlists import read_data
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

Rows = Sequence[Mapping[str, Any]]
_COLUMNS = (
    "ticket_id", "kind", "opened_at", "service", "department", "caller", "assignee",
    "resolved_by", "resolved_at", "effort_minutes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """What is measured: from, to (both days count), and the tickets opened in between."""

    first: date
    last: date
    tickets: Rows

    @property
    def days(self) -> int:
        """Return how many days that is."""
        return (self.last - self.first).days + 1

    @property
    def incidents(self) -> list[Mapping[str, Any]]:
        """Return what is not a request; where the source does not say, it is trouble."""
        return [row for row in self.tickets if row["kind"] != "request"]


@cache
def load_options() -> Mapping[str, Any]:
    """Return data/strain.toml."""
    return read_data("strain.toml")


def read_period(evidence: Evidence) -> Period:
    """Return the last days of the records, up to the newest ticket.

    Raises:
        NotKnown: there are no tickets, or none says when it was opened.
    """
    tickets = evidence.table("tickets")
    newest: datetime | None = tickets.opened_at.max().to_pyarrow().as_py()
    if newest is None:
        raise NotKnown("No ticket says when it was opened.")
    first = newest.date() - timedelta(days=load_options()["days"] - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=newest.tzinfo)
    found = tickets.filter(tickets.opened_at >= since).select(*_COLUMNS)
    return Period(first, newest.date(), found.to_pyarrow().to_pylist())


def read_events(evidence: Evidence, period: Period) -> Rows:
    """Return who did what in the period, in order of person and time.

    Raises:
        NotKnown: there is no history, or it does not say who.
    """
    events = evidence.table("events")
    named = events.filter(events.actor.notnull(), events.at.notnull())
    rows: Rows = (
        named.filter(named.at.date() >= period.first, named.at.date() <= period.last)
        .select("ticket_id", "at", "actor", "seq")
        .order_by("actor", "at", "ticket_id", "seq")
        .to_pyarrow()
        .to_pylist()
    )
    if not rows:
        raise NotKnown("The history does not say who did what.")
    return rows
