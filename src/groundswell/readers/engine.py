"""DuckDB with bounded memory, for what needs all rows at once."""

from pathlib import Path
from typing import Any

import ibis


def connect(folder: Path) -> Any:
    """Return an Ibis connection that keeps to 150 MB and puts what is more on disk."""
    return ibis.duckdb.connect(
        memory_limit="150MB",
        temp_directory=str(folder / "overflow"),
        threads=2,
        preserve_insertion_order=False,
    )
