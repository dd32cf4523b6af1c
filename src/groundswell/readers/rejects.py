"""Rows that were left out, kept for the person who can mend them."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from groundswell.readers.exports import safe_cell
from groundswell.readers.limits import limits
from groundswell.readers.report import Rejected


class Rejects:
    """The rejected rows of one file: the first ones in memory, all of them in a CSV file.

    The file is written only if a row is rejected. It holds the row number, the reason and the cells
    as found under their own header, so that mended rows can be read again.
    """

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path = path
        self.total = 0
        self._header = header
        self._kept: list[Rejected] = []
        self._file: IO[str] | None = None
        self._most: int = limits("rejects")["kept"]

    def add(self, row: int, reason: str, cells: Sequence[str | None]) -> None:
        """Reject one row."""
        self.total += 1
        if len(self._kept) < self._most:
            self._kept.append(Rejected(row, reason))
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(["row", "reason", *map(safe_cell, self._header)])
        csv.writer(self._file).writerow([row, reason, *(safe_cell(cell or "") for cell in cells)])

    @property
    def kept(self) -> tuple[Rejected, ...]:
        """Return the rejected rows in the order of the file."""
        return tuple(sorted(self._kept, key=lambda one: one.row))

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
