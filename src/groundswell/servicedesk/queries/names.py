"""The names behind the keys that a trail holds, as the story of a ticket says them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from groundswell.catalogue.models import Service
from groundswell.cmdb.models import ConfigItem
from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.often import Often
from groundswell.servicedesk.models import SupportGroup, Ticket

#: fields whose entries hold a key: the story says the name that it stands for
_NAMED: Mapping[str, Any] = {
    "assignee_id": User,
    "caller_id": User,
    "group_id": SupportGroup,
    "service_id": Service,
    "ci_id": ConfigItem,
    "parent_id": Ticket,
}
#: by what they are called, where that is not a name
_WORDS: Mapping[Any, Any] = {
    User: Coalesce(NullIf("name", Value("")), "email", output_field=CharField()),
    Ticket: F("number"),
}

#: so many questions for names are kept, by how many of each kind they ask for
_SHAPES_KEPT = 128


def look_up_names(
    entries: Sequence[AuditEntry], authors: Sequence[int | None]
) -> dict[str, dict[str, str]]:
    """Return the names behind the keys in these entries, by field and key.

    Whoever acted or wrote is looked up among those who worked on it. One query, whatever they are.
    """
    acted = {str(pk) for pk in (*authors, *(entry.actor_id for entry in entries)) if pk}
    wanted: dict[Any, set[str]] = {model: set() for model in _NAMED.values()} | {User: acted}
    for name, model in _NAMED.items():
        told = [entry.changes[name] for entry in entries if name in entry.changes]
        wanted[model] |= {key for pair in told for key in pair if key.isdecimal()}
    asked = {model: _filled_up(sorted(map(int, keys))) for model, keys in wanted.items() if keys}
    if not asked:
        return {}
    kinds = [*asked]
    rows = _named(tuple((kind, len(asked[kind])) for kind in kinds)).ask(*chain(*asked.values()))
    found: dict[Any, dict[str, str]] = {kind: {} for kind in kinds}
    for place, key, words in rows:
        found[kinds[place]][str(key)] = words
    return {name: found[model] for name, model in _NAMED.items() if model in found}


def _filled_up(keys: list[int]) -> list[int]:
    """Return keys, the last repeated until they are 1, 2, 4 …: so few questions differ."""
    return keys + keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


@lru_cache(maxsize=_SHAPES_KEPT)
def _named(shape: Sequence[tuple[Any, int]]) -> Often:
    """Return the question what so many records of each of these kinds are called."""

    def ask(*keys: int) -> QuerySet[Any, Any]:
        left = iter(keys)
        first, *rest = (
            _called(model, [*islice(left, count)], place)
            for place, (model, count) in enumerate(shape)
        )
        return first.union(*rest, all=True) if rest else first

    return Often(ask)


def _called(model: Any, keys: Sequence[int], place: int) -> QuerySet[Any, Any]:
    named: QuerySet[Any] = model._default_manager.filter(pk__in=keys).order_by()
    word = _WORDS.get(model, F("name"))
    return named.values_list(Value(place, IntegerField()), F("pk"), word)
