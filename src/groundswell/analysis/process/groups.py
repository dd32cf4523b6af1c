"""Tickets that go from group to group, and back."""

from collections import defaultdict

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.figures import Bounce, Share, share
from groundswell.analysis.process.log import Log

#: How many pairs of groups and how many of their tickets are listed.
SHOWN_PAIRS = 10
SHOWN_CASES = 50

DEFINITION = "tickets that came back to a group that had handed them on (A, then B, then A again)"


def list_bounces(log: Log, *, of: int, examples: int) -> tuple[Share, tuple[Bounce, ...]]:
    """Return the cases with a ping-pong, and the pairs of groups between which it happens most."""
    back = _returns(log).cache()
    cases = back.select("ticket_id").distinct().order_by("ticket_id")
    count = int(cases.count().execute())
    first = tuple(cases.limit(examples).to_pyarrow().column("ticket_id").to_pylist())
    return share(count, of, DEFINITION, examples=first), _pairs(log, back)


def _returns(log: Log) -> ir.Table:
    rows = log.rows
    moves = rows.filter(
        rows.group.notnull() & (rows.group_before.isnull() | (rows.group != rows.group_before))
    )
    order = ibis.window(group_by="ticket_id", order_by="pos")
    moves = moves.select(
        "ticket_id", "group", "group_before", two_before=moves.group.lag(2).over(order)
    )
    return moves.filter(moves.group == moves.two_before)


def _pairs(log: Log, back: ir.Table) -> tuple[Bounce, ...]:
    pairs = back.select(
        "ticket_id",
        one=ibis.least(back.group, back.group_before),
        other=ibis.greatest(back.group, back.group_before),
    ).distinct()
    ranked = (
        pairs.group_by("one", "other")
        .agg(cases=pairs.count())
        .order_by([ibis.desc("cases"), "one", "other"])
        .limit(SHOWN_PAIRS)
    )
    held: dict[tuple[int, int], list[str]] = defaultdict(list)
    listed = pairs.semi_join(ranked, ["one", "other"])
    order = ibis.row_number().over(group_by=["one", "other"], order_by="ticket_id")
    shown = listed.mutate(place=order)
    shown = shown.filter(shown.place < SHOWN_CASES).order_by("ticket_id")
    for row in shown.to_pyarrow().to_pylist():
        held[row["one"], row["other"]].append(row["ticket_id"])
    return tuple(
        Bounce(
            (log.groups[row["one"]], log.groups[row["other"]]),
            row["cases"],
            tuple(held[row["one"], row["other"]]),
        )
        for row in ranked.to_pyarrow().to_pylist()
    )
