"""Rows that were left out, kept for the person who can mend them."""

import csv
from collections.abc import Sequence
from pathlib import Path

from groundswell.readers.exports import safe_cell
from groundswell.readers.limits import limits
from groundswell.readers.report import Rejected

_HELD = 1000


def rejects_of_file(rejects: Path, place: int) -> Path:
    """Return where the rejected rows of one file of a reading go: the first has the name as it is.

    Args:
        rejects: the name that was asked for.
        place: of the file in the reading, from 1.
    """
    return rejects if place == 1 else rejects.with_stem(f"{rejects.stem}-{place}")


class Rejects:
    """The rejected rows of one file: the first ones in memory, all of them in a CSV file.

    The file is written only if a row is rejected. It holds the row number, the reason and the cells
    as found under their own header, so that mended rows can be read again.
    """

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path = path
        self.total = 0
        self._lines: list[list[str]] = [["row", "reason", *map(safe_cell, header)]]
        self._kept: list[Rejected] = []
        self._most: int = limits("rejects")["kept"]

    def add(self, row: int, reason: str, cells: Sequence[str | None]) -> None:
        """Reject one row."""
        self.total += 1
        if len(self._kept) < self._most:
            self._kept.append(Rejected(row, reason))
        self._lines.append([str(row), safe_cell(reason), *(safe_cell(c or "") for c in cells)])
        if len(self._lines) >= _HELD:
            self.flush()

    @property
    def kept(self) -> tuple[Rejected, ...]:
        """Return the rejected rows in the order of the file."""
        return tuple(sorted(self._kept, key=lambda one: one.row))

    def flush(self) -> None:
        """Bring the file up to date."""
        if not self.total:
            return
        encoding = "utf-8" if self.path.exists() else "utf-8-sig"
        with self.path.open("a", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(self._lines)
        self._lines.clear()
