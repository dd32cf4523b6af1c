"""From evidence tables into the records, batch by batch: exact, resumable, twice changes nothing.

A ticket is known by its source and its number there. A batch is one transaction together with the
progress of the import, so a kill leaves whole batches and a rerun goes on where nothing is missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.catalogue.actions import take_over_services
from groundswell.cmdb.actions import take_over_items
from groundswell.cmdb.models import ConfigItem
from groundswell.evidence import Evidence
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.takeover import Newcomer, take_over_people
from groundswell.imports.arriving import EVERYTHING, Held, arrivals_of
from groundswell.imports.records import Lookups
from groundswell.servicedesk.actions.takeover import take_over_groups, take_over_tickets

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the rows."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def rows(self) -> int:
        """Return how many rows were looked at."""
        return self.added + self.changed + self.unchanged

    def __add__(self, other: "Loaded") -> "Loaded":
        """Return what became of the rows of both."""
        return Loaded(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who brings what in: said once for every act of an import."""

    by: User
    at: datetime
    #: the tool that the tickets come from
    origin: str
    #: what the trail names as the source
    file: str


def load_evidence(
    evidence: Evidence,
    *,
    carrier: Carrier,
    people: Mapping[str, Newcomer] | None = None,
    held: Held = EVERYTHING,
    on_batch: Callable[[Loaded], bool] = lambda _: True,
) -> Loaded:
    """Bring tickets with their history and messages into the records.

    Args:
        evidence: what a reader made of a file, with people under their own names.
        carrier: who brings it, when, and from where.
        people: what is known of the people beyond the evidence, by their name there.
        held: which columns the files hold; a ticket that is here already keeps the others.
        on_batch: told after each batch, within its transaction; answers False to stop.

    Returns:
        How many tickets were added, changed and left alone.
    """
    lookups = _take_over_registers(evidence, carrier, _people(evidence) | dict(people or {}))
    done = Loaded()
    for rows in _batches(evidence):
        arrivals = arrivals_of(evidence, rows, lookups, held)
        with transaction.atomic():
            added, changed = take_over_tickets(
                arrivals, by=carrier.by, at=carrier.at, origin=carrier.origin, file=carrier.file
            )
            done += Loaded(added, changed, len(rows) - added - changed)
            go_on = on_batch(done)
        if not go_on:
            break
    return done


def _batches(evidence: Evidence) -> Iterator[list[dict[str, Any]]]:
    for piece in evidence.batches("tickets", BATCH):
        yield piece.to_pylist()


def _distinct(evidence: Evidence, table: str, column: str) -> list[str]:
    """Return every value once, in order: the same file makes the same records, key by key."""
    if not evidence.has(table):
        return []
    values = evidence.table(table).select(column).distinct().to_pyarrow().column(column)
    return sorted({value for value in values.to_pylist() if value})


def _take_over_registers(
    evidence: Evidence, carrier: Carrier, people: Mapping[str, Newcomer]
) -> Lookups:
    by, at, file = carrier.by, carrier.at, carrier.file
    items = [ConfigItem(name=name[:120]) for name in _distinct(evidence, "tickets", "ci")]
    if evidence.has("cis"):
        items += [_item(row) for row in evidence.arrow("cis").to_pylist()]
    groups = _distinct(evidence, "tickets", "group")
    taken = take_over_items(_once(items), by=by, at=at, source=file)
    services = take_over_services(
        _distinct(evidence, "tickets", "service"), by=by, at=at, source=file
    )
    return Lookups(
        people=take_over_people(people, by=by, at=at, source=file),
        services={name: service.pk for name, service in services.items()},
        items={name: item.pk for name, item in taken.items()},
        groups=take_over_groups(set(groups), by=by, at=at),
    )


def _once(items: Sequence[ConfigItem]) -> list[ConfigItem]:
    """Return one item for each name, the one that says more."""
    by_name = {item.name: item for item in sorted(items, key=lambda item: len(item.type))}
    return [by_name[name] for name in sorted(by_name)]


def _item(row: dict[str, Any]) -> ConfigItem:
    return ConfigItem(
        name=row["ci"][:120],
        type=(row["type"] or "")[:60],
        vendor=(row["vendor"] or "")[:80],
        model=(row["model"] or "")[:80],
        version=(row["version"] or "")[:40],
        location=(row["location"] or "")[:120],
    )


def _people(evidence: Evidence) -> dict[str, Newcomer]:
    people = {name: Newcomer() for name in _distinct(evidence, "tickets", "caller")}
    people |= {name: Newcomer() for name in _distinct(evidence, "messages", "author")}
    people |= {name: Newcomer(agent=True) for name in _distinct(evidence, "tickets", "assignee")}
    if evidence.has("people"):
        for row in evidence.arrow("people").to_pylist():
            people[row["person"]] = Newcomer(
                department=row["department"] or "",
                location=row["location"] or "",
                agent=bool(row["agent"]),
            )
    return people
