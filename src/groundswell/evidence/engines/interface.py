"""What an engine can do: hold a table, answer an expression, run one function over blocks."""

import importlib
from collections.abc import Sequence
from types import ModuleType, TracebackType
from typing import Protocol, Self

import ibis.expr.types as ir
import pyarrow as pa

from groundswell.evidence.store import Evidence
from groundswell.kernel.errors import BadInput

ROW = "row"
"""The column that numbers the rows in the order of the source, from 0: engines keep no order."""


class Block(Protocol):
    """A pure function from some rows to as many rows, both with their numbers.

    It may be sent to other machines, so it holds all that it needs, can be pickled, and gives each
    row the same answer whatever other rows are in its block.
    """

    @property
    def schema(self) -> pa.Schema:
        """Return the columns of the answer, `row` first."""

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Return the answer for these rows."""


class Engine(Protocol):
    """Whatever can run Ibis expressions and a function over blocks of rows."""

    @property
    def name(self) -> str:
        """Return what the engine is called."""

    def table(self, evidence: Evidence, name: str, columns: Sequence[str]) -> ir.Table:
        """Return some columns of an evidence table in this engine, its rows numbered by `row`.

        Raises:
            NotKnown: the source could not fill it; the message is the reason.
        """

    def collect(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an expression that keeps `row`, in the order of the source."""

    def map_blocks(self, rows: ir.Table | pa.Table, block: Block) -> pa.Table:
        """Return what the function says of these rows, in the order of the source."""

    def close(self) -> None:
        """Let go of whatever was opened."""

    def __enter__(self) -> Self:
        """Return the engine itself."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close it."""


class Closing:
    """An engine as a context that closes it."""

    def close(self) -> None:
        """Let go of whatever was opened."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def in_order(rows: pa.Table) -> pa.Table:
    """Return the rows in the order of their numbers."""
    numbers = rows.column(ROW).to_numpy()
    if (numbers[1:] >= numbers[:-1]).all():
        return rows
    return rows.take(numbers.argsort(kind="stable"))


def number_rows(rows: pa.Table) -> pa.Table:
    """Return the rows with their numbers as the first column."""
    return rows.add_column(0, ROW, pa.array(range(rows.num_rows), pa.int64()))


def load_package(module: str, *, engine: str, extra: str) -> ModuleType:
    """Import what an engine needs.

    Raises:
        BadInput: it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        raise BadInput(
            f"The engine {engine} is not installed ({missing}). Install it with: "
            f"pip install 'groundswell[{extra}]'. The engine duckdb needs nothing more."
        ) from None
