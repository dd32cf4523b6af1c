"""What can be looked for: each practice says so once, beside its own records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from groundswell.foundation.accounts.models import User
from groundswell.foundation.search.newest import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """One kind of record on the page of the search.

    Attributes:
        key: its name in an address.
        label: in the words people use.
        prefixes: what the numbers of its records start with.
        visible: the records that this person may see; nothing else is counted, shown or quoted.
        sees_all: whether this person may see every record, so that the index alone may cut.
        address: where the page of a record is, for this person.
        is_open: whether this person may look for it at all.
        beside: the records on which somebody wrote these words, as far as this person may read it.
        said: what was written on a record, likewise, where its own text does not hold the words.
    """

    key: str
    label: str
    prefixes: tuple[str, ...]
    visible: Callable[[User], QuerySet[Any]]
    address: Callable[[str, User], str]
    is_open: Callable[[User], bool]
    sees_all: Callable[[User], bool] = lambda _: True
    beside: Callable[[Sequence[str], User, Reading], list[str]] = lambda *_: []
    said: Callable[[Any, User], str] = lambda *_: ""


@cache
def list_searched() -> tuple[Searched, ...]:
    """Return what can be looked for, in the order of the page (settings.SEARCHED)."""
    return tuple(kind for path in settings.SEARCHED for kind in import_string(path))


def find_kind(number: str) -> Searched | None:
    """Return what a record with this number is, None where nothing has such numbers."""
    prefix = number.rpartition("-")[0]
    return next((kind for kind in list_searched() if prefix in kind.prefixes), None)
