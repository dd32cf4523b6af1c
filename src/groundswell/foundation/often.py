"""Small questions that nearly every page puts: put together once, asked with another key each time.

Django puts a query together anew each time, which for these takes longer than the answer.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

#: stands for the key while the question is put together; no record has it
_ANY_KEY = -1_234_567_890_123


class Often:
    """A question whose answer is plain numbers and words, asked by the key of a record.

    Args:
        build: from the key the question, with `values_list`. What else is in it has to be the same
            each time.
    """

    def __init__(self, build: Callable[[int], QuerySet[Any, Any]]) -> None:
        self._build = build

    def ask(self, key: int = 0) -> list[Any]:
        """Return what the database holds now, where one column is asked for."""
        return [value for (value,) in self.ask_rows(key)]

    def ask_rows(self, key: int = 0) -> list[tuple[Any, ...]]:
        """Return the rows that the database holds now."""
        question, given = self._prepared
        with connection.cursor() as cursor:
            cursor.execute(question, [key if value == _ANY_KEY else value for value in given])
            return list(cursor.fetchall())

    @cached_property
    def _prepared(self) -> tuple[str, tuple[Any, ...]]:
        return self._build(_ANY_KEY).query.sql_with_params()
