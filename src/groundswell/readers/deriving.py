"""What is added to the columns of a file: update columns, state, rank and kind in our words."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa

from groundswell.evidence.schema import TABLES, TEXT, TIME, WHOLE
from groundswell.readers.arrow import Cells, compute
from groundswell.readers.fields import CHANGEABLE
from groundswell.readers.headers import key
from groundswell.readers.recognising import Product
from groundswell.readers.report import Tally
from groundswell.readers.vocabulary import item_state, kind_of, rank_of, relation_kind, state_of

_UPDATE_COLUMNS = (("at", "updated_at"), ("activity", "status"), ("actor", "updated_by"))
_ENDS = ("resolved_at", "closed_at", "responded_at")
_STATE_BY_TIME = (("resolved_at", "resolved"), ("ended_at", "resolved"), ("closed_at", "closed"))
_FALSE = pa.scalar(value=False)
_NAMED_WORDS = 5  # unknown states named in the remarks; more of them are free text


@dataclass(slots=True)
class Deriver:
    """Adds to the columns of one file, batch by batch.

    Attributes:
        table: the evidence table that the rows describe.
        header_of: gives the name of the column that fills a field.
        log: whether each row is an update rather than a record.
    """

    table: str
    product: Product
    tally: Tally
    header_of: Callable[[str], str]
    log: bool
    _states: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)
    _unknown: set[str] = field(default_factory=set)

    def add(self, columns: dict[str, Cells], rows: int) -> None:
        """Add to a batch what its columns imply, and empty ends that lie before openings."""
        if "changed_field" in columns and "new_value" in columns:
            _spread(columns, rows)
        for name, other in self.product.same.items():
            if other in columns:
                columns.setdefault(name, columns[other])
        if self.log:
            self._name_updates(columns)
        else:
            self._put_ends_after_openings(columns)
        names = TABLES[self.table].arrow.names
        if "priority_rank" in names and "priority" in columns:
            ranks = self.product.rank
            columns["priority_rank"] = _translated(
                columns["priority"], lambda word: rank_of(word, ranks), WHOLE
            )
        if self.table == "tickets" and "kind" in columns:
            kinds = self.product.kind_words
            columns["kind"] = _translated(
                columns["kind"], lambda word: kinds.get(word.casefold()) or kind_of(word), TEXT
            )
        if self.table == "cis":
            columns["state"] = _translated(columns.get("status", _nothing(rows)), item_state, TEXT)
        elif "state" in names:
            columns["state"] = self._state(columns, rows)
        if self.table == "relations":
            told = _translated(columns.get("kind", _nothing(rows)), relation_kind, TEXT)
            columns["kind"] = compute.fill_null(told, pa.scalar("depends_on", TEXT))

    def _name_updates(self, columns: dict[str, Cells]) -> None:
        for own, record in _UPDATE_COLUMNS:
            if own not in columns and record in columns:
                columns[own] = columns[record]
        if "at" in columns:
            columns.setdefault("updated_at", columns["at"])

    def _put_ends_after_openings(self, columns: dict[str, Cells]) -> None:
        opened = columns.get("opened_at")
        for name in _ENDS:
            if opened is None or name not in columns:
                continue
            early = compute.fill_null(compute.less(columns[name], opened), _FALSE)
            many = compute.sum(early).as_py() or 0
            if many:
                self.tally.count(
                    self.header_of(name), "it lies before the opening; taken as empty", many
                )
                columns[name] = compute.if_else(early, pa.scalar(None, TIME), columns[name])

    def _state(self, columns: dict[str, Cells], rows: int) -> Cells:
        nothing: Cells = pa.nulls(rows, TEXT)
        words: Cells = columns.get("status", columns.get("activity", nothing))
        details: Cells = columns.get("detail", nothing)
        told = pa.array(
            [
                self._told(*pair)
                for pair in zip(words.to_pylist(), details.to_pylist(), strict=True)
            ],
            TEXT,
        )
        return told if self.log else _by_times(told, columns, rows)

    def _told(self, word: str | None, detail: str | None) -> str | None:
        """Return the state that the words tell; a sub-state may tell how something ended."""
        if (word, detail) not in self._states:
            own = self.product.states(self.table)
            state = state_of(word, own) if word else None
            closer = state_of(detail, own) if detail else None
            if closer not in (None, "open") and state != "open":
                state = closer
            if state is None and word and not self.log:
                self._note_unknown(word)
            self._states[word, detail] = state
        return self._states[word, detail]

    def _note_unknown(self, word: str) -> None:
        self._unknown.add(word)
        if len(self._unknown) <= _NAMED_WORDS:
            reason = f"The state “{word}” is not known; whether it is open is taken from the times."
            self.tally.remark(self.header_of("status"), reason)


def _spread(columns: dict[str, Cells], rows: int) -> None:
    """Put the new values of a log of changed fields under the fields that they belong to."""
    named = [CHANGEABLE.get(key(cell or "")) for cell in columns["changed_field"].to_pylist()]
    values = columns["new_value"]
    for name in set(filter(None, named)):
        own = columns.get(name, pa.nulls(rows, TEXT))
        here = pa.array([one == name for one in named])
        columns[name] = compute.if_else(here, values, own)


def _by_times(told: Cells, columns: dict[str, Cells], rows: int) -> Cells:
    """Fill states that no word told: resolved or closed where there is a time, open where not."""
    ends = [(name, state) for name, state in _STATE_BY_TIME if name in columns]
    if not ends:
        return told
    by_times: Cells = pa.array(["open"] * rows, TEXT)
    for name, state in ends:
        by_times = compute.if_else(columns[name].is_valid(), pa.scalar(state, TEXT), by_times)
    return compute.coalesce(told, by_times)


def _nothing(rows: int) -> Cells:
    nothing: Cells = pa.nulls(rows, TEXT)
    return nothing


def _translated(
    column: Cells, translate: Callable[[str], str | int | None], type_: pa.DataType
) -> Cells:
    whole = column.combine_chunks().dictionary_encode()
    words = [translate(word) for word in whole.dictionary.to_pylist()]
    return pa.array(words, type_).take(whole.indices)
