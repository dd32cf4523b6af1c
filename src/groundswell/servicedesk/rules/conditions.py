"""Conditions as data, and what is refused of them.

One test is `{"field": "service", "is": "is", "values": ["3"]}`; several are joined in a group
`{"join": "all", "of": [...]}` with "all", "any" or "none", which may hold further groups one level
deep. An empty group of "all" holds for every ticket.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.rules.fields import BARE, FIELDS, Field

JOINS: Mapping[str, str] = {
    "all": "all of these",
    "any": "at least one of these",
    "none": "none of these",
}
#: more than anybody reads
MOST_TESTS, MOST_VALUES, LONGEST = 40, 50, 200


@dataclass(frozen=True, slots=True)
class Test:
    """One question about one field."""

    field: str
    operator: str
    values: tuple[str, ...] = ()

    @property
    def spec(self) -> Field:
        """Return what is known of its field."""
        return FIELDS[self.field]


@dataclass(frozen=True, slots=True)
class Group:
    """Several questions joined."""

    join: str = "all"
    parts: tuple["Test | Group", ...] = ()

    @property
    def tests(self) -> Iterator[Test]:
        """Return every test, those of inner groups included."""
        for part in self.parts:
            if isinstance(part, Test):
                yield part
            else:
                yield from part.tests

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked, so that every ticket fits."""
        return not any(True for _ in self.tests)


EVERY = Group()


def read_conditions(data: Any, *, without_viewer: bool = False, is_kept: bool = False) -> Group:
    """Return the conditions that some data describes; nothing at all describes none.

    Args:
        data: as in this module's docstring.
        without_viewer: nobody looks, so that "me" and "mine" mean nobody.
        is_kept: the values were looked up when it was written down; no query then.

    Raises:
        BadInput: a field, an operator or a value is not known, or the nesting is too deep.
    """
    if not data:
        return EVERY
    found = _group(data, depth=0)
    if not is_kept:
        for test in found.tests:
            _check_values(test)
    if sum(1 for _ in found.tests) > MOST_TESTS:
        raise BadInput(f"There are more than {MOST_TESTS} conditions; make two of it.")
    if without_viewer:
        for test in found.tests:
            special = [value for value in test.values if value in test.spec.special]
            if special:
                raise BadInput(
                    f'"{test.spec.label}" cannot be “{special[0]}” in a rule, since nobody looks '
                    "when it runs; name a person or a group."
                )
    return found


def as_data(conditions: Group) -> dict[str, Any]:
    """Return the conditions as data."""
    return {"join": conditions.join, "of": [_part_data(part) for part in conditions.parts]}


def _part_data(part: Test | Group) -> dict[str, Any]:
    if isinstance(part, Group):
        return as_data(part)
    return {"field": part.field, "is": part.operator, "values": list(part.values)}


def _group(data: Any, *, depth: int) -> Group:
    if not isinstance(data, dict) or data.get("join") not in JOINS:
        raise BadInput(
            f'Conditions are joined by one of {", ".join(JOINS)}: {{"join": …, "of": …}}.'
        )
    of = data.get("of", [])
    if not isinstance(of, list):
        raise BadInput('What is joined stands in a list under "of".')
    if depth > 1:
        raise BadInput("A group of conditions may hold groups, and those no further ones.")
    return Group(data["join"], tuple(_part(one, depth=depth) for one in of))


def _part(data: Any, *, depth: int) -> Test | Group:
    if isinstance(data, dict) and "join" in data:
        return _group(data, depth=depth + 1)
    if not isinstance(data, dict):
        raise BadInput('A condition is written as {"field": …, "is": …, "values": […]}.')
    return _test(data)


def _test(data: Mapping[str, Any]) -> Test:
    name, operator = str(data.get("field", "")), str(data.get("is", ""))
    field = FIELDS.get(name)
    if field is None:
        known = ", ".join(FIELDS)
        raise BadInput(
            f'There is no field "{name[:40]}" of a ticket to ask for; there are {known}.'
        )
    if operator not in field.operators:
        fitting = ", ".join(field.operators)
        raise BadInput(f'"{field.label}" cannot be asked with "{operator[:40]}"; use {fitting}.')
    values = data.get("values", [])
    if not isinstance(values, list):
        raise BadInput(f'The values of "{field.label}" stand in a list.')
    if operator in BARE:
        return Test(name, operator)
    return Test(name, operator, _values(field, values))


def _values(field: Field, values: list[Any]) -> tuple[str, ...]:
    said = tuple(dict.fromkeys(str(value).strip()[:LONGEST] for value in values))
    said = tuple(value for value in said if value)
    if not said:
        raise BadInput(f'"{field.label}" is asked for without a value; give one.')
    if len(said) > MOST_VALUES:
        raise BadInput(f'"{field.label}" has more than {MOST_VALUES} values; give fewer.')
    if "\0" in "".join(said):
        raise BadInput(f'"{field.label}" holds a sign that cannot be stored; write it anew.')
    if field.sort.is_counted:
        return (_number(field, said),)
    return said


def _number(field: Field, said: tuple[str, ...]) -> str:
    if len(said) == 1 and said[0].isdecimal() and said[0].isascii() and len(said[0]) < 7:
        return said[0]
    what = "a whole number of hours" if field.sort.is_hours else "a whole number"
    raise BadInput(f'"{field.label}" needs {what}, not “{said[0]}”.')


def _check_values(test: Test) -> None:
    field = test.spec
    if field.sort.is_written:
        return
    unknown = [value for value in test.values if value not in field.special]
    if field.choices is None:
        wrong = [value for value in unknown if not (value.isdecimal() and len(value) < 10)]
        known = "people who have an account"
    else:
        choices = field.choices()
        keys = {key for key, _ in choices}
        wrong = [value for value in unknown if value not in keys]
        known = ", ".join(word for _, word in choices[:8]) or "nothing yet"
    if wrong:
        raise BadInput(f'"{field.label}" knows no “{wrong[0]}”; it knows {known}.')
