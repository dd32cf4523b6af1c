"""Batches of raw rows turned into staged rows: evidence, and beside it what folding needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from groundswell.evidence.schema import TABLES, TEXT, TIME
from groundswell.readers.arrow import Cells, Moment, compute
from groundswell.readers.columns import ARROW, LOST_VALUE, Read, Value
from groundswell.readers.deriving import Deriver
from groundswell.readers.fields import CANONICAL, KEY_COLUMNS
from groundswell.readers.pairing import cells_of
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import Tally
from groundswell.readers.settling import Settled
from groundswell.readers.spooling import ROW, Spool
from groundswell.readers.times import Unreadable

_EXTRA = (
    (ROW, pa.int32()),
    ("at", TIME),
    ("order", pa.int64()),
    ("activity", TEXT),
    ("detail", TEXT),
    ("actor", TEXT),
    ("message_id", TEXT),
    ("source", TEXT),
)
# Kinds whose rows describe the records of another one. `relations` link tickets to other records;
# the table of that name holds what depends on what.
_TABLES = {"events": "tickets", "relations": "tickets", "dependencies": "relations"}
_REMEMBERED = 20_000
_MOSTLY_DIFFERENT = 0.5  # a column with more distinct cells than this is not worth remembering
_REMEMBERED_LENGTH = 100
_SHOWN = 60
_MISSING = object()
_FALSE = pa.scalar(value=False)


def table_of(kind: str) -> str:
    """Return the evidence table that rows of this kind describe."""
    return _TABLES.get(kind, kind)


def staged_schema(kind: str) -> pa.Schema:
    """Return the columns of a staged row of this kind."""
    own = TABLES[table_of(kind)].arrow
    extra = [pa.field(name, type_) for name, type_ in _EXTRA if name not in own.names]
    return pa.schema([*own, *extra])


@dataclass(slots=True)
class Converter:
    """Turns the raw rows of one file into staged rows, and rejects those it cannot read.

    Attributes:
        source: name of the file, for the evidence.
        required: the time without which a row is rejected when its cell is unreadable.
        log: whether each row is an update rather than a record.
        since: records opened before this moment are rejected, except in logs, which are folded
            first.
        until: what happened at this moment or later is rejected.
        called: stands before the row number in the name of a row without a number of its own.
    """

    spooled: Spool
    settled: Settled
    rejects: Rejects
    tally: Tally
    source: str
    required: str
    log: bool
    since: Moment | None = None
    until: Moment | None = None
    called: str = ""
    _known: dict[str, dict[str, Value | Unreadable]] = field(default_factory=dict)

    def batches(self) -> Iterator[pa.Table]:
        """Yield staged rows, batch by batch, in the order of the file."""
        kind = self.settled.kind
        schema = staged_schema(kind)
        deriver = Deriver(
            table_of(kind), self.settled.recognised.product, self.tally, self._header, self.log
        )
        for raw in self.spooled.batches():
            rows = self._read(raw)
            columns: dict[str, Cells] = {name: rows.column(name) for name in rows.column_names}
            columns[KEY_COLUMNS[table_of(kind)]] = columns.pop("id")
            columns["source"] = pa.array([self.source] * rows.num_rows, TEXT)
            deriver.add(columns, rows.num_rows)
            arrays = [
                columns[one.name].cast(one.type)
                if one.name in columns
                else pa.nulls(rows.num_rows, one.type)
                for one in schema
            ]
            yield pa.table(arrays, schema=schema)

    def _header(self, name: str) -> str:
        place = self.settled.match.places.get(name)
        return name if place is None else self.spooled.header[place]

    def _read(self, raw: pa.Table) -> pa.Table:
        """Read the cells of a batch; rows that cannot be read go to the rejects."""
        columns: dict[str, Cells] = {ROW: raw.column(ROW).combine_chunks()}
        refused: dict[int, str] = {}
        for name in self.settled.match.places:
            cells = cells_of(raw, self.settled.match, name)
            columns[name] = self._column(name, cells, refused)
            if name == "description" and table_of(self.settled.kind) == "tickets":
                columns["original"] = _where_changed(cells, columns[name])
        self._need_id(columns, refused)
        self._need_time(columns, refused)
        rows = pa.table(columns)
        if not refused:
            return rows
        for place, reason in sorted(refused.items()):
            found = [raw.column(i + 1)[place].as_py() for i in range(len(self.spooled.header))]
            self.rejects.add(columns[ROW][place].as_py(), reason, found)
        return rows.filter(pa.array([place not in refused for place in range(raw.num_rows)]))

    def _column(self, name: str, cells: Cells, refused: dict[int, str]) -> Cells:
        """Read a column by its distinct cells."""
        encoded = cells.dictionary_encode()
        words: list[str] = encoded.dictionary.to_pylist()
        read = self.settled.readers[name]
        if len(words) > _MOSTLY_DIFFERENT * len(cells):
            found = [read(word) for word in words]
        else:
            known = self._known.setdefault(name, {})
            found = [_remembered(known, word, read) for word in words]
        bad = {place: one for place, one in enumerate(found) if isinstance(one, Unreadable)}
        if bad:
            reasons = {place: (words[place], one) for place, one in bad.items()}
            self._refuse(name, encoded.indices, reasons, refused)
        type_ = ARROW[CANONICAL[self.settled.kind][name].type]
        values = pa.array([None if isinstance(one, Unreadable) else one for one in found], type_)
        return values.take(encoded.indices)

    def _refuse(
        self,
        name: str,
        indices: Cells,
        bad: Mapping[int, tuple[str, Unreadable]],
        refused: dict[int, str],
    ) -> None:
        """Reject rows whose required time is unreadable; elsewhere take the cell as empty."""
        header = self._header(name)
        for place, index in enumerate(indices.to_pylist()):
            if index not in bad:
                continue
            word, why = bad[index]
            if name == "id" or (name == self.required and why is not LOST_VALUE):
                refused.setdefault(place, f"{header} is {_short(word)}, which {why.reason}")
            else:
                self.tally.count(header, f"the cell {why.reason}; taken as empty")

    def _need_id(self, columns: dict[str, Cells], refused: dict[int, str]) -> None:
        if "id" not in columns:
            names = [f"{self.called}row {row}" for row in columns[ROW].to_pylist()]
            columns["id"] = pa.array(names, TEXT)
            return
        reason = f"{self._header('id')} is empty, so the row belongs to no record"
        for place in _places(columns["id"].is_null()):
            refused.setdefault(place, reason)

    def _need_time(self, columns: Mapping[str, Cells], refused: dict[int, str]) -> None:
        """Refuse updates without a time, and what lies outside the period asked for."""
        if self.required not in columns:
            return
        times, header = columns[self.required], self._header(self.required)
        outside = []
        if self.until is not None:
            outside += _places(compute.greater_equal(times, self.until))
        if self.since is not None and not self.log:
            outside += _places(compute.less(times, self.since))
        for place in outside:
            refused.setdefault(place, f"{header} lies outside the period asked for")
        for place in _places(times.is_null()) if self.log else ():
            refused.setdefault(place, f"{header} is empty, so the update has no place in time")


def _places(true: Cells) -> list[int]:
    found: Cells = compute.indices_nonzero(compute.fill_null(true, _FALSE))
    return list(found.to_pylist())


def _remembered(known: dict[str, Value | Unreadable], word: str, read: Read) -> Value | Unreadable:
    """Read a cell, or remember what the same cell gave before."""
    found: Any = known.get(word, _MISSING)
    if found is not _MISSING:
        value: Value | Unreadable = found
        return value
    if len(known) >= _REMEMBERED:
        known.clear()
    value = read(word)
    if len(word) < _REMEMBERED_LENGTH:
        known[word] = value
    return value


def _where_changed(cells: Cells, cleaned: Cells) -> Cells:
    """Return the cells as found where cleaning did more than take off blanks; else nothing."""
    changed = compute.not_equal(compute.utf8_trim_whitespace(cells), cleaned)
    return compute.if_else(compute.fill_null(changed, _FALSE), cells, pa.scalar(None, TEXT))


def _short(word: str) -> str:
    return word.strip() if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"


def instant(at: datetime) -> Moment:
    """Return a moment as Arrow holds it; one without a zone is taken as UTC."""
    return pa.scalar(at if at.tzinfo else at.replace(tzinfo=UTC), TIME)
