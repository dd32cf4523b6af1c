"""Apache Spark, and whatever else speaks Spark Connect: Databricks, EMR, Sail.

The address is that of Spark itself, the variable SPARK_REMOTE; without it a Spark is started on
this machine, which needs Java and the whole of PySpark.
"""

import os
import shutil
import socket
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from groundswell.evidence.engines.interface import (
    Block,
    Closing,
    in_order,
    load_package,
    number_rows,
)
from groundswell.evidence.store import Evidence
from groundswell.kernel.errors import BadInput

_HERE = "local[*]"
_PORT = 15002
_PATIENCE = 10
_ADDRESS = "Set SPARK_REMOTE to the address of its Connect server, for example sc://host:15002."


class SparkEngine(Closing):
    """A session of Spark Connect."""

    def __init__(self, session: Any, *, name: str = "spark") -> None:
        """Take an open session; closing the engine stops it."""
        self.name = name
        self._session = session
        with _quiet():
            self._connection = ibis.pyspark.connect(session)

    def table(self, evidence: Evidence, name: str, columns: Sequence[str]) -> ir.Table:
        """Send the columns to Spark and return them there."""
        view = f"groundswell_{name}"
        with _quiet():
            frame = self._session.createDataFrame(number_rows(evidence.arrow(name, columns)))
            frame.createOrReplaceTempView(view)
            return self._connection.table(view)

    def collect(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an expression, in the order of the source."""
        with _quiet():
            return in_order(self._frame(expression).toArrow())

    def map_blocks(self, rows: ir.Table | pa.Table, block: Block) -> pa.Table:
        """Run the function on the workers of Spark, which must have this package installed."""
        with _quiet():
            frame = self._frame(rows)
            answered = frame.mapInArrow(_OnWorker(block), _spell(block.schema)).toArrow()
        return in_order(answered.cast(block.schema))

    def close(self) -> None:
        """End the session."""
        with suppress(Exception):  # the other side may be gone already
            self._session.stop()

    def _frame(self, rows: ir.Table | pa.Table) -> Any:
        if isinstance(rows, pa.Table):
            return self._session.createDataFrame(rows)
        return self._session.sql(self._connection.compile(rows))


class _OnWorker:
    """A block function as Spark calls it: batches in, batches out."""

    def __init__(self, block: Block) -> None:
        self._block = block

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from self._block(pa.Table.from_batches([batch])).to_batches()


def open_engine() -> SparkEngine:
    """Return a session with the Spark that SPARK_REMOTE names, or with one on this machine.

    Raises:
        BadInput: PySpark is missing, or no Spark answers; the message says what now.
    """
    with _quiet():
        load_package("pyspark.sql.connect.session", engine="spark", extra="spark")
    remote = os.environ.get("SPARK_REMOTE", "")
    if not remote:
        _check_local()
    return SparkEngine(connect(remote or _HERE))


def connect(remote: str, *, engine: str = "spark") -> Any:
    """Return a session with the Spark Connect server at an address.

    Raises:
        BadInput: nobody answers there, or in a way that this PySpark does not understand.
    """
    _knock(remote)
    with _quiet():
        sql = load_package("pyspark.sql", engine=engine, extra=engine)
        try:
            session = sql.SparkSession.builder.remote(remote).getOrCreate()
            session.conf.set("spark.sql.session.timeZone", "UTC")
        except Exception as problem:
            said = str(problem).strip().splitlines() or [type(problem).__name__]
            raise BadInput(
                f"Spark at {remote} could not be used: {said[0]} {_ADDRESS}"
            ) from problem
    return session


def _check_local() -> None:
    """Refuse to start Spark on this machine where something for it is missing."""
    package = load_package("pyspark", engine="spark", extra="spark")
    if not (Path(package.__path__[0]) / "jars").is_dir():
        raise BadInput(
            f"The engine spark has to know where Spark is. {_ADDRESS} To run it on this machine "
            "instead, install Java and: pip install 'pyspark[connect]<4.2'."
        )
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise BadInput(
            f"Spark on this machine needs Java, which is not there. Install it. {_ADDRESS}"
        )
    # The workers run the blocks with the packages of this Python.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


def _knock(remote: str) -> None:
    """Refuse an address at which nobody listens; Spark's own client would try for minutes."""
    there = urlsplit(remote)
    if there.scheme != "sc":
        return
    try:
        port = there.port or _PORT
        socket.create_connection((there.hostname or "", port), timeout=_PATIENCE).close()
    except (OSError, ValueError) as problem:
        raise BadInput(f"No Spark answers at {remote} ({problem}). {_ADDRESS}") from None


def _spell(schema: pa.Schema) -> str:
    """Return Arrow columns as Spark writes them: the four kinds that blocks answer with."""
    kinds = {
        pa.int64(): "bigint",
        pa.float32(): "float",
        pa.list_(pa.int32()): "array<int>",
        pa.list_(pa.float32()): "array<float>",
    }
    return ", ".join(f"`{field.name}` {kinds[field.type]}" for field in schema)


def _quiet() -> Any:
    """Return a context in which PySpark does not warn of what we do not use (pandas)."""
    return warnings.catch_warnings(action="ignore")
