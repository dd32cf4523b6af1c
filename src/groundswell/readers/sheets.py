"""Sheets of spreadsheet programs: XLSX, XLSM, XLSB, XLS and ODS."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from groundswell.kernel.errors import BadInput
from groundswell.readers.headers import find_header, name_apart, tidy
from groundswell.readers.limits import limits
from groundswell.readers.rawtables import RawTable, Row
from groundswell.readers.recognising import known_header

_TOP_ROWS = 20
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_FAR_COLUMN = re.compile(rb'<c\b[^>]*?\br="([A-Z]{2,3})\d')


def open_sheet(path: Path, name: str) -> RawTable:
    """Open the sheet that looks most like a table of records.

    Sheets above or beside it are named in the remarks. Cells that hold a date come as ISO text.

    Raises:
        BadInput: the file is damaged, locked, empty or spans more cells than can be held.
    """
    _check_span(path, name)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {title: book.get_sheet_by_name(title) for title in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise BadInput(
            f"{name} is no readable sheet ({error}). It may be cut off or locked with a password; "
            "save it again as XLSX or CSV."
        ) from error
    tops = {title: _top(sheet) for title, sheet in sheets.items()}
    filled = {title: rows for title, rows in tops.items() if rows}
    if not filled:
        raise BadInput(f"{name} is empty. Export it again; it should hold a header and rows.")
    chosen = max(filled, key=lambda title: _likeness(filled[title]))
    others = [title for title in filled if title != chosen]
    return _table(sheets[chosen], chosen, filled[chosen], others)


def _table(sheet: Any, title: str, top: list[Row], others: list[str]) -> RawTable:
    number, header = top[find_header([cells for _, cells in top], known_header())]

    def rows() -> Iterable[Row]:
        start = 1 + (sheet.start[0] if sheet.start else 0)
        for place, cells in enumerate(sheet.iter_rows(), start=start):
            if place > number and any(cell != "" for cell in cells):
                yield place, [_text(cell) for cell in cells]

    remarks = [f"Read the sheet {title}; not read: {', '.join(others)}."] if others else []
    return RawTable(
        format=f"sheet {title}",
        header=name_apart([tidy(cell) for cell in header]),
        rows=rows,
        exact_width=False,
        remarks=remarks,
    )


def _top(sheet: Any) -> list[Row]:
    start = 1 + (sheet.start[0] if sheet.start else 0)
    found: list[Row] = []
    for place, cells in enumerate(sheet.iter_rows(), start=start):
        if any(cell != "" for cell in cells):
            found.append((place, [_text(cell) for cell in cells]))
        if len(found) == _TOP_ROWS:
            break
    return found


def _likeness(top: list[Row]) -> tuple[int, int]:
    from_header = max(len({tidy(cell).casefold() for cell in cells}) for _, cells in top)
    return len(top), from_header


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        return _clock(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _clock(length: timedelta) -> str:
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _check_span(path: Path, name: str) -> None:
    """Refuse a sheet whose cells lie so far apart that the rectangle between them fills memory.

    Raises:
        BadInput: it spans too many cells, swells like a bomb, or is damaged.
    """
    if not zipfile.is_zipfile(path):
        if path.read_bytes()[:2] == b"PK":
            raise BadInput(f"{name} is a sheet that was cut off. Copy or export it again.")
        return
    bounds = limits("unpacking")
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > max(bounds["free_bytes"], path.stat().st_size * bounds["ratio"]):
            raise BadInput(
                f"{name} swells to more than {bounds['ratio']} times its packed size; that is no "
                "export but a trap or a damaged file. Save it as CSV if you trust it."
            )
        parts = [part for part in packed.namelist() if part.startswith("xl/worksheets/sheet")]
        for part in parts:
            if _span(packed, part) > bounds["sheet_cells"]:
                raise BadInput(
                    f"{name} has cells that lie millions of cells apart, so it cannot be held in "
                    "memory. Delete what stands far from the table, or save it as CSV."
                )


def _span(packed: zipfile.ZipFile, part: str) -> int:
    last_row, last_column, tail = 1, 26, b""
    with packed.open(part) as stream:
        while chunk := stream.read(1 << 20):
            window = tail + chunk
            if rows := _ROW.findall(window):
                last_row = max(last_row, *map(int, rows[-1:]))
            for letters in set(_FAR_COLUMN.findall(window)):
                last_column = max(last_column, _column(letters))
            tail = window[-100:]
    return last_row * last_column


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place
