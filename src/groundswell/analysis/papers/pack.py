"""Files in one zip, of which the same content gives the same bytes."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date

from groundswell.analysis.papers.html import render_html
from groundswell.analysis.papers.model import Paper, Sheet
from groundswell.analysis.papers.pdf import render_pdf

#: a cell that begins so would be carried out by a spreadsheet (OWASP, CSV injection)
_CARRIED_OUT = ("=", "+", "-", "@", "\t", "\r")


def make_pack(paper: Paper, *, name: str, further: Mapping[str, bytes] | None = None) -> bytes:
    """Return a zip with the paper as HTML and PDF, its tables as CSV, and further files.

    Args:
        paper: what stands in it.
        name: of the files and of the folder in the zip.
        further: name of a file → what it holds.
    """
    files = {
        f"{name}.html": render_html(paper).encode(),
        f"{name}.pdf": render_pdf(paper),
        **{sheet.file: write_csv(sheet) for sheet in paper.sheets if sheet.file},
        **(further or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            archive.writestr(_entry(f"{name}/{path}", paper.written_on), content)
    return packed.getvalue()


def write_csv(sheet: Sheet) -> bytes:
    """Return the table of a sheet as CSV with a byte order mark, which spreadsheets ask for."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return told.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: str | date) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if cell.startswith(_CARRIED_OUT) else cell


def _entry(path: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
