"""What can happen to a file that somebody brought."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django_q.tasks import async_task

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.imports.models import ImportRun, ImportState
from groundswell.kernel.errors import BadInput, Refusal

_COPY = 1 << 20


@needs("imports.run")
def keep_files(*, by: User, at: datetime, files: Iterable[tuple[str, IO[bytes]]]) -> ImportRun:
    """Store files that are read together under the installation's folder, ready to be looked at.

    Args:
        by: who brings them.
        at: when.
        files: each under the name that the one who brings it gives it; at least one.

    Raises:
        BadInput: they cannot be stored; nothing is kept then.
    """
    with transaction.atomic():
        run = trail.begin(ImportRun(), "import.uploaded", by=by, at=at)
        folder = run.folder
        digest = hashlib.sha256()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            kept = [
                (name, _store(content, folder / f"export-{place}{_suffix(name)}", digest))
                for place, (name, content) in enumerate(files)
            ]
        except BaseException as problem:
            shutil.rmtree(folder, ignore_errors=True)
            if not isinstance(problem, OSError):
                raise
            raise BadInput(
                f"The file could not be stored in {folder.parent}: {problem.strerror}. Free some "
                "space there and bring it again."
            ) from problem
        with trail.change(run, "import.stored", by=by, at=at) as fresh:
            fresh.file_name, fresh.path = kept[0][0][-255:], str(kept[0][1])
            fresh.beside = [(name, str(path)) for name, path in kept[1:]]
            fresh.digest = digest.hexdigest()
    return fresh


def _suffix(name: str) -> str:
    """Return the end of a stranger's file name, which tells the format; the rest is not used."""
    return "".join(Path(name).suffixes[-2:])[:12]


def _store(content: IO[bytes], path: Path, digest: Any) -> Path:
    with path.open("wb") as target:
        while block := content.read(_COPY):
            digest.update(block)
            target.write(block)
    return path


@needs("imports.run")
def correct_mapping(
    run: ImportRun, *, by: User, at: datetime, kind: str, mapping: Mapping[str, str]
) -> ImportRun:
    """Say what the columns of a file mean, where the recognition got it wrong.

    Raises:
        Refusal: the import is under way.
    """
    with trail.change(run, "import.mapped", by=by, at=at) as fresh:
        if fresh.is_busy:
            raise Refusal(f"{fresh} is under way; stop it before you correct the columns.")
        fresh.kind, fresh.mapping = kind, dict(mapping)
    return fresh


@needs("imports.run")
def start_import(run: ImportRun, *, by: User, at: datetime) -> ImportRun:
    """Ask for an import in the background; one that was stopped or failed goes on.

    Raises:
        Refusal: it is under way.
    """
    with trail.change(run, "import.asked", by=by, at=at) as fresh:
        if fresh.is_busy:
            raise Refusal(f"{fresh} is under way already.")
        fresh.state = ImportState.WAITING
        fresh.failure = ""
        fresh.started_at, fresh.finished_at = at, None
        transaction.on_commit(
            partial(async_task, "groundswell.imports.tasks.run_import", fresh.pk, by.pk)
        )
    return fresh


@needs("imports.run")
def stop_import(run: ImportRun, *, by: User, at: datetime) -> ImportRun:
    """Stop after the batch under way; what is in stays in, and starting again goes on.

    Raises:
        Refusal: it is not under way.
    """
    with trail.change(run, "import.stopped", by=by, at=at) as fresh:
        if not fresh.is_busy:
            raise Refusal(f"{fresh} is not under way.")
        fresh.state = ImportState.STOPPED
        fresh.finished_at = at
    return fresh


@needs("imports.run")
def begin_import(run: ImportRun, *, by: User, at: datetime) -> ImportRun:
    """Say that the reading begins."""
    with trail.change(run, "import.begun", by=by, at=at) as fresh:
        fresh.state = ImportState.RUNNING
        fresh.started_at = fresh.started_at or at
        fresh.rows_done = 0
    return fresh


@needs("imports.run")
def note_progress(
    run: ImportRun, *, by: User, at: datetime, rows_done: int, rows_total: int | None = None
) -> ImportRun:
    """Write down how far an import is; return it as it stands, so that a stop is seen."""
    with trail.change(run, "import.progressed", by=by, at=at) as fresh:
        fresh.rows_done = rows_done
        fresh.rows_total = rows_total if rows_total is not None else fresh.rows_total
    return fresh


@needs("imports.run")
def finish_import(
    run: ImportRun, *, by: User, at: datetime, report: Mapping[str, Any]
) -> ImportRun:
    """Say that everything is in, and what was not taken."""
    with trail.change(run, "import.finished", by=by, at=at) as fresh:
        fresh.state = ImportState.DONE
        fresh.report = dict(report)
        fresh.finished_at = at
    return fresh


@needs("imports.run")
def fail_import(run: ImportRun, *, by: User, at: datetime, reason: str) -> ImportRun:
    """Say that an import could not go on, and why."""
    with trail.change(run, "import.failed", by=by, at=at) as fresh:
        fresh.state = ImportState.FAILED
        fresh.failure = reason
        fresh.finished_at = at
    return fresh
