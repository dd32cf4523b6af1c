"""Tiny evidence, written in few words: a number in a column of times means so many days ago."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES, TIME

AS_OF = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def make_evidence(tables: Tables) -> Evidence:
    """Return the evidence; keys that are text and not given are numbered."""
    return Evidence({name: make_table(name, rows) for name, rows in tables.items()})


def make_table(name: str, rows: list[Row]) -> pa.Table:
    """Return the rows of one evidence table."""
    table = TABLES[name]
    types = {column.name: column.type for column in table.columns}
    full = []
    for number, row in enumerate(rows, start=1):
        keys = {key: f"{name[0].upper()}{number}" for key in table.key if types[key] == pa.string()}
        full.append({column: _cell(types[column], value) for column, value in (keys | row).items()})
    names = list(dict.fromkeys(column for row in full for column in row))
    return pa.table(
        {column: pa.array([row.get(column) for row in full], types[column]) for column in names}
    )


def _cell(kind: pa.DataType, value: Any) -> Any:
    if kind == TIME and isinstance(value, (int, float)):
        return AS_OF - timedelta(days=value)
    return value


def times(count: int, **row: Any) -> list[Row]:
    """Return the same row so many times."""
    return [dict(row) for _ in range(count)]
