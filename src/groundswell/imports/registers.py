"""From evidence tables into the register of configuration items: what there is, what needs what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from groundswell.cmdb.actions import ItemFacts, bring_items, bring_relations
from groundswell.evidence import Evidence
from groundswell.imports.loading import BATCH, Carrier, Loaded
from groundswell.readers import SourceReport

#: longest text of each column that the register keeps
_KEPT: Mapping[str, int] = {
    "type": 60,
    "state": 12,
    "vendor": 80,
    "model": 80,
    "version": 40,
    "location": 120,
}
OnBatch = Callable[[Loaded], bool]


def load_items(
    evidence: Evidence, *, carrier: Carrier, sources: Sequence[SourceReport], on_batch: OnBatch
) -> Loaded:
    """Bring configuration items into the register, batch by batch.

    An item is known by its name. A file changes only what it has a column for and says something
    of; it empties nothing.

    Args:
        evidence: what a reader made of the files.
        carrier: who brings it, when, and from where.
        sources: how the files were read.
        on_batch: told after each batch, within its transaction; answers False to stop.
    """
    held = frozenset[str]().union(*(one.held for one in sources if one.kind == "cis"))

    def bring(rows: Sequence[dict[str, Any]]) -> tuple[int, int]:
        items = {
            row["ci"][:120]: {
                name: row[name][:longest]
                for name, longest in _KEPT.items()
                if name in held and row[name]
            }
            for row in rows
        }
        return bring_items(_facts(items), by=carrier.by, at=carrier.at, source=carrier.file)

    return _in_batches(evidence, "cis", bring, on_batch)


def load_relations(evidence: Evidence, *, carrier: Carrier, on_batch: OnBatch) -> Loaded:
    """Bring what depends on what into the register, batch by batch; see `load_items`.

    An item that nobody wrote down before is added by its name.
    """

    def bring(rows: Sequence[dict[str, Any]]) -> tuple[int, int]:
        pairs = [(row["source_ci"][:120], row["kind"], row["target"][:120]) for row in rows]
        added = bring_relations(pairs, by=carrier.by, at=carrier.at, source=carrier.file)
        return added, 0

    return _in_batches(evidence, "relations", bring, on_batch)


def _facts(items: Mapping[str, Mapping[str, str]]) -> Iterable[ItemFacts]:
    return [ItemFacts(name, told) for name, told in items.items()]


def _in_batches(
    evidence: Evidence,
    table: str,
    bring: Callable[[Sequence[dict[str, Any]]], tuple[int, int]],
    on_batch: OnBatch,
) -> Loaded:
    done = Loaded()
    if not evidence.has(table):
        return done
    for piece in evidence.batches(table, BATCH):
        rows = piece.to_pylist()
        with transaction.atomic():
            added, changed = bring(rows)
            done += Loaded(added, changed, len(rows) - added - changed)
            go_on = on_batch(done)
        if not go_on:
            break
    return done
