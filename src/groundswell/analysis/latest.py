"""Until when the records go."""

from datetime import datetime

from groundswell.evidence import Evidence

#: Columns that tell until when the records go.
_TIMES = {
    "tickets": ("opened_at", "updated_at", "responded_at", "resolved_at", "closed_at"),
    "events": ("at",),
    "problems": ("opened_at", "updated_at", "resolved_at", "closed_at"),
    "changes": ("opened_at", "started_at", "ended_at", "closed_at"),
}


def latest_time(evidence: Evidence) -> datetime | None:
    """Return the latest moment that the evidence tells of, None where it tells of none."""
    found = []
    for table, columns in _TIMES.items():
        if evidence.has(table):
            rows = evidence.table(table)
            latest = rows.agg(**{name: rows[name].max() for name in columns}).to_pyarrow()
            found += [latest.column(name)[0].as_py() for name in columns]
    return max((moment for moment in found if moment), default=None)
