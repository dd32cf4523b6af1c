"""Evidence tables on disk or in memory, read through Ibis on DuckDB."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyarrow as pa
import pyarrow.parquet as pq

from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import duckdb
    import ibis
    import ibis.expr.types as ir
else:
    ibis = LateModule("ibis")


def conform(name: str, rows: pa.Table) -> pa.Table:
    """Return the rows with exactly the columns of the evidence table, cast and in order.

    A column that the rows lack is filled with nulls.

    Raises:
        ValueError: the rows hold a column that the schema does not know; that is a fault in the
            code that made them.
    """
    schema = TABLES[name].arrow
    unknown = set(rows.column_names) - set(schema.names)
    if unknown:
        raise ValueError(f"The evidence table {name} has no column {', '.join(sorted(unknown))}.")
    columns = [
        rows.column(field.name).cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


class EvidenceWriter:
    """Writes evidence tables to a folder, part by part, so that memory stays bounded."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, pq.ParquetWriter] = {}

    def write(self, name: str, rows: pa.Table) -> None:
        """Append rows to one table; they are conformed first."""
        if name not in self._writers:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._writers[name] = pq.ParquetWriter(
                self._folder / f"{name}.parquet", TABLES[name].arrow
            )
        self._writers[name].write_table(conform(name, rows))

    def close(self) -> None:
        """Finish every file. Until then nothing can be read."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Evidence:
    """The evidence tables that one source, or one set of sources, could fill.

    All of them live in one DuckDB connection, so expressions over several tables can be joined.
    """

    def __init__(
        self,
        tables: Mapping[str, pa.Table | Path | list[Path]],
        *,
        absent: Mapping[str, str] | None = None,
    ) -> None:
        """Take Arrow tables or Parquet files (one, or several parts) by table name.

        Args:
            tables: by name of the evidence table; Arrow tables are conformed, files are trusted.
            absent: why a table is not there, by name, in a sentence for the reader.
        """
        self._shares: dict[str, Mapping[str, float]] = {}
        self._may_be_empty: set[str] = set()
        self._absent = dict(absent or {})
        self._present: dict[str, ir.Table] = {}
        self._sources: dict[str, pa.Table | list[Path]] = {}
        for name, rows in tables.items():
            if isinstance(rows, pa.Table):
                self._sources[name] = conform(name, rows)
            else:
                self._sources[name] = [rows] if isinstance(rows, Path) else rows

    @classmethod
    def open(cls, folder: Path, *, absent: Mapping[str, str] | None = None) -> "Evidence":
        """Open what an `EvidenceWriter` left in a folder."""
        found = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
        return cls({name: found[name] for name in found if name in TABLES}, absent=absent)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the tables that are present, in the order of the schema."""
        return tuple(name for name in TABLES if name in self._sources)

    def has(self, name: str, *columns: str) -> bool:
        """Tell whether the table is present and each of these columns holds at least one value."""
        if name not in self._sources:
            return False
        return not columns or all(self.filled(name, column) > 0 for column in columns)

    def table(self, name: str) -> "ir.Table":
        """Return one table as an Ibis expression.

        Raises:
            NotKnown: the source could not fill it; the message is the reason.
        """
        if name not in self._sources:
            raise NotKnown(self.why_absent(name))
        if name not in self._present:
            source = self._sources[name]
            self._present[name] = (
                self._create(name, source)
                if isinstance(source, pa.Table)
                else self._connection.read_parquet(source, table_name=name)
            )
        return self._present[name]

    @cached_property
    def _connection(self) -> "ibis.backends.duckdb.Backend":
        # opened at the first question: rows in memory are often read as they are
        return ibis.duckdb.connect()

    def _create(self, name: str, rows: pa.Table) -> "ir.Table":
        """Put rows into the engine; done at the first question, as many are asked about few tables.

        DuckDB is told directly: Ibis says the same in seven statements, each compiled.
        """
        self._connection.con.from_arrow(rows).create(name)
        return self._connection.table(name)

    def arrow(self, name: str, columns: Iterable[str] | None = None) -> pa.Table:
        """Return one table, or some of its columns, as Arrow.

        Raises:
            NotKnown: the source could not fill it; the message is the reason.
        """
        source = self._sources.get(name)
        if isinstance(source, pa.Table):
            return source if columns is None else source.select([*columns])
        table = self.table(name)
        wanted = table.select(*columns) if columns is not None else table
        rows: pa.Table = wanted.to_pyarrow()
        return rows

    def select(self, text: str) -> "duckdb.DuckDBPyRelation":
        """Return a select over the evidence tables, written for DuckDB, not yet carried out.

        A table that is absent can be named and has no rows here; whoever asks looks with `has`
        first whether that would read like "none".
        """
        for name in TABLES.keys() & set(re.findall(r"\w+", text)):
            if name in self._sources:
                self.table(name)
            elif name not in self._may_be_empty:
                self._create(name, TABLES[name].arrow.empty_table())
                self._may_be_empty.add(name)
        found: duckdb.DuckDBPyRelation = self._connection.con.sql(text)
        return found

    def with_tables(self, tables: Mapping[str, pa.Table]) -> "Evidence":
        """Return this evidence with some tables put in or replaced, as rows in memory."""
        given: dict[str, pa.Table | Path | list[Path]] = {**self._sources, **tables}
        return Evidence(given, absent=self._absent)

    def batches(self, name: str, size: int) -> Iterator[pa.RecordBatch]:
        """Yield one table in pieces of at most `size` rows, in the order in which it was written.

        Other questions may be asked in between. A streamed result of the engine would end without
        a word at the next question on its connection, so the pieces come from the source itself.

        Raises:
            NotKnown: the source could not fill it; the message is the reason.
        """
        self.table(name)
        source = self._sources[name]
        if isinstance(source, list):
            for path in source:
                yield from pq.ParquetFile(path).iter_batches(size)
        else:
            yield from source.to_batches(size)

    def why_absent(self, name: str) -> str:
        """Return why a table is not there, as a sentence."""
        return self._absent.get(name, f"no {name.replace('_', ' ')} in the source")

    def filled(self, name: str, column: str) -> float:
        """Return the share of rows, 0 to 1, that hold a value; 0 for a table without rows."""
        if name not in self._shares:
            self._shares[name] = self._count_filled(name)
        return self._shares[name][column]

    def _count_filled(self, name: str) -> dict[str, float]:
        source = self._sources.get(name)
        if isinstance(source, pa.Table):
            held = {one: len(source) - source.column(one).null_count for one in source.column_names}
            return {one: count / len(source) if count else 0.0 for one, count in held.items()}
        table = self.table(name)
        filled = {one: table[one].notnull().mean() for one in table.columns}
        found = table.agg(**filled).to_pyarrow().to_pylist()[0]
        return {one: float(share or 0.0) for one, share in found.items()}
