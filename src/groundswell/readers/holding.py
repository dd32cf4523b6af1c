"""Which columns of the evidence a file fills, whatever its rows say.

A file without a column for the service does not say that there is none. Where records come together
from several files, or are here already, only what a file holds may replace what is known.
"""

from collections.abc import Mapping

from groundswell.evidence.schema import TABLES
from groundswell.readers.fields import KEY_COLUMNS

# Columns that are made from others: of records, and of the updates of a log.
_IMPLIED: Mapping[str, tuple[str, ...]] = {
    "status": ("state",),
    "detail": ("state",),
    "resolved_at": ("state",),
    "closed_at": ("state",),
    "ended_at": ("state",),
    "priority": ("priority_rank",),
    "description": ("original",),
}
_IMPLIED_BY_UPDATES: Mapping[str, tuple[str, ...]] = {
    "activity": ("state", "resolved_at", "closed_at"),
    "status": ("state", "resolved_at", "closed_at"),
    "at": ("opened_at", "updated_at"),
    "updated_at": ("opened_at",),
}


def columns_held(
    fields: frozenset[str], table: str, same: Mapping[str, str], *, log: bool
) -> frozenset[str]:
    """Return the columns of an evidence table that a file with these fields fills.

    Args:
        fields: the canonical fields that have a column in the file.
        table: the evidence table that the rows describe.
        same: fields that the product tells by another field.
        log: whether each row is an update rather than a record.
    """
    held = set(fields) | {name for name, other in same.items() if other in fields}
    for name in tuple(held):
        held.update(_IMPLIED.get(name, ()))
        if log:
            held.update(_IMPLIED_BY_UPDATES.get(name, ()))
    known = set(TABLES[table].arrow.names) - {KEY_COLUMNS[table], "source"}
    return frozenset(held & known)
