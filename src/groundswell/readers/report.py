"""What was read, from where, and what could not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from groundswell.evidence.store import Evidence


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that was left out: its number as a spreadsheet program shows it, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What people should know about a column, or about the whole file (empty name)."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one file was read.

    Attributes:
        file: the name it was given by.
        product: the product it was recognised as, `unknown` if none.
        kind: tickets, events, problems, changes, alerts or messages.
        because: why product and kind were taken, as a sentence.
        rows: rows below the header that hold anything.
        records: tickets, problems, changes or alerts read from them; in a log the number of
            records that its rows belong to.
        events: rows of a log that were taken in; None for a file with one row per record.
        columns: canonical field by column name.
        unused: columns that were not read.
        rejected: the first rows left out; `rejected_total` counts all of them.
        warnings: what was assumed, repaired or left unused.
        held: the columns of the evidence that the file fills, whatever its rows say.

    rows = records + rejected_total; in a log rows = events + rejected_total.
    """

    file: str
    product: str
    kind: str
    because: str
    rows: int
    records: int
    events: int | None
    columns: Mapping[str, str]
    unused: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    rejected_total: int
    warnings: tuple[Remark, ...]
    held: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Return the report as an element of `sources` in the JSON of the command line."""
        return {
            "file": self.file,
            "product": self.product,
            "kind": self.kind,
            "because": self.because,
            "rows": self.rows,
            "records": self.records,
            "events": self.events,
            "columns": dict(self.columns),
            "unused": list(self.unused),
            "rejected": [{"row": one.row, "reason": one.reason} for one in self.rejected],
            "rejected_total": self.rejected_total,
            "warnings": [{"column": one.column, "reason": one.reason} for one in self.warnings],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """The evidence read from one run's files, and how each of them was read."""

    evidence: Evidence
    sources: tuple[SourceReport, ...]


@dataclass(slots=True)
class Tally:
    """Counts and remarks that gather while a file is read."""

    file: str
    rows: int = 0
    remarks: list[Remark] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def remark(self, column: str, reason: str) -> None:
        """Note something once."""
        if (remark := Remark(column, reason)) not in self.remarks:
            self.remarks.append(remark)

    def count(self, column: str, what: str, many: int = 1) -> None:
        """Count cells of a column to which the same thing happened; `what` goes behind a number."""
        if many:
            self.counts[column, what] = self.counts.get((column, what), 0) + many

    def warnings(self) -> tuple[Remark, ...]:
        """Return the remarks, then the counts in words."""
        counted = [
            Remark(column, f"{many} {'row' if many == 1 else 'rows'}: {what}")
            for (column, what), many in self.counts.items()
        ]
        return (*self.remarks, *counted)
