"""One import from the file to the records: read, load, report."""

import shutil
from datetime import datetime
from pathlib import Path

from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.imports import actions
from groundswell.imports.arriving import held_by
from groundswell.imports.loading import Carrier, Loaded, load_evidence
from groundswell.imports.models import ImportRun, ImportState
from groundswell.imports.origins import origin_of
from groundswell.kernel.errors import BadInput
from groundswell.readers import Reading, read


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
    folder = Path(run.path).parent
    tables = folder / "evidence"
    shutil.rmtree(tables, ignore_errors=True)
    return read(
        run.files,
        into=tables,
        kind=run.kind or None,
        mapping=run.mapping or None,
        rejects=folder / "rejects.csv",
        pseudonymise=False,
        salt=run.digest[:16].encode(),
    )


def _load(run: ImportRun, reading: Reading, *, by: User, at: datetime) -> ImportRun:
    total = _count(reading.evidence)
    run = actions.note_progress(run, by=by, at=at, rows_done=0, rows_total=total)

    def on_batch(done: Loaded) -> bool:
        now = actions.note_progress(run, by=by, at=at, rows_done=done.rows)
        return now.state == ImportState.RUNNING

    carrier = Carrier(
        by=by, at=at, origin=origin_of(reading, digest=run.digest), file=run.title[:120]
    )
    loaded = load_evidence(
        reading.evidence, carrier=carrier, held=held_by(reading.sources), on_batch=on_batch
    )
    report = {
        "sources": [source.as_json() for source in reading.sources],
        "added": loaded.added,
        "changed": loaded.changed,
        "unchanged": loaded.unchanged,
    }
    run.refresh_from_db()
    if run.state == ImportState.STOPPED:
        return run
    return actions.finish_import(run, by=by, at=at, report=report)


def _count(evidence: Evidence) -> int:
    if not evidence.has("tickets"):
        raise BadInput(
            "This file holds no tickets. Problems, changes and alerts are read by "
            "`groundswell analyse`; the records take tickets so far."
        )
    return int(evidence.table("tickets").count().execute())
