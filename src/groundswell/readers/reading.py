"""Files of other tools read into evidence: the way of a reading from first byte to last table."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import duckdb

from groundswell.evidence.store import Evidence
from groundswell.kernel.errors import BadInput
from groundswell.readers.arrow import Moment
from groundswell.readers.combining import combine, write_people
from groundswell.readers.converting import instant
from groundswell.readers.engine import connect
from groundswell.readers.matching import check_mapping
from groundswell.readers.people import Pseudonyms
from groundswell.readers.rejects import rejects_of_file
from groundswell.readers.report import Reading
from groundswell.readers.spooling import Progress
from groundswell.readers.staging import Stage, stage
from groundswell.readers.understanding import Wishes
from groundswell.readers.unpacking import PlainFile, Source, changed, unpack, watch

_ABSENT = {
    "events": "the files hold each record once, without its updates",
    "problems": "no problem records in the files",
    "changes": "no change records in the files",
    "messages": "no conversations in the files",
}


def read(  # noqa: PLR0913 (each is a wish of the person who starts it)
    paths: Sequence[Source],
    *,
    into: Path,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    since: date | datetime | None = None,
    until: date | datetime | None = None,
    rejects: Path | None = None,
    progress: Progress | None = None,
    salt: bytes | None = None,
    pseudonymise: bool = True,
) -> Reading:
    """Read exports of other tools into evidence tables in a folder.

    Several files complete each other: further tickets, or the updates of the same tickets. Nothing
    is left in the folder unless everything could be read and written.

    Args:
        paths: files, by their path or with the name that people know them by, or open binary
            streams such as standard input.
        into: folder for the tables, as Parquet; it must be empty or not exist.
        kind: tickets, events, problems, changes, alerts or messages; recognised if None.
        mapping: column name by canonical field (see `CANONICAL`), ahead of what is recognised; of
            several files each takes what it has.
        since: records opened before are rejected.
        until: records opened, or updates made, at or after this moment are rejected.
        rejects: CSV file for the rejected rows with number and reason, written if there are any;
            with several files, those after the first get the number of the file in their name.
        progress: called with rows done and rows in all (None while they are being counted).
        salt: makes pseudonyms of people the same in several runs; drawn anew for each run if None.
        pseudonymise: False keeps names, for a reading into one's own database.

    Raises:
        BadInput: a file cannot be used, or the tables cannot be written; the message says why.
    """
    wishes = Wishes(
        kind=kind,
        mapping=mapping,
        since=_moment(since),
        until=_moment(until),
        progress=progress,
        name_person=Pseudonyms(salt) if pseudonymise else str,
    )
    with _workshop(into) as workshop:
        stages = _stage_all(paths, workshop, wishes)
        tables = workshop / "tables"
        tables.mkdir()
        engine = connect(workshop)
        try:
            combine(stages, tables, engine, wishes.since)
            write_people(tables, engine)
            _check_any(stages)
        finally:
            engine.disconnect()
        _hand_over(stages, tables, into, rejects)
        reports = tuple(one.report() for one in stages)
    kinds = " and ".join(dict.fromkeys(one.table for one in stages))
    no_tickets = f"the files hold {kinds} and no tickets; name an export of the tickets beside them"
    return Reading(Evidence.open(into, absent=_ABSENT | {"tickets": no_tickets}), reports)


def _stage_all(paths: Sequence[Source], workshop: Path, wishes: Wishes) -> list[Stage]:
    stages: list[Stage] = []
    for place, source in enumerate(paths):
        place_of = source.path if isinstance(source, PlainFile) else source
        unchanged = watch(place_of) if isinstance(place_of, Path) else _always
        here = len(stages)
        unread: list[str] = []
        for file in unpack(source, workshop / f"source-{place}"):
            folder = workshop / f"file-{len(stages)}"
            own = replace(wishes, partly=len(paths) > 1 or file.packed_with_others)
            try:
                stages.append(stage(file, number=len(stages), folder=folder, wishes=own))
            except BadInput as reason:
                if not file.packed_with_others:
                    raise
                unread.append(str(reason))
            if not unchanged():
                raise BadInput(changed(file.name))
        if unread and here == len(stages):
            raise BadInput(unread[0])
        for why in unread:
            stages[here].tally.remark("", f"Packed beside it and not read: {why}")
    if not stages:
        raise BadInput("No file was named. Name at least one export to read.")
    files = [(one.recognised.kind, one.spooled.header) for one in stages]
    check_mapping(wishes.mapping or {}, files)
    return stages


def _check_any(stages: Sequence[Stage]) -> None:
    """Refuse a reading that leaves no record at all.

    Raises:
        BadInput: every row was rejected; the message gives the first reason.
    """
    if not any(one.records for one in stages):
        first = next(rejected for one in stages for rejected in one.rejects.kept)
        raise BadInput(
            f"None of the {sum(one.tally.rows for one in stages)} rows could be read. "
            f"Row {first.row}: {first.reason}."
        )


def _always() -> bool:
    return True


@contextmanager
def _workshop(into: Path) -> Iterator[Path]:
    """Provide a folder beside the destination that is gone afterwards, whatever happens.

    Raises:
        BadInput: the destination is in use, or the disk is full.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BadInput(f"{into} is not an empty folder. Name another one, or empty it.")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{into.name}-", dir=into.parent))
    except OSError as error:
        raise BadInput(f"{into} cannot be written: {error.strerror}.") from error
    try:
        yield folder
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise BadInput(
            f"The rows could not be written to {into.parent}: {reason}. Nothing was kept; free "
            "some space there and start again."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(stages: Sequence[Stage], tables: Path, into: Path, rejects: Path | None) -> None:
    """Move what is complete to where it was asked for."""
    for one in stages:
        one.rejects.flush()
    if rejects is not None:
        for place, one in enumerate(stages, start=1):
            if one.rejects.total:
                _move(one.rejects.path, rejects_of_file(rejects, place))
    if into.exists():
        into.rmdir()
    tables.replace(into)


def _move(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise BadInput(
            f"The rejected rows cannot be written to {target}: {error.strerror}. Nothing was kept."
        ) from error


def _moment(at: date | datetime | None) -> Moment | None:
    if at is None:
        return None
    return instant(at if isinstance(at, datetime) else datetime.combine(at, time()))
