"""Puts the figures of the process together and says why one is missing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process import tickets
from groundswell.analysis.process.cases import examples, summarise_cases
from groundswell.analysis.process.channels import wait_by_channel
from groundswell.analysis.process.figures import NO, ProcessFacts, Rule, Share, share
from groundswell.analysis.process.groups import list_bounces
from groundswell.analysis.process.log import Log, order_events
from groundswell.analysis.process.paths import count_variants, list_flows, top_variants
from groundswell.analysis.process.rulebook import load_rules
from groundswell.analysis.process.rules import judge_all
from groundswell.analysis.process.waiting import split_waiting
from groundswell.analysis.process.words import load_vocabulary
from groundswell.evidence import Evidence
from groundswell.kernel.errors import NotKnown

Figure = TypeVar("Figure")


def find_process(evidence: Evidence, *, as_of: datetime) -> ProcessFacts:
    """Return what the records say about how tickets travel.

    Read from the events where there are any, else from the counters on the tickets. A case is one
    ticket; where the events are of problems or changes only, it is one of those, and `record_kind`
    says so.

    Args:
        evidence: needs `events` or `tickets`; `tickets` adds targets and priorities.
        as_of: with offset; later events are not seen.

    Returns:
        Counts of cases with their sample, 95 % interval after Wilson and examples; durations are
        elapsed seconds, never working time. A figure is None where the records cannot give it,
        with the reason in `not_known`.

    Raises:
        NotKnown: there are neither events nor tickets.
    """
    events = _events(evidence)
    if events is None:
        return tickets.facts_without_events(evidence)
    kind, rows = events
    return _from_log(evidence, kind, order_events(rows, load_vocabulary(), as_of=as_of))


def _events(evidence: Evidence) -> tuple[str, ir.Table] | None:
    """Return the events of the most telling kind of record: tickets, else the most frequent."""
    if not evidence.has("events"):
        return None
    rows = evidence.table("events")
    rows = rows.mutate(record_kind=rows.record_kind.fill_null("ticket"))
    counts = rows.group_by("record_kind").agg(count=rows.count()).to_pyarrow().to_pylist()
    if not counts:
        return None
    kind = max(counts, key=lambda row: (row["record_kind"] == "ticket", row["count"]))
    return kind["record_kind"], rows.filter(rows.record_kind == kind["record_kind"])


def _from_log(evidence: Evidence, kind: str, log: Log) -> ProcessFacts:
    book = load_rules()
    cases = summarise_cases(log, load_vocabulary(), book)
    count = int(cases.count().execute())
    if count == 0:
        raise NotKnown("no event lies before the moment that the findings are for")
    missing: dict[str, str] = {}
    unjudged: dict[str, str] = {}

    def known(name: str, figure: Callable[[], Figure]) -> Figure | None:
        try:
            return figure()
        except NotKnown as reason:
            missing[name] = str(reason)
            return None

    bounced = known("ping_pong", lambda: _bounced(log, count))
    found: dict[str, Any] = {
        "events": int(log.rows.count().execute()),
        "variants": count_variants(cases),
        "top_variants": top_variants(log, cases, of=count),
        "flows": list_flows(log),
        "reassigned": known("reassigned", lambda: _reassigned(evidence, log, cases, count)),
        "ping_pong": bounced[0] if bounced else None,
        "bounces": bounced[1] if bounced else None,
        "reopened": known("reopened", lambda: _reopened(evidence, log, cases, count)),
        "targets_missed": known("targets_missed", lambda: tickets.targets_missed(evidence)),
        "waiting": known("waiting", lambda: split_waiting(log, cases, load_vocabulary())),
        "waiting_by_channel": known("waiting_by_channel", lambda: wait_by_channel(evidence, cases)),
        "rules": known("rules", lambda: _rules(evidence, log, cases, unjudged)),
    }
    return ProcessFacts(
        cases=count, record_kind=kind, **found, rules_unjudged=unjudged, not_known=missing
    )


def _bounced(log: Log, of: int) -> tuple[Share, Any]:
    if not log.groups:
        raise NotKnown("the events do not say which group held the ticket")
    return list_bounces(log, of=of, examples=load_rules().examples)


def _reassigned(evidence: Evidence, log: Log, cases: ir.Table, of: int) -> Share:
    if not log.groups:
        return tickets.reassigned(evidence)
    moved = cases.hand_overs > 0
    shown = examples(cases, moved, load_rules().examples)
    return share(
        int(cases.filter(moved).count().execute()),
        of,
        "tickets that changed their group at least once",
        examples=shown,
    )


def _reopened(evidence: Evidence, log: Log, cases: ir.Table, of: int) -> Share:
    finished = log.codes(load_vocabulary().named(finished=True))
    if not bool(log.rows.kind.isin(finished).fill_null(NO).any().execute()):
        return tickets.reopened(evidence)
    again = cases.reopened > 0
    shown = examples(cases, again, load_rules().examples)
    return share(
        int(cases.filter(again).count().execute()),
        of,
        "tickets that were resolved or closed and then open again",
        examples=shown,
    )


def _rules(
    evidence: Evidence, log: Log, cases: ir.Table, unjudged: dict[str, str]
) -> tuple[Rule, ...]:
    if len(log.unknown) == len(log.labels):
        raise NotKnown("no word of this log names a state that is known")
    book = load_rules()
    ranked = _with_priority(evidence, cases)
    if not log.groups:
        ranked = ranked.mutate(hand_overs=ibis.null("int64"))
    judged, reasons = judge_all(ranked.cache(), book)
    unjudged.update(reasons)
    if not judged:
        raise NotKnown("no rule applies to any case of this log")
    return judged


def _with_priority(evidence: Evidence, cases: ir.Table) -> ir.Table:
    if not evidence.has("tickets", "priority_rank"):
        return cases.mutate(priority_rank=ibis.null("int32"))
    ranks = evidence.table("tickets").select("ticket_id", "priority_rank").distinct(on="ticket_id")
    return cases.left_join(ranks, "ticket_id").drop("ticket_id_right")
