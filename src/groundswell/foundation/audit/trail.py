"""The one mechanism for every change: lock, alter, save what differs, write one entry.

`begin` saves a new record with its first entry, `change` alters one, `note` records an act that
alters no field of its own, `begin_many` is `begin` for the rows of an import.

What has to follow an act in the same transaction, whichever verb carried it out, is named in the
settings by the prefix of the record (`TRAIL_FOLLOWERS`): no verb can forget it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.numbering.numbers import take_numbers
from groundswell.foundation.search import index

Record = TypeVar("Record", bound=NumberedRecord)
Locked = TypeVar("Locked", bound=models.Model)

Changes = Mapping[str, Sequence[str]]


def begin(record: Record, act: str, *, by: User | None, at: datetime) -> Record:
    """Save a new record under the next number of its kind, with its first entry."""
    # part of a verb, which as a whole is undone where this fails
    with transaction.atomic(savepoint=False):
        begin_many([record], act, by=by, at=at)
    return record


def begin_many(
    records: Sequence[Record], act: str, *, by: User | None, at: datetime, source: str = ""
) -> None:
    """Save new records of one kind with one entry each; must run inside a transaction."""
    if not records:
        return
    kind = type(records[0])
    for prefix in {record.prefix for record in records}:
        unnumbered = [r for r in records if r.prefix == prefix and not r.number]
        numbers = take_numbers(prefix, len(unnumbered))
        for record, number in zip(unnumbered, numbers, strict=True):
            record.number = number
    for record in records:
        if record.updated_at is None:  # an imported record keeps the time its source gives
            record.updated_at = at
    kind._default_manager.bulk_create(records, batch_size=500)
    entries = [
        AuditEntry(
            number=record.number,
            act=act,
            actor=by,
            acted_at=at,
            changes=_first(record),
            source=source,
        )
        for record in records
    ]
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    index.put(records)
    _follow(entries, at=at, begun={record.number: record for record in records})


def lock(record: Locked) -> Locked:
    """Return a record as it is now, which nobody else changes before the transaction ends."""
    kind = record.__class__  # also of whoever is signed in, who is read only when asked for
    return kind._default_manager.select_for_update().select_related(None).get(pk=record.pk)


@contextmanager
def change(
    record: Record, act: str, *, by: User | None, at: datetime, told: Changes | None = None
) -> Iterator[Record]:
    """Yield the record freshly read and locked; on leaving, save what differs, write one entry.

    `told` stands in the entry too: what is no field of the record, such as the rule that did it.

    Work on the yielded record, not on the argument: another hand may have changed it meanwhile.
    An exception inside the block undoes everything; an unaltered record leaves no entry, and
    neither does one of which only fields differ that are not told (`NumberedRecord.untold`).
    """
    with transaction.atomic():
        fresh = lock(record)
        before, words = _fields(fresh), fresh.search_text()
        yield fresh
        changes = _differences(before, _fields(fresh))
        kept = [name for name in changes if name in fresh.untold]
        altered = {
            name: pair for name, pair in changes.items() if name not in {*kept, "updated_at"}
        }
        if altered:
            fresh.updated_at = at
            fresh.save(update_fields=[*altered, *kept, "updated_at"])
            entry = {**(told or {}), **_without_words(altered, fresh.personal)}
            note(fresh.number, act, by=by, at=at, changes=entry)
        elif kept:
            fresh.save(update_fields=kept)
        if fresh.search_text() != words:
            index.put([fresh])


def remove(record: NumberedRecord, act: str, *, by: User | None, at: datetime) -> None:
    """Take a record away for good, out of the search too; that it was there stays in the trail."""
    with transaction.atomic():
        index.forget([record.number])
        record.delete()
        note(record.number, act, by=by, at=at)


def note(
    number: str, act: str, *, by: User | None, at: datetime, changes: Changes | None = None
) -> AuditEntry:
    """Write an entry for an act that alters no field of the record itself."""
    with transaction.atomic(savepoint=False):
        entry = AuditEntry.objects.create(
            number=number, act=act, actor=by, acted_at=at, changes=dict(changes or {})
        )
        _follow([entry], at=at)
    return entry


def note_many(entries: Sequence[AuditEntry]) -> None:
    """Write entries that an import brings from another tool."""
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def _follow(
    entries: Sequence[AuditEntry],
    *,
    at: datetime,
    begun: Mapping[str, NumberedRecord] | None = None,
) -> None:
    """Let what follows an act on such a record happen at once; `begun`: records that are new."""
    for prefixes, path in settings.TRAIL_FOLLOWERS.items():
        followed = [entry for entry in entries if entry.number.startswith(prefixes)]
        if followed:
            import_string(path)(followed, at=at, begun=begun or {})


#: fields that say nothing in an entry: the entry has a number and a time of its own
_UNTOLD = frozenset({"id", "number", "updated_at"})


def _first(record: models.Model) -> dict[str, list[str]]:
    """Return the short fields that hold something.

    Long texts are left out: the record holds them, and the entry of a later change holds what
    stood there before.
    """
    return {
        field.attname: ["", str(field.value_to_string(record))]
        for field in record._meta.concrete_fields
        if field.attname not in _UNTOLD
        and not isinstance(field, models.TextField | models.JSONField)
        and field.attname not in getattr(record, "personal", ())
        and getattr(record, field.attname) not in {None, ""}
    }


def _fields(record: models.Model) -> dict[str, str]:
    return {
        field.attname: str(field.value_to_string(record)) for field in record._meta.concrete_fields
    }


def _without_words(changes: Changes, personal: frozenset[str]) -> Changes:
    """Return the changes; of facts about a person only that they changed."""
    return {name: ["", ""] if name in personal else list(pair) for name, pair in changes.items()}


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [old, after[name]] for name, old in before.items() if old != after[name]}
