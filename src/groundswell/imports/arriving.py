"""Rows of the evidence as arrivals at the desk: which columns tell something, and of what kind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.imports.records import Lookups, Row, digest_of, fill
from groundswell.readers import SourceReport
from groundswell.servicedesk.actions.histories import PastMessage, PastMove
from groundswell.servicedesk.actions.takeover import Arrival, Telling

_COLUMNS = frozenset(TABLES["tickets"].arrow.names) - {"ticket_id", "source"}


@dataclass(frozen=True, slots=True)
class Held:
    """Which columns of a ticket the files of an import hold.

    Attributes:
        records: by file with one row for each ticket; a file that is not named holds all of them.
        logs: files that tell tickets by their updates.
        history: the columns that the updates of these files fill.
        read_as: what the columns of these files were taken for; another reading is another history.
    """

    records: Mapping[str, frozenset[str]] = field(default_factory=dict)
    logs: frozenset[str] = frozenset()
    history: frozenset[str] = frozenset()
    read_as: Sequence[Sequence[str]] = ()


EVERYTHING = Held()


def held_by(sources: Sequence[SourceReport]) -> Held:
    """Return which columns the files of a reading hold."""
    logs = [one for one in sources if one.kind in ("events", "messages")]
    history = frozenset[str]().union(*(one.held for one in logs if one.kind == "events"))
    if not any("opened_at" in one.columns.values() for one in logs):
        # The first update of a part of a log is no opening: it only stands in for one.
        history -= {"opened_at"}
    return Held(
        records={one.file: one.held for one in sources if one.kind == "tickets"},
        logs=frozenset(one.file for one in logs),
        history=history,
        read_as=sorted(pair for one in logs for pair in one.columns.items()),
    )


def arrivals_of(
    evidence: Evidence, rows: Sequence[Row], lookups: Lookups, held: Held
) -> list[Arrival]:
    """Return the tickets of some rows with what they tell, their history and their messages."""
    ids = [row["ticket_id"] for row in rows]
    events, messages = _told(evidence, "events", ids), _told(evidence, "messages", ids)
    return [
        _arrival(row, events[row["ticket_id"]], messages[row["ticket_id"]], lookups, held)
        for row in rows
    ]


def _arrival(
    row: Row,
    events: Sequence[dict[str, Any]],
    messages: Sequence[dict[str, Any]],
    lookups: Lookups,
    held: Held,
) -> Arrival:
    tellings = []
    if row["source"] not in held.logs:
        columns = held.records.get(row["source"], _COLUMNS)
        told = {name: row[name] for name in sorted(columns)}
        tellings.append(Telling("record", digest_of(told), columns))
    if events or messages:
        digest = digest_of([held.read_as, events, messages])
        tellings.append(Telling("history", digest, held.history))
    return Arrival(
        source_id=row["ticket_id"],
        tellings=tellings,
        columns=_COLUMNS,
        fill=partial(fill, row=row, lookups=lookups),
        moves=[_move(event) for event in events if event["at"] is not None],
        messages=[_message(one, lookups) for one in messages if one["at"] is not None],
    )


def _move(event: dict[str, Any]) -> PastMove:
    return PastMove(
        at=event["at"],
        state=event["activity"] or "",
        group=event["group"] or "",
        actor=event["actor"] or "",
    )


def _message(message: dict[str, Any], lookups: Lookups) -> PastMessage:
    return PastMessage(
        at=message["at"],
        author_id=lookups.people.get(message["author"] or ""),
        private=bool(message["private"]),
        text=message["text"] or "",
    )


def _told(evidence: Evidence, table: str, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a table for these tickets, by ticket and in order."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if evidence.has(table):
        rows = evidence.table(table)
        for row in (
            rows.filter(rows.ticket_id.isin(ids))
            .order_by(["ticket_id", "seq"])
            .to_pyarrow()
            .to_pylist()
        ):
            told[row["ticket_id"]].append(row)
    return told
