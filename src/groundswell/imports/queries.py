"""Questions about imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.imports.models import ImportRun
from groundswell.readers import CANONICAL, Preview, previews, rejects_of_file


def list_runs() -> QuerySet[ImportRun]:
    """Return every import, newest first."""
    return ImportRun.objects.order_by("-id")


def get_run(number: str) -> ImportRun:
    """Return an import by its number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(ImportRun, number=number)


def look_into(run: ImportRun) -> list[Preview]:
    """Return what each file looks like with the mapping as it stands, ten rows of it.

    Raises:
        BadInput: it cannot be read; the message says why.
    """
    return previews(run.files, kind=run.kind or None, mapping=run.mapping or None, rows=10)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file that is used: its header, and what it is read as."""

    header: str
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Look:
    """One file as a page shows it before it is taken over."""

    preview: Preview
    columns: list[Column]
    rows: list[Sequence[str]]


def lay_out(found: Preview) -> Look:
    """Return a file as people look at it."""
    return Look(found, lay_out_columns(found), lay_out_rows(found))


def lay_out_columns(found: Preview) -> list[Column]:
    """Return the columns that are used, in the order of the file."""
    known = CANONICAL[found.kind]
    return [
        Column(header, field, known[field].label if field in known else field)
        for header, field in found.mapping.items()
    ]


def lay_out_rows(found: Preview) -> list[Sequence[str]]:
    """Return the first rows as people read them, a text for each used column."""
    fields = list(found.mapping.values())
    return [[_as_read(row.get(field)) for field in fields] for row in found.rows]


def _as_read(value: str | None) -> str:
    """Return a cell; a time without the marks that only programs need."""
    try:
        return f"{datetime.fromisoformat(value or ''):%Y-%m-%d %H:%M}"
    except ValueError:
        return value or ""


def list_rejects(run: ImportRun) -> dict[int, Path]:
    """Return the files with the rows that were not taken, by the place of their file, from 1."""
    first = rejects_file(run)
    places = range(1, len(run.report.get("sources", ())) + 1)
    paths = {place: rejects_of_file(first, place) for place in places}
    return {place: path for place, path in paths.items() if path.exists()}


def rejects_file(run: ImportRun) -> Path:
    """Return where the rows of the first file go that are not taken."""
    return run.folder / "rejects.csv"
