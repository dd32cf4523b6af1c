"""Engines behind one interface: what is missing is said in one sentence."""

import socket
import sys

import pyarrow as pa
import pytest
from click.testing import CliRunner

from groundswell.cli import analyse as command
from groundswell.evidence import Evidence
from groundswell.evidence.engines import ENGINES, DuckDBEngine, open_engine
from groundswell.kernel.errors import BadInput, NotKnown


def test_the_command_line_names_the_engines_that_there_are() -> None:
    assert command.ENGINES == ENGINES


@pytest.mark.parametrize(
    ("engine", "package"),
    [
        ("spark", "pyspark.sql.connect.session"),
        ("sail", "pysail.spark"),
        ("clickhouse", "chdb.session"),
    ],
)
def test_an_engine_that_is_not_installed_says_what_to_install(
    engine: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as Python marks what is not there

    result = CliRunner().invoke(command.analyse, ["any.csv", "--engine", engine])

    assert isinstance(result.exception, BadInput)
    said = str(result.exception)
    assert said.startswith(f"The engine {engine} is not installed (")
    assert f"pip install 'groundswell[{engine}]'" in said


def test_an_engine_that_does_not_exist_is_refused_with_those_that_do() -> None:
    result = CliRunner().invoke(command.analyse, ["any.csv", "--engine", "oracle"])

    assert result.exit_code == 2
    assert "'duckdb', 'spark', 'sail', 'clickhouse'" in result.output
    with pytest.raises(BadInput, match="Choose one of duckdb, spark, sail, clickhouse"):
        open_engine("oracle")


def test_a_spark_that_nobody_answers_for_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark.sql.connect.session")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"sc://127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setenv("SPARK_REMOTE", address)

    with pytest.raises(BadInput, match=f"No Spark answers at {address} .* Set SPARK_REMOTE"):
        open_engine("spark")


class TestDuckDB:
    EVIDENCE = Evidence({"tickets": pa.table({"ticket_id": [f"T{at}" for at in range(120_000)]})})

    def test_rows_are_numbered_in_the_order_of_the_source(self) -> None:
        with open_engine("duckdb") as engine:
            rows = engine.collect(engine.table(self.EVIDENCE, "tickets", ("ticket_id",)))

        assert rows.column("row").to_pylist() == list(range(120_000))
        assert rows.column("ticket_id").to_pylist()[::40_000] == ["T0", "T40000", "T80000"]

    def test_a_function_over_blocks_sees_every_row_once(self) -> None:
        engine = DuckDBEngine()

        numbers = engine.map_blocks(engine.table(self.EVIDENCE, "tickets", ()), Numbers())

        assert numbers.column("row").to_pylist() == list(range(120_000))

    def test_a_table_that_the_source_lacks_is_not_known(self) -> None:
        with pytest.raises(NotKnown, match="no changes in the source"):
            DuckDBEngine().table(self.EVIDENCE, "changes", ())


class Numbers:
    """The shortest function over blocks."""

    schema = pa.schema([("row", pa.int64())])

    def __call__(self, rows: pa.Table) -> pa.Table:
        return rows.select(["row"])
