"""Writing down configuration items and their relations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from groundswell.cmdb.models import ConfigItem, Relation, RelationKind
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import Refusal
from groundswell.kernel.sequences import batched


class Make(TypedDict, total=False):
    """What kind of thing it is, who made it, and which version."""

    type: str
    vendor: str
    version: str


@needs("register.keep")
def add_item(*, by: User, at: datetime, name: str, **make: Unpack[Make]) -> ConfigItem:
    """Write down a configuration item.

    Raises:
        Refusal: one of that name exists.
    """
    item = ConfigItem(name=name, **make)
    try:
        with transaction.atomic():
            return trail.begin(item, "ci.added", by=by, at=at)
    except IntegrityError:
        raise Refusal(f"{name} is written down already.") from None


@needs("register.keep")
def relate_items(
    source: ConfigItem, *, by: User, at: datetime, kind: RelationKind, target: ConfigItem
) -> Relation:
    """Say that one item depends on another.

    Raises:
        Refusal: it would depend on itself.
    """
    if source.pk == target.pk:
        raise Refusal(f"{source} cannot depend on itself.")
    with transaction.atomic():
        relation, is_new = Relation.objects.get_or_create(source=source, kind=kind, target=target)
        if is_new:
            changes = {kind.value: ["", target.name]}
            trail.note(source.number, "ci.related", by=by, at=at, changes=changes)
    return relation


@needs("imports.run")
def take_over_items(
    items: Sequence[ConfigItem], *, by: User, at: datetime, source: str
) -> dict[str, ConfigItem]:
    """Write down those items of an import that are not here yet; return all of them by name."""
    with transaction.atomic():
        names = [item.name for item in items]
        known = {item.name for item in ConfigItem.objects.filter(name__in=names)}
        new = list({item.name: item for item in items if item.name not in known}.values())
        trail.begin_many(new, "ci.imported", by=by, at=at, source=source)
    return {item.name: item for item in ConfigItem.objects.filter(name__in=names)}


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What a list of another tool says of one item: its name, and the fields that it fills."""

    name: str
    told: Mapping[str, str]


@needs("imports.run")
def bring_items(
    items: Iterable[ItemFacts], *, by: User, at: datetime, source: str
) -> tuple[int, int]:
    """Write down the items of another tool; those that are here take what is told of them.

    Args:
        items: no two with the same name.
        by: who brings them.
        at: when.
        source: the file, for the trail.

    Returns:
        How many were added and how many changed.
    """
    with transaction.atomic():
        told = {item.name: item.told for item in items}
        known = _by_name(told)
        new = [ConfigItem(name=name, **told[name]) for name in sorted(set(told) - set(known))]
        trail.begin_many(new, "ci.imported", by=by, at=at, source=source)
        changed = [
            _take(item, told[name], by=by, at=at)
            for name, item in sorted(known.items())
            if any(getattr(item, field) != value for field, value in told[name].items())
        ]
    return len(new), len(changed)


def _take(item: ConfigItem, told: Mapping[str, str], *, by: User, at: datetime) -> ConfigItem:
    with trail.change(item, "ci.updated_by_import", by=by, at=at) as fresh:
        for field, value in told.items():
            setattr(fresh, field, value)
    return fresh


@needs("imports.run")
def bring_relations(
    pairs: Sequence[tuple[str, str, str]], *, by: User, at: datetime, source: str
) -> int:
    """Write down what depends on what in another tool; return how many relations are new.

    Args:
        pairs: name of the one that depends, kind of the relation, name of the one depended upon.
        by: who brings them.
        at: when.
        source: the file, for the trail; items that are not here yet are added by their names.
    """
    with transaction.atomic():
        names = {name for first, _, second in pairs for name in (first, second)}
        add = [ItemFacts(name, {}) for name in names]
        bring_items(add, by=by, at=at, source=source)
        items = _by_name(names)
        found: set[tuple[int, str, int]] = set()
        for some in batched([item.pk for item in items.values()], 500):
            rows = Relation.objects.filter(source__in=some)
            found.update(rows.values_list("source_id", "kind", "target_id"))
        wanted = {
            (items[first].pk, kind, items[second].pk): (items[first], kind, items[second])
            for first, kind, second in pairs
        }
        new = [wanted[key] for key in wanted if key not in found]
        Relation.objects.bulk_create(
            [Relation(source=first, kind=kind, target=second) for first, kind, second in new],
            batch_size=500,
        )
        trail.note_many(
            [
                AuditEntry(
                    number=first.number,
                    act="ci.related",
                    actor=by,
                    acted_at=at,
                    changes={kind: ["", second.name]},
                    source=source,
                )
                for first, kind, second in new
            ]
        )
    return len(new)


def _by_name(names: Iterable[str]) -> dict[str, ConfigItem]:
    found: dict[str, ConfigItem] = {}
    for some in batched(sorted(names), 500):
        found |= {item.name: item for item in ConfigItem.objects.filter(name__in=some)}
    return found
