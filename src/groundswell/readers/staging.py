"""One file, from its bytes to staged rows with everything decided about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from groundswell.kernel.errors import BadInput
from groundswell.readers.converting import Converter, staged_schema, table_of
from groundswell.readers.fields import CANONICAL
from groundswell.readers.logs import is_log
from groundswell.readers.matching import Match, match
from groundswell.readers.opening import open_table
from groundswell.readers.recognising import UNKNOWN, Recognised, guess_kind, recognise, why_not_yet
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import SourceReport, Tally
from groundswell.readers.settling import Settled, settle
from groundswell.readers.spooling import Progress, Spool, spool
from groundswell.readers.unpacking import PlainFile, explained

# At least one of these must be found, or the rows say nothing.
_TELLING = {
    "tickets": ("title", "description", "opened_at", "status", "category", "service", "ci"),
    "events": ("at", "updated_at", "order"),
    "problems": ("title", "description", "opened_at", "status", "root_cause"),
    "changes": (
        "title",
        "description",
        "opened_at",
        "started_at",
        "ended_at",
        "planned_start_at",
        "status",
    ),
    "alerts": ("at", "signal", "severity", "text"),
    "messages": ("text",),
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who starts the reading asks for."""

    kind: str | None = None
    mapping: Mapping[str, str] | None = None
    since: pa.Scalar | None = None
    until: pa.Scalar | None = None
    progress: Progress | None = None
    name_person: Callable[[str], str] = str


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
            kind="events" if self.log and kind == "tickets" else kind,
            because=self.recognised.because,
            rows=self.tally.rows,
            records=self.records,
            events=self.events if self.log or kind == "messages" else None,
            columns=self.match.columns(self.spooled.header),
            unused=self.match.unused(self.spooled.header),
            rejected=self.rejects.kept,
            rejected_total=self.rejects.total,
            warnings=self.tally.warnings(),
        )


def stage(file: PlainFile, number: int, folder: Path, wishes: Wishes, engine: Any) -> Stage:
    """Read a plain file into staged rows.

    Raises:
        BadInput: it cannot be read, its kind is not read yet, or its columns say nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally(file.name)
    spooled, rejects = take_in(file, folder, tally, wishes.progress)
    recognised, settled = understand(spooled, wishes, tally, file.name)
    found = settled.match
    log = is_log(spooled, found, recognised.kind, engine)
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
        required=_required(recognised.kind, found, log=log),
        log=log,
        source=file.name,
        since=wishes.since,
        until=wishes.until,
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


def take_in(
    file: PlainFile, folder: Path, tally: Tally, progress: Progress | None, most: int | None = None
) -> tuple[Spool, Rejects]:
    """Put the raw rows of a file on disk.

    Raises:
        BadInput: it cannot be read, or has no rows below its header.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = open_table(file)
    rejects = Rejects(folder / "rejects.csv", table.header)
    with explained(file.name):
        spooled = spool(table, folder / "raw.parquet", rejects, tally, progress=progress, most=most)
    if not spooled.rows and not tally.rows:
        raise BadInput(
            f"{file.name} holds a header and no rows ({', '.join(table.header[:8])}). "
            "Export it again with records in it."
        )
    return spooled, rejects


def understand(
    spooled: Spool, wishes: Wishes, tally: Tally, name: str
) -> tuple[Recognised, Settled]:
    """Decide product, kind, columns and how each of them is read.

    Raises:
        BadInput: the kind is not read yet, or the columns say nothing.
    """
    sample = spooled.sample()
    recognised = _recognised(spooled, sample, wishes, name)
    found = match(spooled.header, sample, recognised.kind, recognised.product, wishes.mapping)
    settled = settle(
        spooled,
        found,
        recognised.kind,
        recognised.product,
        name_person=wishes.name_person,
        tally=tally,
    )
    if not any(field in found.places for field in _TELLING[recognised.kind]):
        raise BadInput(_what_is_missing(name, spooled.header, recognised.kind, found))
    return recognised, settled


def _recognised(
    spooled: Spool, sample: Mapping[str, list[str]], wishes: Wishes, name: str
) -> Recognised:
    found = recognise(spooled.header, sample)
    kind = wishes.kind or (found.kind if found else guess_kind(spooled.header, sample))
    if sentence := why_not_yet(kind):
        raise BadInput(f"{name}: {sentence}")
    if kind not in CANONICAL:
        raise BadInput(f"{kind} is no kind of record; it is one of {', '.join(CANONICAL)}.")
    if found is None:
        return Recognised(UNKNOWN, kind, "no known product; columns were taken by their names")
    return Recognised(found.product, kind, found.because)


def _what_is_missing(name: str, header: list[str], kind: str, found: Match) -> str:
    known = ", ".join(f"{column} as {field}" for column, field in found.columns(header).items())
    wanted = ", ".join(_TELLING[kind])
    return (
        f"{name}: the columns of this file say too little to read {kind} from it. It has: "
        f"{', '.join(header[:20])}. Understood: {known or 'nothing'}. Say with --map which column "
        f"holds one of: {wanted}; or with --as what kind of records these are."
    )


def _required(kind: str, found: Match, *, log: bool) -> str:
    if log:
        return "at" if "at" in found.places else "updated_at"
    return "at" if kind in ("alerts", "messages", "events") else "opened_at"
