"""The way to PostgreSQL: Django's, with two things done once that it does for every question.

https://docs.djangoproject.com/en/stable/ref/databases/#subclassing-the-built-in-database-backends
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg.adapt import AdaptersMap
from psycopg.types.datetime import TimestamptzLoader


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that reads times as they come, and is asked whether it lives only on a sign.

    Every question is asked in UTC, in which the driver reads times by itself; Django turns each
    around once more in Python, and a list of fifty tickets holds a hundred.
    """

    def get_connection_params(self) -> dict[str, Any]:
        """Return what Django connects with, but the driver's own reader of times."""
        params: dict[str, Any] = super().get_connection_params()
        adapters = AdaptersMap(params["context"])
        adapters.register_loader("timestamptz", TimestamptzLoader)
        return params | {"context": adapters}

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor of the driver: all are of this connection, and so of its zone."""
        if name is None:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.connection.autocommit)

    def is_usable(self) -> bool:
        """Tell whether the server still listens, which every page wants to know.

        A server that ends a connection says so, and what it said waits to be read; only then is
        it asked a question, as Django does each time.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())
