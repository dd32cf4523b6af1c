"""What a reading of a file would make of it, shown before anything is kept."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from groundswell.kernel.errors import BadInput
from groundswell.readers.converting import Converter, table_of
from groundswell.readers.fields import KEY_COLUMNS
from groundswell.readers.limits import limits
from groundswell.readers.logs import is_log
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import Rejected, Remark, Tally
from groundswell.readers.settling import Settled
from groundswell.readers.spooling import Spool
from groundswell.readers.staging import grasp, required_time
from groundswell.readers.understanding import Wishes, take_in
from groundswell.readers.unpacking import PlainFile, Source, unpack


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file is understood from its first rows.

    Attributes:
        file: the name of the file.
        product: the product it was recognised as, `unknown` if none.
        label: the product's name for people.
        kind: the kind of record it is taken for; `events` if its rows are updates of tickets.
        because: why, as a sentence.
        header: the columns of the file, in order.
        mapping: canonical field by column, for those that are used.
        unmapped: the columns that are not used.
        rows: the first rows as they would be kept, texts by canonical field; times as ISO 8601.
        times: how times are read, day or month first and in which zone, as a sentence by column.
        rejected: rows among those looked at that would be left out.
        warnings: what would be assumed, repaired or left unused.
        rows_looked_at: how many rows all this is drawn from.
    """

    file: str
    product: str
    label: str
    kind: str
    because: str
    header: tuple[str, ...]
    mapping: Mapping[str, str]
    unmapped: tuple[str, ...]
    rows: tuple[Mapping[str, str | None], ...]
    times: Mapping[str, str]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Remark, ...]
    rows_looked_at: int


def preview(
    source: Source,
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    rows: int = 10,
) -> Preview:
    """Return what the first rows of a file would become; of a packed folder, its first file.

    People are shown by name, because it is the reader's own file on their own screen.

    Raises:
        BadInput: the file cannot be used; the message says why.
    """
    return previews([source], kind=kind, mapping=mapping, rows=rows)[0]


def previews(
    sources: Sequence[Source],
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    rows: int = 10,
) -> list[Preview]:
    """Return what the first rows of each file would become that is read together with others.

    Raises:
        BadInput: a file cannot be used, or none of those that are packed together.
    """
    found: list[Preview] = []
    with tempfile.TemporaryDirectory() as name:
        for place, source in enumerate(sources):
            before, unread = len(found), ""
            for number, file in enumerate(unpack(source, Path(name) / f"source-{place}")):
                partly = len(sources) > 1 or file.packed_with_others
                wishes = Wishes(kind=kind, mapping=mapping, partly=partly)
                try:
                    folder = Path(name) / f"file-{place}-{number}"
                    found.append(_look_at(file, folder, wishes, rows))
                except BadInput as reason:
                    if not file.packed_with_others:
                        raise
                    unread = unread or str(reason)
            if unread and before == len(found):
                raise BadInput(unread)
    return found


def _look_at(file: PlainFile, folder: Path, wishes: Wishes, rows: int) -> Preview:
    tally = Tally(file.name)
    most: int = limits()["preview_rows"]
    spooled, rejects = take_in(file, folder, tally, most=most)
    _, settled = grasp(spooled, wishes, tally, file.name)
    log = is_log(spooled, settled.match, settled.kind)
    staged = _first_batch(spooled, settled, rejects, tally, log=log)
    rejects.flush()
    return _described(spooled, settled, rejects, tally, staged.slice(0, rows), log=log)


def _first_batch(
    spooled: Spool, settled: Settled, rejects: Rejects, tally: Tally, *, log: bool
) -> pa.Table:
    required = required_time(settled.kind, settled.match, log=log)
    converter = Converter(
        spooled, settled, rejects, tally, source=tally.file, required=required, log=log
    )
    return next(converter.batches())


def _described(
    spooled: Spool, settled: Settled, rejects: Rejects, tally: Tally, staged: pa.Table, *, log: bool
) -> Preview:
    product, match = settled.recognised.product, settled.match
    kind = "events" if log and settled.kind == "tickets" else settled.kind
    columns = {name: _kept_as(name, settled.kind) for name in match.places}
    first = [
        {name: _shown(row.get(column)) for name, column in columns.items()}
        for row in staged.to_pylist()
    ]
    return Preview(
        file=tally.file,
        product=product.name,
        label=product.label,
        kind=kind,
        because=f"Taken for {kind} of {product.label}: {settled.recognised.because}.",
        header=tuple(spooled.header),
        mapping=match.columns(spooled.header),
        unmapped=match.unused(spooled.header),
        rows=tuple(first),
        times=settled.times,
        rejected=rejects.kept,
        warnings=tally.warnings(),
        rows_looked_at=tally.rows,
    )


def _kept_as(name: str, kind: str) -> str:
    """Return the staged column that a field ends up in."""
    if name == "id":
        return KEY_COLUMNS[table_of(kind)]
    return "actor" if name == "updated_by" else name


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)
