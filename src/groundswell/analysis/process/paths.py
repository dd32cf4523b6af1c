"""Variants (whole paths) and flows (which step follows which)."""

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.figures import Flow, Variant
from groundswell.analysis.process.log import Log

#: A list is for reading: what is rarer than this many others is in the count, not in the list.
SHOWN_VARIANTS = 20
SHOWN_FLOWS = 200


def count_variants(cases: ir.Table) -> int:
    """Return how many different paths there are; a path is the steps in order, repeats and all."""
    return int(cases.path.nunique().execute())


def top_variants(log: Log, cases: ir.Table, *, of: int) -> tuple[Variant, ...]:
    """Return the most frequent paths, most frequent first."""
    ranked = (
        cases.group_by("path")
        .agg(count=cases.count(), example=cases.ticket_id.min())
        .order_by([ibis.desc("count"), "example"])
        .limit(SHOWN_VARIANTS)
        .to_pyarrow()
        .to_pylist()
    )
    paths = _paths(log, [row["example"] for row in ranked])
    return tuple(
        Variant(paths[row["example"]], row["count"], row["count"] / of, row["example"])
        for row in ranked
    )


def _paths(log: Log, tickets: list[str]) -> dict[str, tuple[str, ...]]:
    rows = log.rows.filter(log.rows.ticket_id.isin(tickets)).select("ticket_id", "pos", "step")
    found: dict[str, list[str]] = {ticket: [] for ticket in tickets}
    for row in rows.order_by(["ticket_id", "pos"]).to_pyarrow().to_pylist():
        found[row["ticket_id"]].append(log.labels[row["step"]])
    return {ticket: tuple(steps) for ticket, steps in found.items()}


def list_flows(log: Log) -> tuple[Flow, ...]:
    """Return the most frequent direct successions with their elapsed seconds."""
    rows = log.rows.filter(log.rows.next_step.notnull())
    passed = elapsed(rows)
    ranked = (
        rows.group_by("step", "next_step")
        .agg(count=rows.count(), passed=passed.quantile([0.5, 0.9]))
        .order_by([ibis.desc("count"), "step", "next_step"])
        .limit(SHOWN_FLOWS)
        .to_pyarrow()
        .to_pylist()
    )
    return tuple(
        Flow(
            log.labels[row["step"]],
            log.labels[row["next_step"]],
            row["count"],
            *(row["passed"] or (None, None)),
        )
        for row in ranked
    )


def elapsed(rows: ir.Table) -> ir.FloatingValue:
    """Return the seconds from an event to the next of its case."""
    return rows.next_at - rows["at"]
