"""Writing down configuration items and their relations."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from groundswell.cmdb.models import ConfigItem, Relation, RelationKind
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal


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
