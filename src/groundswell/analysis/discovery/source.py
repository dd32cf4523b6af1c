"""Tickets as discovery reads them: coded columns as numbers, texts as Arrow, read in slices."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from groundswell.evidence.engines.interface import ROW, Engine
from groundswell.evidence.store import Evidence

FIELDS = (
    "service", "ci", "category", "subcategory", "symptom", "product", "department", "group",
    "closure_code", "caller", "channel", "location", "article_id",
)  # fmt: skip
# What stands after the first page of a description is a thread or a log.
_MOST_CHARACTERS = 2000


@dataclass(frozen=True)
class Codes:
    """A coded column: the number of each ticket's value, -1 where it has none, and the values."""

    numbers: npt.NDArray[np.int32]
    values: tuple[str, ...]

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """Return how many tickets hold each value."""
        return np.bincount(self.numbers[self.numbers >= 0], minlength=len(self.values))


@dataclass(frozen=True)
class Tickets:
    """All tickets in the order of the source."""

    ids: "pa.Array[Any]"
    #: microseconds since 1970, UTC; the smallest whole number where the source has no time
    opened: npt.NDArray[np.int64]
    codes: dict[str, Codes]
    #: titles and the beginnings of descriptions, "" where there is none
    wordings: pa.Table
    #: the same in the engine, with the number of each row
    told: ir.Table

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def by_hour(self) -> npt.NDArray[np.int64]:
        """Return how many tickets were opened in each hour of the day, UTC, shape (24,)."""
        return count_hours(self.opened)

    def texts_of(self, rows: npt.NDArray[np.int64]) -> dict[int, tuple[str, str]]:
        """Return title and description of some tickets by row number, in the source's order."""
        # To take rows from all pieces at once would first put these together, with all their text.
        pieces, starts = self._pieces
        rows = np.sort(rows)
        bounds = np.searchsorted(rows, starts)
        found: dict[int, tuple[str, str]] = {}
        for at in np.flatnonzero(np.diff(bounds)).tolist():
            here = rows[bounds[at] : bounds[at + 1]]
            part = pieces[at].take(pa.array(here - starts[at]))
            texts = zip(*(part.column(name).to_pylist() for name in ("title", "body")), strict=True)
            found.update(zip(here.tolist(), texts, strict=True))
        return found

    @cached_property
    def _pieces(self) -> tuple[list[pa.RecordBatch], npt.NDArray[np.int64]]:
        """Return the wordings as they lie in memory, and the row at which each piece starts."""
        pieces = self.wordings.to_batches()
        starts = np.cumsum([0, *(piece.num_rows for piece in pieces)], dtype=np.int64)
        return pieces, starts


_DAY = 86_400_000_000
_HOUR = 3_600_000_000
# Hours in one part of the day.
_PART = 3
NO_TIME = np.iinfo(np.int64).min


def read_tickets(evidence: Evidence, engine: Engine) -> Tickets:
    """Return the tickets of the evidence, as the engine reads them.

    Raises:
        NotKnown: the source holds no tickets; the message is the reason.
    """
    wanted = ("ticket_id", "opened_at", *FIELDS, "title", "description")
    table = engine.table(evidence, "tickets", wanted)
    coded = {name: table[name].strip().nullif("") for name in FIELDS}
    light = engine.collect(table.select(ROW, "ticket_id", "opened_at", **coded))
    told = table.select(
        ROW,
        title=table.title.fill_null(""),
        body=table.description.fill_null("").left(_MOST_CHARACTERS),
    )
    times: Any = light.column("opened_at")
    opened = times.cast(pa.int64()).fill_null(NO_TIME).to_numpy()
    return Tickets(
        light.column("ticket_id").combine_chunks(),
        opened,
        {name: _code(light.column(name)) for name in FIELDS} | {"hours": _code_hours(opened)},
        engine.collect(told),
        told,
    )


def count_hours(times: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return how many of these times fall into each hour of the day, UTC, shape (24,)."""
    return np.bincount((times[times != NO_TIME] % _DAY) // _HOUR, minlength=24)


def _code_hours(times: npt.NDArray[np.int64]) -> Codes:
    """Return the part of the day in which each ticket was opened; none for days without a time."""
    hours = np.where(times % _DAY == 0, -1, (times % _DAY) // (_PART * _HOUR))
    parts = np.where(times == NO_TIME, -1, hours).astype(np.int32)
    return Codes(parts, tuple(f"from {start:02}:00" for start in range(0, 24, _PART)))


def _code(column: "pa.ChunkedArray[Any]") -> Codes:
    coded = column.combine_chunks().dictionary_encode()
    numbers = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return Codes(numbers, tuple(str(value) for value in coded.dictionary.to_pylist()))
