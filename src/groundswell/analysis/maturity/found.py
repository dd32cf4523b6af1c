"""Puts what this program found itself beside the records: recurring troubles and waves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from groundswell.analysis.known import KnownCluster
from groundswell.evidence import Evidence
from groundswell.evidence.store import conform
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    from groundswell.analysis import discovery
else:
    discovery = LateModule("groundswell.analysis.discovery")

#: how far back tickets are compared: as far as the indicators about troubles look
_REACH = timedelta(days=90)


def with_troubles(evidence: Evidence, troubles: Iterable[Any]) -> Evidence:
    """Return the evidence with recurring troubles, as the findings have them.

    Args:
        evidence: the tables.
        troubles: with `id`, `title` and `tickets`, and `asked_for` where that is known.
    """
    found = list(troubles)
    clusters = [
        {
            "cluster_id": one.id,
            "title": one.title,
            "asked_for": bool(getattr(one, "asked_for", False)),
        }
        for one in found
    ]
    members = [
        {"cluster_id": one.id, "ticket_id": ticket} for one in found for ticket in one.tickets
    ]
    return evidence.with_tables(
        {
            "clusters": _table("clusters", clusters),
            "cluster_members": _table("cluster_members", members),
        }
    )


def find_troubles(
    evidence: Evidence, *, as_of: datetime, known: Sequence[KnownCluster] = ()
) -> Evidence:
    """Return the evidence with the recurring troubles of the months before `as_of`.

    Evidence whose tickets hold nothing to compare is returned as it is.
    """
    if not evidence.has("tickets", "opened_at"):
        return evidence
    rows = evidence.table("tickets")
    lately = rows.filter(rows.opened_at <= as_of, rows.opened_at > as_of - _REACH).to_pyarrow()
    try:
        clusters = discovery.discover(Evidence({"tickets": lately}), known=known, remember=False)
    except NotKnown:
        return evidence
    return with_troubles(evidence, clusters)


def with_surges(evidence: Evidence, surges: Mapping[str, Sequence[str]]) -> Evidence:
    """Return the evidence with waves of tickets: by id of the wave, the ids of its tickets."""
    rows = [
        {"surge_id": surge, "ticket_id": ticket}
        for surge, tickets in surges.items()
        for ticket in tickets
    ]
    return evidence.with_tables({"surge_members": _table("surge_members", rows)})


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    columns = list(rows[0]) if rows else []
    return conform(name, pa.table({column: [row[column] for row in rows] for column in columns}))
