"""Engines that hold the evidence tables and run what is asked of them, one behind one interface.

DuckDB in this process is the default and needs nothing; the others are loaded when they are named.
"""

import importlib
from collections.abc import Callable

from groundswell.evidence.engines.interface import Block, Engine
from groundswell.evidence.engines.local import DuckDBEngine
from groundswell.kernel.errors import BadInput

#: engine → the module of this package that opens it
_MODULES = {"duckdb": "local", "spark": "spark", "sail": "sail", "clickhouse": "clickhouse"}

ENGINES = tuple(_MODULES)


def open_engine(name: str) -> Engine:
    """Return an engine that is ready to be asked; leave it by `close` or as a context.

    Args:
        name: one of `ENGINES`.

    Raises:
        BadInput: there is no such engine, or it is not installed or not reachable; the message says
            what to install or to set.
    """
    if name not in _MODULES:
        raise BadInput(f"There is no engine {name}. Choose one of {', '.join(ENGINES)}.")
    module = importlib.import_module(f"groundswell.evidence.engines.{_MODULES[name]}")
    opened: Callable[[], Engine] = module.open_engine
    return opened()


__all__ = ["ENGINES", "Block", "DuckDBEngine", "Engine", "open_engine"]
