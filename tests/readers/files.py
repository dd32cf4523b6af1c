"""Files of the shapes that exports have, written for one test each, and what was read from them."""

import tempfile
from pathlib import Path
from typing import Any

from groundswell.readers import Reading, SourceReport, read


def put(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    """Write a file; text as UTF-8."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_file(
    folder: Path, content: str | bytes, name: str = "export.csv", **wishes: Any
) -> Reading:
    """Write a file and read it."""
    return read_paths(folder, put(folder, content, name), **wishes)


def read_paths(folder: Path, *paths: Path, **wishes: Any) -> Reading:
    """Read files into a folder of their own."""
    return read(list(paths), into=Path(tempfile.mkdtemp(dir=folder)) / "evidence", **wishes)


def rows(reading: Reading, table: str = "tickets") -> list[dict[str, Any]]:
    """Return the rows of an evidence table without the fields that are empty."""
    found = reading.evidence.arrow(table).to_pylist()
    return [{name: cell for name, cell in row.items() if cell is not None} for row in found]


def reasons(source: SourceReport, column: str) -> str:
    """Return all warnings about a column in one string."""
    return " ".join(remark.reason for remark in source.warnings if remark.column == column)
