"""Maturity of an organisation with so many tickets a year, all indicators read."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.measuring import Measured, clock
from groundswell.analysis.maturity import as_document, assess, find_troubles, write_snapshot
from groundswell.evidence.store import Evidence

AS_OF = datetime(2025, 12, 31, tzinfo=UTC)
_HOUR = 3_600_000_000
_TEN = 10


def assess_year(measured: Measured, folder: Path) -> Measured:
    """Find the troubles, read every indicator and write the snapshot."""
    evidence = Evidence(_tables(folder))
    with clock(measured):
        found = assess(find_troubles(evidence, as_of=AS_OF), as_of=AS_OF, dormant=True)
        size = len(write_snapshot(as_document(found, version="bench")))
    seen = [reading for reading in found.readings.values() if reading.value]
    measured.found = {"indicators": len(found.readings), "seen": len(seen), "bytes": size}
    return measured


def _tables(folder: Path) -> dict[str, pa.Table]:
    """Return the generated tickets with the columns of a well kept desk, changes and problems."""
    rng = np.random.default_rng(5)
    tickets = pq.read_table(folder / "evidence" / "tickets.parquet")
    count = tickets.num_rows
    opened = tickets.column("opened_at").to_numpy().astype("datetime64[us]").astype(np.int64)
    ended = pa.array(opened + rng.integers(1, 200, count) * _HOUR).cast(
        pa.timestamp("us", tz="UTC")
    )
    some = rng.random(count) < 1 / _TEN
    numbers = np.char.add("P", rng.integers(0, max(1, count // 100), count).astype(str))
    priorities = rng.integers(1, 5, count)
    extra = {
        "resolved_at": ended,
        "kind": pa.array(np.where(some, "request", "incident")),
        "priority": pa.array(priorities.astype(str)),
        "impact": pa.array(priorities.astype(str)),
        "urgency": pa.array(priorities.astype(str)),
        "priority_rank": pa.array(priorities.astype(np.int32)),
        "reopens": pa.array(some.astype(np.int32)),
        "reassignments": pa.array(rng.integers(0, 4, count).astype(np.int32)),
        "problem_id": pa.array(numbers, mask=~some),
        "closure_code": pa.array(np.full(count, "solved")),
        "resolved_by": pa.array(np.char.add("A", rng.integers(0, 40, count).astype(str))),
        "channel": pa.array(np.where(some, "monitoring", "phone")),
        "target_met": pa.array(~some),
    }
    for name, column in extra.items():
        if name in tickets.column_names:
            tickets = tickets.drop_columns([name])
        tickets = tickets.append_column(name, column)
    return {"tickets": tickets, "changes": _changes(tickets), "problems": _problems(tickets)}


def _changes(tickets: pa.Table) -> pa.Table:
    rows = tickets.take(pa.array(range(0, tickets.num_rows, _TEN)))
    count = rows.num_rows
    return pa.table(
        {
            "change_id": pa.array([f"C{number}" for number in range(count)]),
            "opened_at": rows.column("opened_at"),
            "ended_at": rows.column("resolved_at"),
            "type": pa.array(["normal", "standard", "emergency", "normal"] * count).slice(0, count),
            "succeeded": rows.column("target_met"),
            "ci": rows.column("ci"),
        }
    )


def _problems(tickets: pa.Table) -> pa.Table:
    rows = tickets.slice(0, max(1, tickets.num_rows // 100))
    return pa.table(
        {
            "problem_id": pa.array([f"P{number}" for number in range(rows.num_rows)]),
            "opened_at": rows.column("opened_at"),
            "resolved_at": rows.column("resolved_at"),
            "owner": rows.column("resolved_by"),
        }
    )
