"""Sail: speaks Spark Connect without Java, here as a server inside this process."""

import os
from typing import Any

from groundswell.evidence.engines.interface import load_package
from groundswell.evidence.engines.spark import SparkEngine, connect


class SailEngine(SparkEngine):
    """A session with a Sail server of our own, which ends with it."""

    def __init__(self, address: str, server: Any) -> None:
        """Take a server that runs and where it can be reached."""
        super().__init__(connect(address, engine="sail"), name="sail")
        self.address = address
        self._server = server

    def close(self) -> None:
        """End the session, then the server."""
        super().close()
        self._server.stop()


def open_engine() -> SailEngine:
    """Start Sail on a free port of this machine and return a session with it.

    Raises:
        BadInput: Sail is not installed; the message says how to install it.
    """
    # Sail tells of every start and stop on standard error unless it is asked not to.
    os.environ.setdefault("RUST_LOG", "error")
    sail = load_package("pysail.spark", engine="sail", extra="sail")
    server = sail.SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    host, port = server.listening_address
    return SailEngine(f"sc://{host}:{port}", server)
