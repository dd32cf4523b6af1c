"""Small questions that nearly every page puts: put together once, asked with other words each time.

Django puts a query together anew each time, which for these takes longer than the answer.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Given = int | str | datetime

#: What stands for something given while a question is put together, by its place; no record has
#: it. A word has the signs in it that a search for a part of a word writes otherwise.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -2_034_567_890 - place,
    str: lambda place: f"\N{SYMBOL FOR UNIT SEPARATOR}given {place} %_\\",
    datetime: lambda place: datetime(1, 1, 2, microsecond=place + 1, tzinfo=UTC),
}
_COUNTING = "SELECT COUNT(*) FROM ({}) AS asked"
#: a question of more keys than this comes seldom twice, and is not kept
_KEPT_UP_TO = 16


class Often:
    """A question that is asked again and again, each time of another record, word or moment.

    Args:
        build: from what is given the question: a queryset. What else is in it has to be the same
            each time, and what is given has to stand in it as it is.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._prepared: dict[tuple[type, ...], _Prepared] = {}

    def ask(self, *given: Given) -> list[Any]:
        """Return what the database holds now, as the queryset would: records, rows or values.

        Args:
            given: for each place of the question a key, a word or a moment; never None, which
                would be another question.
        """
        try:
            return list(self._put_together(given).fill_in(given))
        except EmptyResultSet:  # asked of no record at all
            return []

    def first(self, *given: Given) -> Any | None:
        """Return the first of what `ask` returns, None where there is none."""
        return next(iter(self.ask(*given)), None)

    def count(self, *given: Given) -> int:
        """Return how many the database holds now, up to where the question is cut."""
        prepared = self._put_together(given)
        with connection.cursor() as cursor:
            cursor.execute(prepared.counting, prepared.parameters_for(given))
            return int(cursor.fetchone()[0])

    def _put_together(self, given: Sequence[Given]) -> "_Prepared":
        kinds = tuple(map(_kind_of, given))
        prepared = self._prepared.get(kinds)
        if prepared is None:
            stand_ins = [_STAND_INS[kind](place) for place, kind in enumerate(kinds)]
            prepared = _prepare(self._build(*stand_ins), stand_ins)
            if len(kinds) <= _KEPT_UP_TO:
                self._prepared[kinds] = prepared
        return prepared


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A question put together.

    Attributes:
        asked: the queryset.
        compiler: what put it together, and knows how the rows become records.
        statement: in SQL.
        parameters: of the statement.
        places: for each parameter which of what is given stands there; None where none does.
    """

    asked: Any
    compiler: Any
    statement: str
    parameters: tuple[Any, ...]
    places: tuple[int | None, ...]

    @property
    def counting(self) -> str:
        """Return the statement that counts its rows: it holds no word of anybody's, only places."""
        return _COUNTING.format(self.statement)

    def parameters_for(self, given: Sequence[Given]) -> tuple[Any, ...]:
        sent = [_sent(one) for one in given]
        return tuple(
            parameter if place is None else sent[place]
            for parameter, place in zip(self.parameters, self.places, strict=True)
        )

    def fill_in(self, given: Sequence[Given]) -> QuerySet[Any, Any]:
        """Return the queryset as Django has it, which finds its statement ready."""
        compiler = _twin_of(self.compiler)
        compiler.connection = connection  # that of this thread
        filled = self.statement, self.parameters_for(given)
        compiler.as_sql = lambda *_, **__: filled
        asked = _twin_of(self.asked)
        asked._query = _twin_of(asked._query)  # noqa: SLF001 (set otherwise, it asks for values)
        asked._query.get_compiler = lambda *_, **__: compiler  # noqa: SLF001
        return asked  # type: ignore[no-any-return]  # a twin of what `build` returned


def _twin_of(kept: Any) -> Any:
    """Return another that has what this one has, of which nothing is put together anew.

    Django's own copies may be narrowed down further, and take longer for that than what is asked.
    """
    twin = object.__new__(type(kept))
    twin.__dict__.update(kept.__dict__)
    return twin


def _prepare(asked: QuerySet[Any, Any], stand_ins: Sequence[Given]) -> _Prepared:
    compiler = asked.query.get_compiler(connection=connection)
    statement, parameters = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    compiler.get_converters = lambda _: converters
    sent = [_sent(one) for one in stand_ins]
    places = tuple(sent.index(one) if one in sent else None for one in parameters)
    missing = set(range(len(sent))).difference(places)
    if missing:
        raise ValueError(f"What is given at {sorted(missing)} does not stand in: {statement}")
    if connection.vendor == "postgresql":
        statement = _write_in(statement, parameters, places)
        left = [place for place in places if place is not None]
        places, parameters = tuple(left), [sent[place] for place in left]
    return _Prepared(asked, compiler, statement, tuple(parameters), places)


def _write_in(statement: str, parameters: Sequence[Any], places: Sequence[int | None]) -> str:
    """Return a statement for PostgreSQL with all written in that is the same each time.

    The server plans anew while it sees that what is left open makes a difference, which for a list
    takes it twice as long as reading the rows.
    https://www.postgresql.org/docs/current/sql-prepare.html
    """
    write: Callable[..., str] = connection.ops.compose_sql  # type: ignore[attr-defined]
    left = iter(zip(parameters, places, strict=True))

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return found[0]
        parameter, place = next(left)
        return found[0] if place is not None else write("%s", [parameter]).replace("%", "%%")

    return re.sub("%%|%s", fill, statement)


def _kind_of(given: object) -> type:
    """Return as what something given stands in a question: a word may be marked as safe."""
    for kind in _STAND_INS:
        if isinstance(given, kind):
            return kind
    raise TypeError(f"A question is asked of a number, a word or a moment, not of {given!r}.")


def _sent(given: Given) -> Any:
    """Return what is given as the driver of the database takes it."""
    return connection.ops.adapt_datetimefield_value(given) if isinstance(given, datetime) else given
