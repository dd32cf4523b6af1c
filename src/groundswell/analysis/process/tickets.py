"""What the counters on the tickets alone can say about the process."""

from collections.abc import Callable

import ibis.expr.types as ir

from groundswell.analysis.process.cases import examples
from groundswell.analysis.process.figures import ProcessFacts, Share, share
from groundswell.analysis.process.rulebook import load_rules
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

NO_EVENTS = "no history of updates in the source, only the last state of each ticket"


def facts_without_events(evidence: Evidence) -> ProcessFacts:
    """Return the facts that need no events.

    Raises:
        NotKnown: there are no tickets either.
    """
    count = int(evidence.table("tickets").count().execute())
    if count == 0:
        raise NotKnown("no tickets in the source")
    missing = dict.fromkeys(
        (
            "events",
            "variants",
            "top_variants",
            "ping_pong",
            "waiting",
            "waiting_by_channel",
            "rules",
        ),
        NO_EVENTS,
    )

    def known(figure: Callable[[Evidence], Share]) -> Share | None:
        try:
            return figure(evidence)
        except NotKnown as reason:
            missing[figure.__name__] = str(reason)
            return None

    return ProcessFacts(
        cases=count,
        reassigned=known(reassigned),
        reopened=known(reopened),
        targets_missed=known(targets_missed),
        not_known=missing,
    )


def reassigned(evidence: Evidence) -> Share:
    """Return the tickets that were handed on, as the source counted it.

    Raises:
        NotKnown: the source does not count it.
    """
    return _counted(
        evidence, "reassignments", "tickets that the source counts as reassigned at least once"
    )


def reopened(evidence: Evidence) -> Share:
    """Return the tickets that were opened again, as the source counted it.

    Raises:
        NotKnown: the source does not count it.
    """
    return _counted(evidence, "reopens", "tickets that the source counts as reopened at least once")


def targets_missed(evidence: Evidence) -> Share:
    """Return the tickets whose service target was missed, of those with a verdict.

    Raises:
        NotKnown: no ticket says whether its target was met.
    """
    rows = _known(evidence, "target_met", "no ticket says whether its target was met")
    return _share(rows, ~rows.target_met, "tickets whose service target was not kept")


def _counted(evidence: Evidence, column: str, definition: str) -> Share:
    rows = _known(evidence, column, f"neither a history of updates nor a count of {column}")
    return _share(rows, rows[column] > 0, definition)


def _known(evidence: Evidence, column: str, reason: str) -> ir.Table:
    if not evidence.has("tickets", column):
        raise NotKnown(reason)
    rows = evidence.table("tickets")
    return rows.filter(rows[column].notnull())


def _share(rows: ir.Table, condition: ir.BooleanValue, definition: str) -> Share:
    counted = rows.agg(of=rows.count(), hit=condition.sum()).to_pyarrow().to_pylist()[0]
    shown = examples(rows, condition, load_rules().examples)
    return share(int(counted["hit"] or 0), counted["of"], definition, examples=shown)
