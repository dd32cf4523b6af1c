"""Findings read back from their JSON document, as it was stored with a run."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from groundswell.analysis.results import Findings, Habit, RecurringProblem

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def read_findings(document: Mapping[str, Any]) -> Findings:
    """Return the findings that `Findings.as_json` wrote.

    A key that a later version added is left out; a key that an earlier version lacked takes the
    default of its field.
    """
    return _record(Findings, document)


def read_problem(document: Mapping[str, Any]) -> RecurringProblem:
    """Return one recurring problem from its part of the document."""
    return _record(RecurringProblem, document)


def read_habit(document: Mapping[str, Any]) -> Habit:
    """Return one habit from its part of the document."""
    return _record(Habit, document)


def _record(kind: type[Record], document: Mapping[str, Any]) -> Record:
    readers = _readers(cast("Any", kind))
    given = {
        name: document[name] if reader is None else reader(document[name])
        for name, reader in readers.items()
        if name in document
    }
    return kind(**given)


@cache
def _readers(kind: type[Any]) -> dict[str, Reader | None]:
    """Return for each field what makes its value of what JSON holds."""
    hints = get_type_hints(kind)
    return {part.name: _reader(hints[part.name]) for part in fields(kind)}


def _reader(hint: Any) -> Reader | None:
    """Return what turns a JSON value into what the hint says; None where it stays as it is.

    A hint is taken apart once and not for each of a hundred thousand values: into a record, a time,
    or a tuple of these.
    """
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return _reader(kinds[0]) if len(kinds) == 1 else None
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if hint is datetime:
        return _time
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(_record_or_none, hint)
    return None


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    """Return what reads a tuple: of any number of one kind, or of one of each."""
    if kinds[1:] == (Ellipsis,):
        return partial(_many, _reader(kinds[0]))
    return partial(_each, tuple(_reader(kind) for kind in kinds))


def _time(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _record_or_none(kind: type[Any], value: Mapping[str, Any] | None) -> Any:
    return None if value is None else _record(kind, value)


def _many(reader: Reader | None, values: list[Any] | None) -> tuple[Any, ...] | None:
    if values is None or reader is None:
        return None if values is None else tuple(values)
    return tuple(map(reader, values))


def _each(readers: tuple[Reader | None, ...], values: list[Any] | None) -> tuple[Any, ...] | None:
    if values is None:
        return None
    pairs = zip(readers, values, strict=True)
    return tuple(value if reader is None else reader(value) for reader, value in pairs)
