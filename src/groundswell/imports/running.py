"""One import from the file to the records: read, load, report."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial

from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.imports import actions
from groundswell.imports.arriving import held_by
from groundswell.imports.loading import Carrier, Loaded, load_evidence
from groundswell.imports.models import ImportRun, ImportState
from groundswell.imports.origins import origin_of
from groundswell.imports.queries import rejects_file
from groundswell.imports.registers import load_items, load_relations
from groundswell.kernel.errors import BadInput
from groundswell.readers import Reading, read

#: tables that the records have a place for
_TAKEN = ("tickets", "cis", "relations")


def carry_out(run: ImportRun, *, by: User, at: datetime) -> ImportRun:
    """Read the file of an import and take over what it holds.

    A run that was killed or stopped may be carried out again: what is in stays, the rest follows.

    Returns:
        The run as it ended: done, stopped, or failed with its reason.
    """
    run = actions.begin_import(run, by=by, at=at)
    try:
        reading = read_file(run)
        return _load(run, reading, by=by, at=at)
    except BadInput as reason:
        return actions.fail_import(run, by=by, at=at, reason=str(reason))


def read_file(run: ImportRun) -> Reading:
    """Read the files of an import into evidence tables beside it.

    Raises:
        BadInput: it cannot be read; the message says why.
    """
    folder = run.folder
    tables = folder / "evidence"
    shutil.rmtree(tables, ignore_errors=True)
    for left in folder.glob("rejects*.csv"):
        left.unlink()  # of a reading before this one
    return read(
        run.files,
        into=tables,
        kind=run.kind or None,
        mapping=run.mapping or None,
        rejects=rejects_file(run),
        pseudonymise=False,
        salt=run.digest[:16].encode(),
    )


def _load(run: ImportRun, reading: Reading, *, by: User, at: datetime) -> ImportRun:
    evidence = reading.evidence
    total = _count(evidence)
    run = actions.note_progress(run, by=by, at=at, rows_done=0, rows_total=total)
    origin = origin_of(reading, digest=run.digest) if evidence.has("tickets") else ""
    carrier = Carrier(by=by, at=at, origin=origin, file=run.title[:120])
    before = Loaded()

    def on_batch(done: Loaded) -> bool:
        now = actions.note_progress(run, by=by, at=at, rows_done=(before + done).rows)
        return now.state == ImportState.RUNNING

    parts = (
        partial(load_items, evidence, carrier=carrier, sources=reading.sources, on_batch=on_batch),
        partial(load_relations, evidence, carrier=carrier, on_batch=on_batch),
        partial(_load_tickets, reading, carrier=carrier, on_batch=on_batch),
    )
    for part in parts:
        before += part()
        run.refresh_from_db()
        if run.state == ImportState.STOPPED:
            return run
    report = {
        "sources": [source.as_json() for source in reading.sources],
        "added": before.added,
        "changed": before.changed,
        "unchanged": before.unchanged,
    }
    return actions.finish_import(run, by=by, at=at, report=report)


def _load_tickets(
    reading: Reading, *, carrier: Carrier, on_batch: Callable[[Loaded], bool]
) -> Loaded:
    if not reading.evidence.has("tickets"):
        return Loaded()
    held = held_by(reading.sources)
    return load_evidence(reading.evidence, carrier=carrier, held=held, on_batch=on_batch)


def _count(evidence: Evidence) -> int:
    """Return how many records there are to bring in.

    Raises:
        BadInput: none that the records have a place for.
    """
    here = [table for table in _TAKEN if evidence.has(table)]
    if not here:
        raise BadInput(
            "This file holds nothing that the records have a place for: they take tickets with "
            "their history, configuration items and what depends on what. Problems, changes and "
            "alerts are read by `groundswell analyse`."
        )
    return sum(int(evidence.table(table).count().execute()) for table in here)
