"""Logs of updates folded into records as last known, with the future masked.

A row of a log may carry what was only known later: exports of audit logs repeat the final times and
codes on every row. Events therefore hold only what the update itself says. The record takes its
values from its last row, except links to other records, which stay known once they were made; a
resolution that lies after the last row of a record still open is not known yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from groundswell.readers.fields import KEY_COLUMNS
from groundswell.readers.spooling import ROW

_SINGULAR = {"tickets": "ticket", "problems": "problem", "changes": "change"}
# Links to other records, by evidence table; the staged rows of the others have no such columns.
_LINKS = {
    "tickets": (
        "problem_id",
        "change_id",
        "caused_by_change",
        "parent_id",
        "known_error_id",
        "article_id",
    ),
}
_DONE = ("resolved", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Folded:
    """What a log says: its events in order, and one row per record."""

    events: ir.Table
    records: ir.Table


def fold(updates: ir.Table, table: str) -> Folded:
    """Fold staged updates, which may come from several files.

    Args:
        updates: staged rows with `file`, `has_resolved` and `has_closed` beside them; the latter
            say whether the file has such a column.
        table: tickets, problems or changes.
    """
    key = KEY_COLUMNS[table]
    links = _LINKS.get(table, ())
    numbered = _in_order(updates, key, links)
    ends = _ends(numbered, key, links)
    return Folded(_events(numbered, table), _records(updates, ends, table))


def _in_order(updates: ir.Table, key: str, links: Sequence[str]) -> ir.Table:
    """Number the updates of each record by time, then count of the update, then row."""
    wanted = [key, "at", "order", "file", ROW, "state", "activity", "detail", "group", "actor"]
    narrow = updates.select(
        *(name for name in (*wanted, "priority", *links) if name in updates.columns)
    )
    order = ibis.window(group_by=key, order_by=["at", "order", "file", ROW])
    return narrow.mutate(seq=ibis.row_number().over(order).cast("int32"))


def _events(numbered: ir.Table, table: str) -> ir.Table:
    priority = numbered["priority"] if "priority" in numbered.columns else ibis.null("string")
    return numbered.select(
        ticket_id=numbered[KEY_COLUMNS[table]],
        record_kind=ibis.literal(_SINGULAR[table]),
        seq=numbered["seq"],
        at=numbered["at"],
        activity=numbered["activity"],
        detail=numbered["detail"],
        group=numbered["group"],
        actor=numbered["actor"],
        priority=priority,
    ).order_by("ticket_id", "seq")


def _ends(numbered: ir.Table, key: str, links: Sequence[str]) -> ir.Table:
    """Find, per record, the first and last update and since when it has been done."""
    state, seq = numbered["state"], numbered["seq"]
    marked = numbered.group_by(key).mutate(
        last_open=seq.max(where=state == "open"),
        last_unclosed=seq.max(where=state.isin(("open", "resolved"))),
    )
    since_open = marked["seq"] > marked["last_open"].fill_null(-1)
    since_unclosed = marked["seq"] > marked["last_unclosed"].fill_null(-1)
    latest = {
        f"linked_{name}": marked[name].argmax(marked["seq"], where=marked[name].notnull())
        for name in links
    }
    return marked.group_by(key).aggregate(
        **latest,
        first_at=marked["at"].min(),
        last_at=marked["at"].max(),
        last_seq=marked["seq"].max(),
        last_file=marked["file"].argmax(marked["seq"]),
        last_row=marked[ROW].argmax(marked["seq"]),
        last_state=marked["state"].argmax(marked["seq"], where=marked["state"].notnull()),
        done_at=marked["at"].min(where=since_open & marked["state"].isin(("resolved", "closed"))),
        shut_at=marked["at"].min(where=since_unclosed & (marked["state"] == "closed")),
    )


def _records(updates: ir.Table, ends: ir.Table, table: str) -> ir.Table:
    key = KEY_COLUMNS[table]
    last = updates.join(
        ends.drop(key),
        [updates["file"] == ends["last_file"], updates[ROW] == ends["last_row"]],
    )
    open_still = ~last["last_state"].isin(_DONE).fill_null(ibis.literal(value=False))
    changed = {"updated_at": last["last_at"]}
    changed["opened_at"] = ibis.coalesce(last["opened_at"], last["first_at"])
    for name, known, found in (
        ("resolved_at", "has_resolved", "done_at"),
        ("closed_at", "has_closed", "shut_at"),
    ):
        if name in last.columns:
            future = open_still & (last[name] > last["last_at"])
            own = ibis.cases((future, ibis.null("timestamp('UTC')")), else_=last[name])
            changed[name] = ibis.cases((last[known], own), else_=last[found])
    changed |= {name: last[f"linked_{name}"] for name in _LINKS.get(table, ())}
    records = last.mutate(**changed)
    by_times = ibis.cases(
        (records["closed_at"].notnull(), "closed"),
        (
            records["resolved_at"].notnull()
            if "resolved_at" in records.columns
            else ibis.literal(value=False),
            "resolved",
        ),
        else_="open",
    )
    return records.mutate(state=ibis.coalesce(records["last_state"], by_times))
