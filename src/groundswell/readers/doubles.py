"""Rows that can only be judged beside other rows: repeats within and across files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from groundswell.readers.arrow import Moment
from groundswell.readers.fields import KEY_COLUMNS
from groundswell.readers.spooling import ROW
from groundswell.readers.staging import Stage


@dataclass(frozen=True, slots=True)
class Late:
    """A staged row that is left out after all, and why."""

    file: int
    row: int
    reason: str


def union(stages: Sequence[Stage], engine: Any) -> ir.Table:
    """Return the staged rows of all files, with the number of the file beside them."""
    parts = [
        engine.read_parquet(one.path).mutate(
            file=ibis.literal(one.number, "int32"),
            has_resolved=ibis.literal("resolved_at" in one.match.places),
            has_closed=ibis.literal("closed_at" in one.match.places),
        )
        for one in stages
    ]
    return parts[0] if len(parts) == 1 else ibis.union(parts[0], *parts[1:])


def reject(stages: Sequence[Stage], late: Sequence[Late]) -> None:
    """Put rows among the rejected of their file, with their cells as found."""
    for one in stages:
        reasons = {found.row: found.reason for found in late if found.file == one.number}
        for number, cells in one.spooled.cells(list(reasons)) if reasons else ():
            one.rejects.add(number, reasons[number], cells)


def without(rows: ir.Table, late: Sequence[Late], engine: Any) -> ir.Table:
    """Return the rows that stay."""
    if not late:
        return rows
    gone = pa.table(
        {
            "file": pa.array([one.file for one in late], pa.int32()),
            ROW: pa.array([one.row for one in late], pa.int32()),
        }
    )
    name = f"gone_{len(engine.list_tables())}"
    return rows.anti_join(engine.create_table(name, gone, temp=True), ["file", ROW])


def doubled_records(rows: ir.Table, table: str, names: Mapping[int, str]) -> list[Late]:
    """Return the rows whose number another row has too; the one changed last stays, or the first.

    Args:
        rows: staged rows with one row per record, with `file`.
        table: the evidence table they describe.
        names: file names by number.
    """
    key = KEY_COLUMNS[table]
    counted = rows.aggregate(rows=rows.count(), numbers=rows[key].nunique())
    counts = counted.to_pyarrow().to_pylist()[0]
    if counts["rows"] == counts["numbers"]:
        return []
    latest = [rows["updated_at"].desc(nulls_first=False)] if "updated_at" in rows.columns else []
    order = ibis.window(group_by=key, order_by=[*latest, rows["file"], rows[ROW]])
    ranked = rows.select(
        key,
        "file",
        ROW,
        place=ibis.row_number().over(order),
        kept_file=rows["file"].first().over(order),
        kept_row=rows[ROW].first().over(order),
    )
    found = ranked.filter(ranked["place"] > 0).to_pyarrow().to_pylist()
    return [Late(one["file"], one[ROW], _twice(one, str(one[key]), names)) for one in found]


def _twice(row: Mapping[str, Any], number: str, names: Mapping[int, str]) -> str:
    if row["kept_file"] == row["file"]:
        return f"number {number} appears twice; row {row['kept_row']} is kept"
    where = names[row["kept_file"]]
    return f"number {number} is also in {where}; row {row['kept_row']} there is kept"


def doubled_updates(rows: ir.Table, table: str, names: Mapping[int, str]) -> list[Late]:
    """Return updates that an earlier file holds too. Repeats within one file are kept as found."""
    same = [KEY_COLUMNS[table], "at", "order", "activity", "detail", "group", "actor"]
    marked = rows.select(
        "file", ROW, first_file=rows["file"].min().over(ibis.window(group_by=same))
    )
    found = marked.filter(marked["file"] > marked["first_file"]).to_pyarrow().to_pylist()
    return [
        Late(one["file"], one[ROW], f"the same update is also in {names[one['first_file']]}")
        for one in found
    ]


def updates_before(rows: ir.Table, table: str, since: Moment) -> list[Late]:
    """Return the updates of records that were opened before the period asked for."""
    key = KEY_COLUMNS[table]
    whole = ibis.window(group_by=key)
    opened = ibis.coalesce(rows["opened_at"].min().over(whole), rows["at"].min().over(whole))
    marked = rows.select("file", ROW, opened=opened)
    early = marked.filter(marked["opened"] < ibis.literal(since.as_py()))
    reason = "its record was opened before the period asked for"
    return [Late(one["file"], one[ROW], reason) for one in early.to_pyarrow().to_pylist()]
