"""What the columns of an export may be mapped to, per kind of record."""

from collections.abc import Mapping
from dataclasses import dataclass

from groundswell.readers.headers import core, key
from groundswell.readers.limits import load


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a column may fill.

    Attributes:
        name: canonical name, the one used in a mapping.
        label: the name in plain words, for people.
        type: how cells are read: id, title, long, word, person, time, count, order, yes_no, effort
            or rating.
        names: header words, as compared by `headers.key`, best first.
        cores: the same without words that add nothing, as compared by `headers.core`.
    """

    name: str
    label: str
    type: str
    names: tuple[str, ...]
    cores: frozenset[str]


def _read() -> dict[str, dict[str, Field]]:
    kinds = {
        kind: {
            name: Field(
                name=name,
                label=one["label"],
                type=one["type"],
                names=tuple(key(word) for word in one["names"]),
                cores=frozenset(core(word) for word in one["names"]),
            )
            for name, one in described.items()
        }
        for kind, described in load(__package__, "fields.toml").items()
    }
    # What only a log has goes first: its time is that of the update.
    return kinds | {"events": kinds["events"] | kinds["tickets"]}


CANONICAL: Mapping[str, Mapping[str, Field]] = _read()
"""Fields by kind of record and canonical name."""

KEY_COLUMNS = {
    "tickets": "ticket_id",
    "problems": "problem_id",
    "changes": "change_id",
    "alerts": "alert_id",
    "messages": "ticket_id",
    "cis": "ci",
    "relations": "source_ci",
}
"""Evidence tables that one row of a file can fill, and the column that holds its number."""


CHANGEABLE: Mapping[str, str] = {
    name: field.name
    for field in CANONICAL["tickets"].values()
    if field.type == "word" or field.name in ("problem_id", "change_id", "caused_by_change")
    for name in field.names
}
"""Canonical field by header word, for what a log of changed fields may tell; no person's name."""


def known_names() -> frozenset[str]:
    """Return every header word that some field of some kind goes by."""
    return frozenset(
        name for fields in CANONICAL.values() for field in fields.values() for name in field.names
    )
