"""Two ways to the same answer: conditions as a question to the database, and for one ticket.

A list asks the database, a routing rule judges the ticket at hand. That both agree on every ticket
is tested over generated tickets and conditions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.rules.conditions import Group, Test
from groundswell.servicedesk.rules.fields import Sort

#: operators that hold where their opposite does not
_NEGATIVE = frozenset({"is_not", "lacks", "filled", "there"})


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """When a condition is asked, and for whom "me" and "mine" stand."""

    at: datetime
    user: User | None = None

    @property
    def groups(self) -> frozenset[int]:
        """Return the groups of whoever looks; one query."""
        if self.user is None:
            return frozenset()
        found = SupportGroup.objects.filter(members__user=self.user)
        return frozenset(found.values_list("pk", flat=True))


def as_query(conditions: Group, view: Viewpoint) -> Q:
    """Return the conditions as a filter of tickets."""
    if not conditions.parts:
        # nothing of which all hold, nothing of which one could hold
        return Q(pk__isnull=True) if conditions.join == "any" else Q()
    parts = [
        as_query(part, view) if isinstance(part, Group) else _query(part, view)
        for part in conditions.parts
    ]
    if conditions.join == "all":
        return reduce(and_, parts)
    joined = reduce(or_, parts)
    return ~joined if conditions.join == "none" else joined


def is_met(conditions: Group, ticket: Ticket, view: Viewpoint) -> bool:
    """Tell whether a ticket in memory fits the conditions."""
    met = (
        is_met(part, ticket, view) if isinstance(part, Group) else _holds(part, ticket, view)
        for part in conditions.parts
    )
    if conditions.join == "all":
        return all(met)
    return any(met) if conditions.join == "any" else not any(met)


def is_quick(conditions: Group) -> bool:
    """Tell whether the database need not read every ticket to answer."""
    return conditions.is_empty or (
        conditions.join == "all"
        and any(
            isinstance(part, Test)
            and part.spec.indexed
            and part.operator in {"is", "younger", "there"}
            for part in conditions.parts
        )
    )


def _query(test: Test, view: Viewpoint) -> Q:
    column = test.spec.columns[0]
    match test.operator:
        case "is" | "is_not":
            asked = Q(**{f"{column}__in": _keys(test, view)}) & _known(test)
        case "contains" | "lacks":
            spellings = [one for value in test.values for one in _spellings(value)]
            paths = [f"{one}__icontains" for one in test.spec.columns]
            asked = reduce(or_, (Q(**{path: one}) for path in paths for one in spellings))
        case "empty" | "filled":
            is_text = test.spec.sort is Sort.TEXT
            asked = Q(**({column: ""} if is_text else {f"{column}__isnull": True}))
        case "there" | "none":
            # said as the condition of its index is
            return Q(**{f"{column}__isnull": test.operator == "none"})
        case "older" | "within" | "late":
            asked = Q(**{f"{column}__lt": _limit(test, view)}) & _known(test)
        case "younger":
            asked = Q(**{f"{column}__gte": _limit(test, view)}) & _known(test)
        case "at_least":
            asked = Q(**{f"{column}__gte": int(test.values[0])})
        case _:
            asked = Q(**{f"{column}__lte": int(test.values[0])})
    return ~asked if test.operator in _NEGATIVE else asked


def _known(test: Test) -> Q:
    """Say that there is a value at all, so that what is not known never makes a "not" unknown."""
    if test.spec.sort is Sort.RECORD or test.spec.sort.is_hours:
        return Q(**{f"{test.spec.columns[0]}__isnull": False})
    return Q()


def _holds(test: Test, ticket: Ticket, view: Viewpoint) -> bool:
    held = [_read(ticket, column) for column in test.spec.columns]
    value = held[0]
    match test.operator:
        case "is" | "is_not":
            holds = value is not None and value in _keys(test, view)
        case "contains" | "lacks":
            holds = any(_is_within(word, text) for word in test.values for text in held)
        case "empty" | "filled" | "there" | "none":
            holds = value in {None, ""}
        case "older" | "within" | "late":
            holds = value is not None and value < _limit(test, view)
        case "younger":
            holds = value is not None and value >= _limit(test, view)
        case "at_least":
            holds = value >= int(test.values[0])
        case _:
            holds = value <= int(test.values[0])
    return holds != (test.operator in _NEGATIVE)


def _keys(test: Test, view: Viewpoint) -> list[Any]:
    if test.spec.sort in {Sort.CHOICE, Sort.TEXT}:
        return list(test.values)
    keys = [int(value) for value in test.values if value.isdecimal()]
    if "me" in test.values and view.user is not None:
        keys.append(view.user.pk)
    if "mine" in test.values:
        keys += sorted(view.groups)
    return keys


def _limit(test: Test, view: Viewpoint) -> datetime:
    hours = timedelta(hours=int(test.values[0]) if test.values else 0)
    return view.at + hours if test.spec.sort is Sort.AHEAD else view.at - hours


def _spellings(word: str) -> Iterable[str]:
    """Return a word as it is written small, large and at the beginning of a sentence.

    SQLite knows the two sizes of the letters a to z alone; "Übung" would not be found as "übung".
    """
    if word.isascii():
        return (word,)
    return tuple(dict.fromkeys((word, word.lower(), word.upper(), word.capitalize())))


def _is_within(word: str, text: str) -> bool:
    large = text.lower()
    return any(spelling.lower() in large for spelling in _spellings(word))


def _read(ticket: Ticket, column: str) -> Any:
    """Return what a ticket holds in a column, or in one of the record that it names."""
    first, _, rest = column.partition("__")
    value = getattr(ticket, first, None)  # nothing is due: there is no row that says when
    return getattr(value, rest) if rest and value is not None else value
