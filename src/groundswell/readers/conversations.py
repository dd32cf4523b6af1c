"""Conversations, one row per sentence or message, as messages and the tickets they belong to."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from groundswell.readers.spooling import ROW

_CALLERS = ("reporter", "caller", "requester", "customer", "user", "end-user", "client")
_AGENTS = ("assignee", "agent", "support", "technician", "staff", "engineer")
_SYSTEM = ("system", "bot", "automation")
_ENOUGH_WORDS = 5  # shorter sentences at the beginning are greetings


@dataclass(frozen=True, slots=True)
class Spoken:
    """Messages in order, and one ticket per conversation."""

    messages: ir.Table
    tickets: ir.Table


def converse(rows: ir.Table) -> Spoken:
    """Join sentences into messages and name each ticket after the caller's first real sentence.

    Args:
        rows: staged rows of kind messages, with `file` and `row`.
    """
    rows = rows.mutate(
        author_role=_role(rows["author_role"]),
        message=ibis.coalesce(rows["message_id"], rows[ROW].cast("string")),
        line=rows["file"].cast("int64") * 10_000_000 + rows[ROW],
    )
    said = rows.group_by("ticket_id", "message", "file").aggregate(
        at=rows["at"].min(),
        line=rows["line"].min(),
        author=rows["author"].argmin(rows["line"]),
        author_role=rows["author_role"].argmin(rows["line"]),
        private=rows["private"].any(),
        text=rows["text"].group_concat(sep="\n", order_by=rows["line"]),
    )
    order = ibis.window(group_by="ticket_id", order_by=["at", "line"])
    messages = said.mutate(seq=ibis.row_number().over(order).cast("int32"))
    columns = ("ticket_id", "seq", "at", "author", "author_role", "private", "text")
    return Spoken(messages.select(*columns).order_by("ticket_id", "seq"), _tickets(rows, messages))


def _role(found: ir.StringColumn) -> ir.Value:
    word = found.lower()
    return ibis.cases(
        (word.isin(_CALLERS), "caller"),
        (word.isin(_AGENTS), "agent"),
        (word.isin(_SYSTEM), "system"),
        else_=ibis.null("string"),
    )


def _tickets(rows: ir.Table, messages: ir.Table) -> ir.Table:
    wordy = rows["text"].strip().re_split(r"\s+").length() >= _ENOUGH_WORDS
    by_caller = rows["author_role"] == "caller"
    titles = rows.group_by("ticket_id").aggregate(
        title=ibis.coalesce(
            rows["text"].argmin(rows["line"], where=wordy & by_caller),
            rows["text"].argmin(rows["line"], where=wordy),
            rows["text"].argmin(rows["line"]),
        ),
        source=rows["source"].min(),
    )
    called = messages["author_role"] == "caller"
    first = messages.group_by("ticket_id").aggregate(
        opened_at=messages["at"].min(),
        updated_at=messages["at"].max(),
        description=ibis.coalesce(
            messages["text"].argmin(messages["line"], where=called),
            messages["text"].argmin(messages["line"]),
        ),
        caller=messages["author"].argmin(messages["line"], where=called),
    )
    return first.join(titles, "ticket_id")
