"""Links between tickets and other records that come in a file of their own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from groundswell.evidence.store import EvidenceWriter
from groundswell.kernel.errors import BadInput
from groundswell.readers.doubles import union
from groundswell.readers.fields import CANONICAL
from groundswell.readers.limits import limits
from groundswell.readers.spooling import ROW
from groundswell.readers.staging import Stage

_LINKS = tuple(name for name in CANONICAL["relations"] if name != "id")


def check_tickets(links: Sequence[Stage], others: Sequence[Stage]) -> None:
    """Refuse links without the tickets that they belong to.

    Raises:
        BadInput: no file holds tickets.
    """
    if links and not others:
        raise BadInput(
            f"{links[0].file.name} holds links between tickets and other records, and no tickets. "
            "Name the file of the tickets beside it: groundswell analyse TICKETS LINKS."
        )


def add_links(links: Sequence[Stage], folder: Path, engine: Any) -> None:
    """Fill the links of tickets that their own files leave empty.

    Where a ticket has several links of one kind, the first one of the file is kept and the others
    are counted; so are links of tickets that no file holds.
    """
    written = folder / "tickets.parquet"
    tickets = engine.read_parquet(written)
    rows = union(links, engine)
    first = rows.group_by("ticket_id").aggregate(
        **{f"linked_{name}": _first(rows, name) for name in _LINKS}
    )
    for one in links:
        one.records = one.tally.rows - one.rejects.total
        _count(one, rows.filter(rows["file"] == one.number), tickets)
    both = tickets.left_join(first, "ticket_id")
    filled = both.mutate(
        **{name: ibis.coalesce(both[name], both[f"linked_{name}"]) for name in _LINKS}
    )
    beside = folder / "linked"
    with EvidenceWriter(beside) as writer:
        kept = filled.select(*tickets.columns).order_by("ticket_id")
        for batch in kept.to_pyarrow_batches(chunk_size=limits()["batch_rows"]):
            writer.write("tickets", pa.Table.from_batches([batch]))
    (beside / "tickets.parquet").replace(written)
    beside.rmdir()


def _first(rows: ir.Table, name: str) -> ir.Value:
    place = rows["file"].cast("int64") * 1_000_000_000 + rows[ROW]
    return rows[name].argmin(place, where=rows[name].notnull())


def _count(one: Stage, rows: ir.Table, tickets: ir.Table) -> None:
    strangers = rows.anti_join(tickets, "ticket_id").count().to_pyarrow().as_py()
    number = one.header_of("id")
    one.tally.count(number, "names a ticket that no file holds; not used", strangers)
    for name in _LINKS:
        if name in one.match.places:
            different = rows.filter(rows[name].notnull()).select("ticket_id", name).distinct()
            more = different.count() - different["ticket_id"].nunique()
            what = "a further link of a ticket that has one; the first one is kept"
            one.tally.count(one.header_of(name), what, more.to_pyarrow().as_py())
