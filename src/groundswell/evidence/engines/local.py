"""DuckDB in this process: the tables stay where the evidence holds them."""

from collections.abc import Iterator, Sequence
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from groundswell.evidence.engines.interface import ROW, Block, Closing, in_order
from groundswell.evidence.store import Evidence

_AT_ONCE = 50_000


class DuckDBEngine(Closing):
    """The connection that the evidence brings with it."""

    name: Final = "duckdb"

    def table(self, evidence: Evidence, name: str, columns: Sequence[str]) -> ir.Table:
        """Return the columns, the rows numbered in the order in which they were written."""
        return evidence.table(name).select(ibis.row_number().name(ROW), *columns)

    def collect(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an expression, in the order of the source."""
        return in_order(expression.to_pyarrow())

    def map_blocks(self, rows: ir.Table | pa.Table, block: Block) -> pa.Table:
        """Return what the function says of these rows, block by block."""
        return map_here(_pieces(rows), block)


def map_here(pieces: Iterator[pa.Table], block: Block) -> pa.Table:
    """Run a function over blocks in this process, one after the other."""
    parts = [block(piece) for piece in pieces]
    return in_order(pa.concat_tables(parts) if parts else block.schema.empty_table())


def slices(rows: pa.Table) -> Iterator[pa.Table]:
    """Yield a table in pieces of bounded size."""
    yield from (rows.slice(at, _AT_ONCE) for at in range(0, rows.num_rows, _AT_ONCE))


def _pieces(rows: ir.Table | pa.Table) -> Iterator[pa.Table]:
    if isinstance(rows, pa.Table):
        yield from slices(rows)
    else:
        batches = rows.to_pyarrow_batches(chunk_size=_AT_ONCE)
        yield from (pa.Table.from_batches([batch]) for batch in batches)


def open_engine() -> DuckDBEngine:
    """Return the default engine."""
    return DuckDBEngine()
