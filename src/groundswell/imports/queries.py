"""Questions about imports."""

from pathlib import Path

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.imports.models import ImportRun
from groundswell.readers import Preview, preview


def list_runs() -> QuerySet[ImportRun]:
    """Return every import, newest first."""
    return ImportRun.objects.order_by("-id")


def get_run(number: str) -> ImportRun:
    """Return an import by its number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(ImportRun, number=number)


def look_into(run: ImportRun) -> Preview:
    """Return what the file looks like with the mapping as it stands, ten rows of it.

    Raises:
        BadInput: it cannot be read; the message says why.
    """
    return preview(Path(run.path), kind=run.kind or None, mapping=run.mapping or None, rows=10)


def rejects_of(run: ImportRun) -> Path | None:
    """Return the file with the rows that were not taken, or None when there are none."""
    path = Path(run.path).parent / "rejects.csv"
    return path if path.exists() else None
