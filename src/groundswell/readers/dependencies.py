"""What depends on what: pairs of configuration items, each said once."""

from collections.abc import Sequence
from typing import Any

import ibis
import pyarrow as pa

from groundswell.evidence.schema import TABLES
from groundswell.evidence.store import EvidenceWriter
from groundswell.readers.doubles import Late, reject, union, without
from groundswell.readers.limits import limits
from groundswell.readers.spooling import ROW
from groundswell.readers.staging import Stage

_PAIR = ["source_ci", "kind", "target"]


def write_dependencies(stages: Sequence[Stage], writer: EvidenceWriter, engine: Any) -> None:
    """Write the pairs of these files; what is no pair, or was said before, goes to the rejects."""
    rows = union(stages, engine)
    order = ibis.window(group_by=_PAIR, order_by=["file", ROW])
    placed = rows.mutate(place=ibis.row_number().over(order))
    bad = placed.target.isnull() | (placed.target == placed.source_ci) | (placed.place > 0)
    found = placed.filter(bad).select("file", ROW, *_PAIR).order_by("file", ROW)
    late = [
        Late(one["file"], one[ROW], _why(one["source_ci"], one["target"]))
        for one in found.to_pyarrow().to_pylist()
    ]
    reject(stages, late)
    for one in stages:
        one.records = one.tally.rows - one.rejects.total
    kept = without(rows, late, engine).select(*TABLES["relations"].arrow.names).order_by(_PAIR)
    for batch in kept.to_pyarrow_batches(chunk_size=limits()["batch_rows"]):
        writer.write("relations", pa.Table.from_batches([batch]))


def _why(source: str, target: str | None) -> str:
    if target is None:
        return f"it does not say what {source} depends on"
    if target == source:
        return f"{source} would depend on itself"
    return f"that {source} depends on {target} in this way is said in an earlier row"
