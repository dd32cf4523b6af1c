"""Logs of updates folded into records as last known, with the future masked.

A row of a log may carry what was only known later: exports of audit logs repeat the final times and
codes on every row. Events therefore hold only what the update itself says. The record takes its
values from its last row, except links to other records, which stay known once they were made; ends
that lie after its last row, and how a record still open was closed, are not known yet. A log that
tells one changed field in each row leaves the others as they were.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from groundswell.readers.fields import CHANGEABLE, KEY_COLUMNS
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
# Said when a record is done; on the rows of one still open it is the future, or of the time before
# it was opened again.
_SAID_AT_THE_END = ("closure_code", "resolution", "resolved_by", "satisfaction")


@dataclass(frozen=True, slots=True)
class Folded:
    """What a log says: its events in order, and one row per record."""

    events: ir.Table
    records: ir.Table


def fold(
    updates: ir.Table, table: str, keep: Callable[[str, ir.Table], ir.Table], *, changes: bool
) -> Folded:
    """Fold staged updates, which may come from several files.

    Args:
        updates: staged rows with `file`, `has_resolved` and `has_closed` beside them; the latter
            say whether the file has such a column.
        table: tickets, problems or changes.
        keep: carries a step out and returns its rows under a name, for what is asked more than
            once: each question would sort the whole log again, and be spelled out again.
        changes: whether rows tell one changed field each.
    """
    key = KEY_COLUMNS[table]
    changing = sorted(set(CHANGEABLE.values()) & set(updates.columns)) if changes else ()
    lasting = tuple(dict.fromkeys((*_LINKS.get(table, ()), *changing)))
    numbered = keep("numbered", _in_order(updates, key, lasting))
    ends = _ends(numbered, key, lasting)
    records = keep("records", _records(updates, ends, key, lasting))
    if changes:
        numbered = _carried_on(numbered, key)
    return Folded(_events(numbered, table), records)


def _in_order(updates: ir.Table, key: str, lasting: Sequence[str]) -> ir.Table:
    """Number the updates of each record by time, then count of the update, then place."""
    wanted = [key, "at", "order", "file", ROW, "state", "activity", "detail", "group", "actor"]
    names = dict.fromkeys((*wanted, "priority", *lasting))
    narrow = updates.select(*(name for name in names if name in updates.columns))
    order = ibis.window(group_by=key, order_by=["at", "order", "file", _place(narrow, key)])
    return narrow.mutate(seq=ibis.row_number().over(order).cast("int32"))


def _place(updates: ir.Table, key: str) -> ir.Value:
    """Return what sorts updates of one second: their row, from below in a file newest first."""
    at, row = updates["at"], updates[ROW]
    ends = updates.group_by("file", key).aggregate(first=at.argmin(row), last=at.argmax(row))
    turned = ends.group_by("file").aggregate(
        backwards=(ends["first"] > ends["last"]).sum() > (ends["first"] < ends["last"]).sum()
    )
    files = turned.filter(turned["backwards"])["file"].to_pyarrow().to_pylist()
    return updates["file"].isin(files).ifelse(-row, row) if files else row


def _carried_on(numbered: ir.Table, key: str) -> ir.Table:
    """Fill what an update does not tell with what the updates before it told."""
    so_far = ibis.cumulative_window(group_by=key, order_by="seq")
    for name in ("activity", "group", "priority"):
        told = numbered[name].notnull().cast("int32").sum().over(so_far)
        counted = numbered.mutate(told=told)
        same = ibis.window(group_by=[key, "told"])
        numbered = counted.mutate(**{name: counted[name].max().over(same)}).drop("told")
    return numbered


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


def _ends(numbered: ir.Table, key: str, lasting: Sequence[str]) -> ir.Table:
    """Find, per record, the first and last update and since when it has been done."""
    state, seq = numbered["state"], numbered["seq"]
    marked = numbered.group_by(key).mutate(
        last_open=seq.max(where=state == "open"),
        last_unclosed=seq.max(where=state.isin(("open", "resolved"))),
    )
    since_open = marked["seq"] > marked["last_open"].fill_null(-1)
    since_unclosed = marked["seq"] > marked["last_unclosed"].fill_null(-1)
    latest = {
        f"lasting_{name}": marked[name].argmax(marked["seq"], where=marked[name].notnull())
        for name in lasting
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


def _records(updates: ir.Table, ends: ir.Table, key: str, lasting: Sequence[str]) -> ir.Table:
    last = updates.join(
        ends.drop(key),
        [updates["file"] == ends["last_file"], updates[ROW] == ends["last_row"]],
    )
    changed = {
        "updated_at": last["last_at"],
        "opened_at": ibis.coalesce(last["opened_at"], last["first_at"]),
    }
    changed |= {name: last[f"lasting_{name}"] for name in lasting}
    records = last.mutate(**(changed | _masked(last)))
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


def _masked(last: ir.Table) -> dict[str, ir.Value]:
    """Return the ends of records as their last row may know them."""
    still_open = (last["last_state"] == "open").fill_null(ibis.literal(value=False))
    told: dict[str, ir.Value] = {}
    for name, known, found, then in (
        ("resolved_at", "has_resolved", "done_at", _DONE),
        ("closed_at", "has_closed", "shut_at", ("closed", "cancelled")),
    ):
        if name in last.columns:
            done = last["last_state"].isin(then).fill_null(ibis.literal(value=False))
            unknown = still_open | (~done & (last[name] > last["last_at"]))
            own = ibis.cases((unknown, ibis.null("timestamp('UTC')")), else_=last[name])
            told[name] = ibis.cases((last[known], own), else_=last[found])
    for name in _SAID_AT_THE_END:
        if name in last.columns:
            told[name] = ibis.cases((still_open, ibis.null(last[name].type())), else_=last[name])
    return told
