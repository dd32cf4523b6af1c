"""One file, from its bytes to staged rows."""

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from groundswell.kernel.errors import BadInput
from groundswell.readers.converting import Converter, staged_schema, table_of
from groundswell.readers.fields import CHANGEABLE
from groundswell.readers.guessing import Match
from groundswell.readers.holding import columns_held
from groundswell.readers.logs import find_time_of_log, is_log
from groundswell.readers.recognising import Recognised
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import SourceReport, Tally
from groundswell.readers.settling import Settled
from groundswell.readers.spooling import Spool
from groundswell.readers.understanding import Wishes, take_in, understand
from groundswell.readers.unpacking import PlainFile


@dataclass(slots=True)
class Stage:
    """A file whose rows are staged on disk, and what is known of it."""

    number: int
    file: PlainFile
    recognised: Recognised
    match: Match
    log: bool
    spooled: Spool
    rejects: Rejects
    tally: Tally
    path: Path
    records: int = 0
    events: int = 0

    @property
    def table(self) -> str:
        """Return the evidence table that the rows describe."""
        return table_of(self.recognised.kind)

    @property
    def is_links(self) -> bool:
        """Tell whether the rows link tickets to other records."""
        return self.recognised.kind == "relations"

    @property
    def tells_changes(self) -> bool:
        """Tell whether each row is the change of one field rather than the whole record."""
        return {"changed_field", "new_value"} <= set(self.match.places)

    @property
    def held(self) -> frozenset[str]:
        """Return the columns of the evidence that the file fills, whatever its rows say."""
        told = set(CHANGEABLE.values()) if self.tells_changes else set()
        return columns_held(
            frozenset(told.union(self.match.places)),
            self.table,
            self.recognised.product.same,
            log=self.log,
        )

    def header_of(self, name: str) -> str:
        """Return the name of the column that fills a field, the field itself if none does."""
        place = self.match.places.get(name)
        return name if place is None else self.spooled.header[place]

    def report(self) -> SourceReport:
        """Return how the file was read."""
        kind = self.recognised.kind
        return SourceReport(
            file=self.file.name,
            product=self.recognised.product.name,
            kind=_called(kind, log=self.log),
            because=self.recognised.because,
            rows=self.tally.rows,
            records=self.records,
            events=self.events if self.log or kind == "messages" else None,
            columns=self.match.columns(self.spooled.header),
            unused=self.match.unused(self.spooled.header),
            rejected=self.rejects.kept,
            rejected_total=self.rejects.total,
            warnings=self.tally.warnings(),
            held=self.held,
        )


def _called(kind: str, *, log: bool) -> str:
    """Return the kind as people name it with --as."""
    if kind == "dependencies":
        return "relations"
    return "events" if log and kind == "tickets" else kind


def stage(file: PlainFile, *, number: int, folder: Path, wishes: Wishes) -> Stage:
    """Read a plain file into staged rows.

    Raises:
        BadInput: it cannot be read, its kind is not read yet, or its columns say nothing.
    """
    tally = Tally(file.name)
    spooled, rejects = take_in(file, folder, tally, progress=wishes.progress)
    recognised, settled = grasp(spooled, wishes, tally, file.name)
    found = settled.match
    log = is_log(spooled, found, recognised.kind)
    if "id" not in found.places:
        tally.remark(
            "",
            "No column holds a number of the record; rows are called by their row in a "
            "spreadsheet program, such as “row 17” (the header counts).",
        )
    converter = Converter(
        spooled,
        settled,
        rejects,
        tally,
        source=file.name,
        required=required_time(recognised.kind, found, log=log),
        log=log,
        since=wishes.since,
        until=wishes.until,
        called=f"{Path(file.name).name} " if number else "",
    )
    path = folder / "staged.parquet"
    done = 0
    with pq.ParquetWriter(path, staged_schema(recognised.kind), compression="lz4") as writer:
        for batch in converter.batches():
            writer.write_table(batch)
            done += batch.num_rows
            if wishes.progress:
                wishes.progress(done, spooled.rows)
    return Stage(number, file, recognised, found, log, spooled, rejects, tally, path)


def grasp(spooled: Spool, wishes: Wishes, tally: Tally, name: str) -> tuple[Recognised, Settled]:
    """Understand a file, and once more as a log where its numbers turn out to repeat.

    Raises:
        BadInput: see `understand`.
    """
    try:
        recognised, settled = understand(spooled, wishes, tally, name)
    except BadInput:
        if (found := _grasp_acts(spooled, wishes, tally, name)) is None:
            raise
        return found
    if wishes.kind is not None or is_log(spooled, settled.match, recognised.kind):
        return recognised, settled
    place = find_time_of_log(spooled, settled.match, recognised.kind)
    if place is None:
        return recognised, settled
    tally.remarks.clear()
    time = spooled.header[place]
    tally.remark(time, "The numbers repeat while this time differs: each row is an update.")
    kind, field = (
        ("events", "at") if recognised.kind == "tickets" else (recognised.kind, "updated_at")
    )
    mapping = {**(wishes.mapping or {}), field: time}
    if mapping.get("opened_at") == time:
        del mapping["opened_at"]
    return understand(spooled, replace(wishes, kind=kind, mapping=mapping), tally, name)


def _grasp_acts(
    spooled: Spool, wishes: Wishes, tally: Tally, name: str
) -> tuple[Recognised, Settled] | None:
    """Understand as a log a file that tells nothing of its records but what was done, and when."""
    if wishes.kind is not None:
        return None
    remarks = list(tally.remarks)
    tally.remarks.clear()
    try:
        recognised, settled = understand(spooled, replace(wishes, kind="events"), tally, name)
    except BadInput:
        tally.remarks[:] = remarks
        return None
    return (recognised, settled) if "activity" in settled.match.places else None


def required_time(kind: str, found: Match, *, log: bool) -> str:
    """Return the field without whose time a row of this kind cannot be taken."""
    if log:
        return "at" if "at" in found.places else "updated_at"
    return "at" if kind in ("alerts", "messages", "events") else "opened_at"
