"""A rule as a person would say it: when it acts and what it does, in the words of telling.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from groundswell.servicedesk.rules.acts import Acts
from groundswell.servicedesk.rules.conditions import Group, Test
from groundswell.servicedesk.rules.fields import FIELDS, Sort

Names = Mapping[str, Mapping[str, str]]


@cache
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """Return the clauses, by what they are for."""
    path = Path(__file__).with_name("telling.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def tell(conditions: Group, acts: Acts, names: Names) -> str:
    """Return a rule as a sentence.

    Args:
        conditions: what it asks.
        acts: what it does.
        names: field → key → words, for values that are keys.
    """
    said, done = _sentence(), _tell_acts(acts, names)
    if conditions.is_empty:
        return said["every"].format(done=done)
    return said["when"].format(asked=_tell_group(conditions, names), done=done)


def _tell_group(conditions: Group, names: Names) -> str:
    said = _sentence()
    parts = [
        _tell_test(part, names) if isinstance(part, Test) else _tell_inner(part, names)
        for part in conditions.parts
        if isinstance(part, Test) or not part.is_empty
    ]
    told = _join(parts, said["and" if conditions.join == "all" else "or"])
    return said["none"].format(told=told) if conditions.join == "none" else told


def _tell_inner(group: Group, names: Names) -> str:
    """Return a group within a group; a word holds several of its parts together."""
    told = _tell_group(group, names)
    if group.join == "none" or len(group.parts) == 1:
        return told
    return _sentence()[group.join].format(told=told)


def _tell_test(test: Test, names: Names) -> str:
    clause: str = load_words()["asked"][test.field][test.operator]
    return clause.format(v=_tell_values(test.field, test.values, names))


def _tell_acts(acts: Acts, names: Names) -> str:
    done = load_words()["done"]
    told = [
        done[name].format(v=_tell_values(name, [str(value)], names))
        for name, value in acts.sets.items()
    ]
    told += [done[name] for name in (acts.give, "note" if acts.note else "") if name]
    return _join(told, _sentence()["and"])


def _tell_values(field: str, values: Sequence[str], names: Names) -> str:
    how, sort = load_words()["values"], FIELDS[field].sort
    if sort.is_counted:
        one, many = ("hour", "hours") if sort.is_hours else ("time", "times")
        return "".join(how[one if value == "1" else many].format(v=value) for value in values)
    known = load_words()["words"].get(field) or names.get(field, {})
    plain = sort is Sort.RECORD or field in load_words()["words"]
    told = [known.get(value, value) for value in values]
    return _join([one if plain else how["quoted"].format(v=one) for one in told], _sentence()["or"])


def _join(parts: Sequence[str], last: str) -> str:
    """Return parts as one reads them: commas between them, and a word before the last."""
    return last.join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _sentence() -> Mapping[str, str]:
    return load_words()["sentence"]
