"""Batches of raw rows turned into rows of an evidence table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from groundswell.evidence.schema import TABLES, TEXT, TIME, WHOLE
from groundswell.readers.columns import ARROW, LOST_VALUE, Read, Value
from groundswell.readers.fields import CANONICAL, KEY_COLUMNS
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import Tally
from groundswell.readers.settling import Settled
from groundswell.readers.spooling import ROW, Spool
from groundswell.readers.times import Unreadable
from groundswell.readers.vocabulary import kind_of, rank_of, state_of

RECORD_KINDS = {"events": "tickets"}
EXTRA = {
    ROW: pa.int32(),
    "at": TIME,
    "order": pa.int64(),
    "activity": TEXT,
    "detail": TEXT,
    "actor": TEXT,
}
"""What a staged row holds beyond its evidence table, for the folding of logs."""

_REMEMBERED = 50_000
_ENDS = ("resolved_at", "closed_at", "responded_at")
_MISSING = object()


def table_of(kind: str) -> str:
    """Return the evidence table that rows of this kind describe."""
    return RECORD_KINDS.get(kind, kind)


def staged_schema(kind: str) -> pa.Schema:
    """Return the columns of a staged row of this kind."""
    own = TABLES[table_of(kind)].arrow
    extra = [pa.field(name, type_) for name, type_ in EXTRA.items() if name not in own.names]
    return pa.schema([*own, *extra])


@dataclass(slots=True)
class Converter:
    """Turns batches of one file into staged rows; refuses rows and counts what it mends.

    Attributes:
        required: the time without which a row is rejected when its cell is unreadable.
        log: whether each row is an update rather than a record.
    """

    spooled: Spool
    settled: Settled
    rejects: Rejects
    tally: Tally
    required: str
    log: bool
    source: str
    since: pa.Scalar | None = None
    until: pa.Scalar | None = None
    _known: dict[str, dict[str, Value | Unreadable]] = field(default_factory=dict)
    _states: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)

    def batches(self) -> Iterator[pa.Table]:
        """Yield staged rows, batch by batch, in the order of the file."""
        for raw in self.spooled.batches():
            yield self._convert(raw)

    def _convert(self, raw: pa.Table) -> pa.Table:
        columns: dict[str, pa.Array] = {ROW: raw.column(ROW).combine_chunks()}
        refused: dict[int, str] = {}
        for name, place in self.settled.match.places.items():
            cells = raw.column(f"c{place}").combine_chunks()
            columns[name] = self._column(name, cells, refused)
            if name == "description" and table_of(self.settled.kind) == "tickets":
                columns["original"] = _where_changed(cells, columns[name])
        self._need_id(columns, refused)
        self._need_time(columns, refused)
        for place, reason in sorted(refused.items()):
            cells_of_row = [
                raw.column(i + 1)[place].as_py() for i in range(len(self.spooled.header))
            ]
            self.rejects.add(columns[ROW][place].as_py(), reason, cells_of_row)
        kept = _without(pa.table(columns), refused)
        return self._complete(kept)

    def _column(self, name: str, cells: pa.Array, refused: dict[int, str]) -> pa.Array:
        """Read a column by its distinct cells."""
        encoded = cells.dictionary_encode()
        words = encoded.dictionary.to_pylist()
        known = self._known.setdefault(name, {})
        found = [_remembered(known, word, self.settled.readers[name]) for word in words]
        bad = {place: one for place, one in enumerate(found) if isinstance(one, Unreadable)}
        type_ = ARROW[CANONICAL[self.settled.kind][name].type]
        values = pa.array([None if isinstance(one, Unreadable) else one for one in found], type_)
        if bad:
            self._refuse(name, encoded.indices, words, bad, refused)
        return values.take(encoded.indices)

    def _refuse(
        self,
        name: str,
        indices: pa.Array,
        words: list[str],
        bad: Mapping[int, Unreadable],
        refused: dict[int, str],
    ) -> None:
        header = self.spooled.header[self.settled.match.places[name]]
        for place, index in enumerate(indices.to_pylist()):
            if index not in bad:
                continue
            one = bad[index]
            if name == self.required and one is not LOST_VALUE:
                refused.setdefault(place, f"{header} is {_short(words[index])}, which {one.reason}")
            else:
                self.tally.count(header, f"cells that {one.reason}; taken as empty")

    def _need_id(self, columns: dict[str, pa.Array], refused: dict[int, str]) -> None:
        if "id" not in columns:
            columns["id"] = pa.array([f"row {row}" for row in columns[ROW].to_pylist()], TEXT)
            return
        header = self.spooled.header[self.settled.match.places["id"]]
        for place in pc.indices_nonzero(columns["id"].is_null()).to_pylist():
            refused.setdefault(place, f"{header} is empty, so the row belongs to no record")

    def _need_time(self, columns: Mapping[str, pa.Array], refused: dict[int, str]) -> None:
        """Refuse what lies outside the period asked for, and updates without a time."""
        if self.required not in columns:
            return
        times = columns[self.required]
        header = self.spooled.header[self.settled.match.places[self.required]]
        if self.log:
            for place in pc.indices_nonzero(times.is_null()).to_pylist():
                refused.setdefault(place, f"{header} is empty, so the update has no place in time")
        late = pc.greater_equal(times, self.until) if self.until is not None else None
        early = pc.less(times, self.since) if self.since is not None and not self.log else None
        for outside in (late, early):
            if outside is not None:
                for place in pc.indices_nonzero(pc.fill_null(outside, False)).to_pylist():  # noqa: FBT003
                    refused.setdefault(place, f"{header} lies outside the period asked for")

    def _complete(self, rows: pa.Table) -> pa.Table:
        columns = {name: rows.column(name) for name in rows.column_names}
        columns[KEY_COLUMNS[table_of(self.settled.kind)]] = columns.pop("id")
        columns["source"] = pa.array([self.source] * rows.num_rows, TEXT)
        for name, other in self.settled.product.same.items():
            if other in columns:
                columns.setdefault(name, columns[other])
        if self.log:
            columns = self._as_update(columns)
        else:
            self._put_ends_after_openings(columns)
        self._derive(columns, rows.num_rows)
        schema = staged_schema(self.settled.kind)
        return pa.table(
            [_cast(columns.get(one.name), one, rows.num_rows) for one in schema], schema=schema
        )

    def _as_update(self, columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
        """Name the columns of an update: when, what, by whom."""
        for own, record in (("at", "updated_at"), ("activity", "status"), ("actor", "updated_by")):
            if own not in columns and record in columns:
                columns[own] = columns[record]
        if "at" in columns:
            columns.setdefault("updated_at", columns["at"])
        return columns

    def _put_ends_after_openings(self, columns: dict[str, pa.Array]) -> None:
        opened = columns.get("opened_at")
        for name in _ENDS:
            if opened is None or name not in columns:
                continue
            early = pc.fill_null(pc.less(columns[name], opened), False)  # noqa: FBT003
            many = pc.sum(early).as_py() or 0
            if many:
                header = self.spooled.header[self.settled.match.places[name]]
                self.tally.count(header, "lie before the opening; taken as empty", many)
                columns[name] = pc.if_else(early, pa.scalar(None, TIME), columns[name])

    def _derive(self, columns: dict[str, pa.Array], rows: int) -> None:
        """Add state, rank and kind in our words."""
        product = self.settled.product
        names = TABLES[table_of(self.settled.kind)].arrow.names
        if "priority_rank" in names and "priority" in columns:
            columns["priority_rank"] = _translated(
                columns["priority"], lambda word: rank_of(word, product.rank), WHOLE
            )
        if table_of(self.settled.kind) == "tickets" and "kind" in columns:
            own = product.kind_words
            columns["kind"] = _translated(
                columns["kind"], lambda word: own.get(word.casefold()) or kind_of(word), TEXT
            )
        if "state" in names:
            columns["state"] = self._state(columns, rows)

    def _state(self, columns: Mapping[str, pa.Array], rows: int) -> pa.Array:
        nothing = pa.nulls(rows, TEXT)
        words = columns.get("status", columns.get("activity", nothing)).to_pylist()
        details = columns.get("detail", nothing).to_pylist()
        told = pa.array([self._told(*pair) for pair in zip(words, details, strict=True)], TEXT)
        if self.log:
            return told
        return _by_times(told, columns, rows)

    def _told(self, word: str | None, detail: str | None) -> str | None:
        if (word, detail) not in self._states:
            own = self.settled.product.state
            state = state_of(word, own) if word else None
            closer = state_of(detail, own) if detail else None
            if closer not in (None, "open") and state != "open":
                state = closer
            if state is None and word and not self.log:
                self.tally.remark(
                    "", f"The state “{word}” is not known; open or not is taken from the times."
                )
            self._states[word, detail] = state
        return self._states[word, detail]


def _by_times(told: pa.Array, columns: Mapping[str, pa.Array], rows: int) -> pa.Array:
    """Fill states that no word told: closed or resolved where there is a time, open where not."""
    ends = [
        (name, state)
        for name, state in (
            ("resolved_at", "resolved"),
            ("ended_at", "resolved"),
            ("closed_at", "closed"),
        )
        if name in columns
    ]
    if not ends:
        return told
    by_times = pa.array(["open"] * rows, TEXT)
    for name, state in ends:
        by_times = pc.if_else(columns[name].is_valid(), pa.scalar(state, TEXT), by_times)
    return pc.coalesce(told, by_times)


def _remembered(
    known: dict[str, Value | Unreadable], word: str | None, read: Read
) -> Value | Unreadable:
    if word is None:
        return None
    found: Any = known.get(word, _MISSING)
    if found is _MISSING:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = read(word)
        if len(word) < 100:
            known[word] = found
    value: Value | Unreadable = found
    return value


def _where_changed(cells: pa.Array, cleaned: pa.Array) -> pa.Array:
    """Return the cells as found where cleaning did more than take off blanks; else nothing."""
    changed = pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(cells), cleaned), False)  # noqa: FBT003
    return pc.if_else(changed, cells, pa.scalar(None, TEXT))


def _translated(column: pa.Array, translate: Callable[[str], Any], type_: pa.DataType) -> pa.Array:
    whole = column.combine_chunks().dictionary_encode()
    words = [translate(word) for word in whole.dictionary.to_pylist()]
    return pa.array(words, type_).take(whole.indices)


def _cast(column: pa.Array | None, one: pa.Field, rows: int) -> pa.Array:
    return pa.nulls(rows, one.type) if column is None else column.cast(one.type)


def _without(rows: pa.Table, refused: Mapping[int, str]) -> pa.Table:
    if not refused:
        return rows
    return rows.filter(pa.array([place not in refused for place in range(rows.num_rows)]))


def _short(word: str) -> str:
    return word.strip() if len(word) <= 60 else f"{word[:60]}…"


def instant(at: datetime) -> pa.Scalar:
    """Return a moment as Arrow holds it; one without a zone is taken as UTC."""
    return pa.scalar(at if at.tzinfo else at.replace(tzinfo=UTC), TIME)
