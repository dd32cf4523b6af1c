"""Conditions as rows of a form: how, which field, which operator, which values.

It works without scripts: whatever a row lacks is offered when the form is sent once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from groundswell.foundation.accounts.callers import find_caller, label_of
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.rules.conditions import JOINS, Group, Test
from groundswell.servicedesk.rules.fields import BARE, FIELDS, OPERATORS, Field

MOST_ROWS = 20
#: rows without content that a form offers
SPARE = 2

HOW: Mapping[str, str] = {"all": "It must hold that", "any": "One of these", "none": "And never"}
#: what every row offers, by the names that its template knows
OFFERED: Mapping[str, Any] = {
    "how": HOW.items(),
    "fields": [(field.name, field.label) for field in FIELDS.values()],
}


@dataclass(frozen=True)
class Row:
    """One row as the page shows it."""

    index: int
    how: str = "all"
    field: str = ""
    operator: str = ""
    values: tuple[str, ...] = ()
    #: whether the words for "me" and "mine" are offered
    with_viewer: bool = True

    @property
    def spec(self) -> Field | None:
        """Return what is known of its field."""
        return FIELDS.get(self.field)

    @property
    def operators(self) -> list[tuple[str, str]]:
        """Return the operators of its field with their words."""
        return [(name, OPERATORS[name]) for name in self.spec.operators] if self.spec else []

    @property
    def takes_value(self) -> bool:
        """Tell whether a value belongs to it."""
        return self.spec is not None and self.operator not in BARE

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """Return what can be chosen; empty where it is written."""
        if self.spec is None or self.spec.choices is None:
            return []
        words = {"me": "me", "mine": "my groups"}
        special = [(one, words[one]) for one in self.spec.special if self.with_viewer]
        return [*special, *self.spec.choices()]

    @property
    def written(self) -> str:
        """Return the values as they stand in a box."""
        if self.field == "caller":
            return ", ".join(_label_of(value) for value in self.values)
        return ", ".join(self.values)


def read_rows(given: QueryDict, *, with_viewer: bool = True) -> list[Row]:
    """Return the rows that were sent, whether complete or not, and a few empty ones."""
    rows = [
        _row(given, index, with_viewer=with_viewer)
        for index in range(MOST_ROWS)
        if given.get(f"field-{index}")
    ]
    return fill_up(rows, with_viewer=with_viewer)


def fill_up(rows: Sequence[Row], *, with_viewer: bool = True) -> list[Row]:
    """Return rows numbered anew, with a few empty ones behind them."""
    whole = [row for row in rows if row.field][:MOST_ROWS]
    spare = min(SPARE, MOST_ROWS - len(whole))
    numbered = [
        Row(place, row.how, row.field, row.operator, row.values, with_viewer)
        for place, row in enumerate(whole)
    ]
    return numbered + [Row(len(whole) + one, with_viewer=with_viewer) for one in range(spare)]


def one_row(given: QueryDict, index: int, *, with_viewer: bool) -> Row:
    """Return one row as it stands now, for the page to offer what fits its field."""
    return _row(given, index, with_viewer=with_viewer)


def rows_of(conditions: Group, *, with_viewer: bool = True) -> list[Row]:
    """Return conditions as rows."""
    rows = []
    for part in conditions.parts:
        if isinstance(part, Test):
            rows.append(_of_test(conditions.join, part))
        else:
            rows += [_of_test(part.join, test) for test in part.parts if isinstance(test, Test)]
    return fill_up(rows, with_viewer=with_viewer)


def as_conditions(rows: Sequence[Row]) -> dict[str, Any]:
    """Return rows as conditions: all of the first kind, one of the second, none of the third."""
    told = {how: [_data(row) for row in rows if row.field and row.how == how] for how in JOINS}
    inner = [{"join": how, "of": told[how]} for how in ("any", "none") if told[how]]
    return {"join": "all", "of": [*told["all"], *inner]} if any(told.values()) else {}


def _data(row: Row) -> dict[str, Any]:
    return {"field": row.field, "is": row.operator, "values": list(row.values)}


def _of_test(how: str, test: Test) -> Row:
    return Row(0, how, test.field, test.operator, test.values)


def _row(given: QueryDict, index: int, *, with_viewer: bool) -> Row:
    name = given.get(f"field-{index}", "")
    spec = FIELDS.get(name)
    how, operator = given.get(f"how-{index}", "all"), given.get(f"is-{index}", "")
    if spec is not None and operator not in spec.operators:
        operator = spec.operators[0]
    values = _values(spec, given.getlist(f"value-{index}")) if spec else ()
    return Row(index, how if how in HOW else "all", name, operator, values, with_viewer)


def _values(spec: Field, said: Sequence[str]) -> tuple[str, ...]:
    if spec.sort.is_written or spec.choices is None:
        said = [word for line in said for word in line.split(",")]
    cleaned = [word.strip() for word in said if word.strip()]
    if spec.name == "caller":
        return tuple(_key_of(word) for word in cleaned)
    if spec.choices is not None:
        keys = {words.casefold(): key for key, words in spec.choices()}
        return tuple(keys.get(word.casefold(), word) for word in cleaned)
    return tuple(cleaned)


def _key_of(words: str) -> str:
    if words == "me" or words.isdecimal():
        return words
    found = find_caller(words).one
    return str(found.pk) if found else words


def _label_of(value: str) -> str:
    if not value.isdecimal():
        return value
    person = User.objects.filter(pk=value).first()
    return label_of(person) if person else value
