"""The rows of a file as columns of strings on disk, so that whole columns can be looked at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from groundswell.readers.arrow import compute
from groundswell.readers.limits import limits
from groundswell.readers.rawtables import RawTable, Row
from groundswell.readers.rejects import Rejects
from groundswell.readers.report import Tally

ROW = "row"
Progress = Callable[[int, int | None], None]


@dataclass(slots=True)
class Spool:
    """A file's rows on disk: column i is called `c<i>`, `row` holds the row numbers."""

    path: Path
    header: list[str]
    rows: int = 0

    def batches(self, columns: Sequence[int] | None = None) -> Iterator[pa.Table]:
        """Yield the rows, or some columns of them, in batches of bounded size."""
        names = None if columns is None else [ROW, *(f"c{place}" for place in columns)]
        with pq.ParquetFile(self.path, pre_buffer=False) as file:
            for batch in file.iter_batches(limits()["batch_rows"], columns=names):
                yield pa.Table.from_batches([batch])

    def sample(self) -> dict[str, list[str]]:
        """Return the cells of the first rows by column name; empty where there is none."""
        wanted = int(limits()["sample_rows"])
        top = next(self.batches(), None)
        if top is None:
            return {name: [] for name in self.header}
        return {
            name: [
                (cell or "").strip()
                for cell in top.column(f"c{place}").slice(0, wanted).to_pylist()
            ]
            for place, name in enumerate(self.header)
        }

    def cells(self, wanted: Sequence[int]) -> Iterator[tuple[int, list[str | None]]]:
        """Yield row number and cells of the rows with these numbers."""
        numbers = pa.array(sorted(wanted), pa.int32())
        for batch in self.batches():
            found = batch.filter(compute.is_in(batch.column(ROW), value_set=numbers))
            for record in found.to_pylist():
                yield record.pop(ROW), list(record.values())


def spool(
    table: RawTable,
    path: Path,
    rejects: Rejects,
    tally: Tally,
    *,
    progress: Progress | None = None,
    most: int | None = None,
) -> Spool:
    """Write the rows of a table to disk and return where they lie.

    Rows of the wrong width are rejected; cells beyond all measure are cut and counted. `most` stops
    after so many rows, for a preview.
    """
    width = len(table.header)
    spooled = Spool(path, table.header)
    cells_of: list[tuple[str, pa.DataType]] = [(f"c{place}", pa.string()) for place in range(width)]
    schema = pa.schema([(ROW, pa.int32()), *cells_of])
    rows = iter(table.rows())
    size = limits()["batch_rows"]
    with pq.ParquetWriter(path, schema, compression="lz4") as writer:
        while batch := list(islice(rows, size if most is None else min(size, most - tally.rows))):
            tally.rows += len(batch)
            shaped = [row for row in batch if _fits(row, table, rejects, tally)]
            columns = list(zip(*(cells for _, cells in shaped), strict=True)) or [()] * width
            arrays = [
                _array(cells, name, tally)
                for cells, name in zip(columns, table.header, strict=True)
            ]
            numbers = pa.array([number for number, _ in shaped], pa.int32())
            writer.write_table(pa.Table.from_arrays([numbers, *arrays], schema=schema))
            spooled.rows += len(shaped)
            if progress:
                progress(tally.rows, None)
    for remark in table.remarks:
        tally.remark("", remark)
    return spooled


def _fits(row: Row, table: RawTable, rejects: Rejects, tally: Tally) -> bool:
    """Bring a row to the width of the header, or reject it."""
    number, cells = row
    width = len(table.header)
    if len(cells) == width:
        return True
    if len(cells) < width:
        if table.exact_width and len(cells) * 2 <= width:
            reason = f"has {len(cells)} cells where the header names {width}"
            rejects.add(number, f"{reason}; the row was cut off or split", cells)
            return False
        if table.exact_width:
            tally.count("", "fewer cells than the header; the last ones are taken as empty")
        cells.extend([""] * (width - len(cells)))
        return True
    if any(cell.strip() for cell in cells[width:]):
        if "Issue key" not in table.header and table.exact_width:
            reason = f"has {len(cells)} cells where the header names {width}"
            rejects.add(number, f"{reason}; a cell that holds the separator is not quoted", cells)
            return False
        tally.count("", "more cells than the header; the surplus is not read")
    del cells[width:]
    return True


def _array(cells: Sequence[str], name: str, tally: Tally) -> pa.StringArray:
    longest: int = limits("cells")["characters"]
    if cells and len(max(cells, key=len)) > longest:
        tally.count(
            name,
            f"longer than {longest:,} characters; the rest is cut off",
            sum(len(cell) > longest for cell in cells),
        )
        cells = [cell[:longest] for cell in cells]
    return pa.array(cells, pa.string())
