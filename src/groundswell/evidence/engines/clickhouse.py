"""ClickHouse inside this process (chDB): it runs the expressions, blocks are run here."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot.expressions as sg
from ibis.backends.sql.compilers.clickhouse import ClickHouseCompiler

from groundswell.evidence.engines.interface import (
    Block,
    Closing,
    in_order,
    load_package,
    number_rows,
)
from groundswell.evidence.engines.local import map_here, slices
from groundswell.evidence.store import Evidence

# ClickHouse counts bytes where the other engines count characters.
_BY_CHARACTER: dict[type[sg.Expression], str] = {
    sg.Substring: "substringUTF8",
    sg.Length: "lengthUTF8",
}


class ClickHouseEngine(Closing):
    """A chDB session with the tables in Parquet files beside it."""

    name: Final = "clickhouse"

    def __init__(self, session: Any) -> None:
        """Take an open session; closing the engine closes it."""
        self._session = session
        self._folder = TemporaryDirectory(prefix="groundswell-clickhouse-")

    def table(self, evidence: Evidence, name: str, columns: Sequence[str]) -> ir.Table:
        """Put the columns where ClickHouse reads it and return them as an expression."""
        rows = number_rows(evidence.arrow(name, columns))
        path = Path(self._folder.name) / f"{name}.parquet"
        pq.write_table(rows, path)
        self._session.query(f"CREATE OR REPLACE TABLE {name} ENGINE = File(Parquet, '{path}')")
        return ibis.table(ibis.Schema.from_pyarrow(rows.schema), name=name)

    def collect(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an expression, in the order of the source."""
        answered = self._session.query(_compile(expression), "ArrowStream")
        rows = pa.ipc.open_stream(answered.bytes()).read_all()
        return in_order(rows.cast(expression.schema().to_pyarrow()))

    def map_blocks(self, rows: ir.Table | pa.Table, block: Block) -> pa.Table:
        """Fetch the rows and run the function here: ClickHouse calls no Python of ours."""
        fetched = rows if isinstance(rows, pa.Table) else self.collect(rows)
        return map_here(slices(fetched), block)

    def close(self) -> None:
        """End the session and take the files away."""
        self._session.close()
        self._folder.cleanup()


def _compile(expression: ir.Table) -> str:
    query = ClickHouseCompiler().to_sqlglot(expression)

    def by_character(node: sg.Expression) -> sg.Expression:
        named = _BY_CHARACTER.get(type(node))
        if named is None:
            return node
        given = [part for part in node.args.values() if isinstance(part, sg.Expression)]
        return sg.Anonymous(this=named, expressions=given)

    return str(query.transform(by_character).sql(dialect="clickhouse"))


def open_engine() -> ClickHouseEngine:
    """Return a session with ClickHouse in this process.

    Raises:
        BadInput: chDB is not installed; the message says how to install it.
    """
    session = load_package("chdb.session", engine="clickhouse", extra="clickhouse")
    return ClickHouseEngine(session.Session())
