"""Findings read back from their JSON document, as it was stored with a run."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from groundswell.analysis.results import Findings, Habit, RecurringProblem

Record = TypeVar("Record")


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
    hints = _hints(cast("Any", kind))
    given = {name: _value(hints[name], document[name]) for name in hints if name in document}
    return kind(**given)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}


def _value(hint: Any, value: Any) -> Any:
    """Turn a JSON value into what the hint says: a record, a time, a tuple of these, or itself."""
    origin = get_origin(hint)
    if value is None:
        return None
    if origin in {Union, types.UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return _value(kinds[0], value) if len(kinds) == 1 else value
    if origin is tuple:
        return _tuple(get_args(hint), value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(cast("type[Any]", hint), value)
    return value


def _tuple(kinds: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_value(kinds[0], value) for value in values)
    return tuple(_value(kind, value) for kind, value in zip(kinds, values, strict=True))
