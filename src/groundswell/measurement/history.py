"""Our own records become the evidence tables that foreign exports become too.

The tables are kept as Parquet files, a file for each block of tickets, under the folder of the
installation. Only blocks in which something changed since the last time are written anew.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils.module_loading import import_string

from groundswell import __version__
from groundswell.analysis.cost import RateCard
from groundswell.analysis.known import KnownCluster
from groundswell.analysis.results import Findings
from groundswell.catalogue.queries import rate_card
from groundswell.evidence.schema import TABLES
from groundswell.evidence.store import Evidence, conform
from groundswell.foundation.audit.models import AuditEntry
from groundswell.kernel.errors import NotKnown
from groundswell.kernel.late import LateModule
from groundswell.kernel.sequences import batched
from groundswell.measurement import ticket_rows
from groundswell.measurement.kept import KEPT
from groundswell.measurement.levels.queries.book import current_book
from groundswell.measurement.register_rows import REGISTERS
from groundswell.measurement.working_rows import WORKING
from groundswell.servicedesk.models import Message, SupportGroup, Ticket

if TYPE_CHECKING:
    from groundswell.analysis import findings
else:
    findings = LateModule("groundswell.analysis.findings")

#: tickets in one file; small enough that a busy day rewrites little, large enough to read fast
BLOCK = 20_000

#: raised where a column comes to mean something else: files are written anew. 2: each person once
MEANING = 2

#: tables that are kept as files
_KEPT_TABLES = ("tickets", "events", "messages")

#: what this installation has no records for yet, said to whoever asks for it
ABSENT = {
    "problems": "no problem records in this installation yet",
    "known_errors": "no known errors in this installation yet",
    "changes": "no change records in this installation yet",
    "alerts": "no alerts in this installation yet",
    "articles": "no knowledge articles in this installation yet",
}


def current_rates() -> RateCard:
    """Return the rate card that every figure of this installation uses."""
    return rate_card()


def find_in_records(*, as_of: datetime, known: Sequence[KnownCluster] = ()) -> Findings:
    """Return the findings over everything recorded up to `as_of`.

    Args:
        as_of: the findings hold for this moment.
        known: troubles of earlier runs, with what people said of them.

    Raises:
        NotKnown: there are no tickets yet.
    """
    evidence = gather_evidence()
    count = Ticket.objects.count()
    source = {
        "file": "this installation",
        "product": "groundswell",
        "kind": "tickets",
        "rows": count,
        "records": count,
        "columns": {},
        "unused": [],
        "rejected": [],
        "warnings": [],
    }
    return findings.analyse(
        evidence,
        sources=[source],
        rates=current_rates(),
        as_of=as_of,
        version=__version__,
        known=known,
        kept=KEPT,
        book=current_book(),
    )


def gather_evidence(folder: Path | None = None) -> Evidence:
    """Return the evidence tables of this installation, writing only what has changed.

    Args:
        folder: where the files are kept; by default `evidence` in the installation's folder.

    Raises:
        NotKnown: there are no tickets yet.
    """
    if not Ticket.objects.exists():
        raise NotKnown("There are no tickets yet: import a file or take down the first one.")
    folder = folder or Path(settings.HOME) / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    blocks = _refresh_blocks(folder)
    tables: dict[str, pa.Table | Path | list[Path]] = {
        name: [
            path
            for path in (folder / f"{name}-{block}.parquet" for block in blocks)
            if path.exists()
        ]
        for name in _KEPT_TABLES
    }
    tables |= _registers()
    return Evidence({name: rows for name, rows in tables.items() if rows}, absent=ABSENT)


def _refresh_blocks(folder: Path) -> list[int]:
    """Write the blocks that changed since the stamp; return all of them."""
    stamp = folder / "stamp.json"
    nothing: dict[str, Any] = {"entry": 0, "blocks": [], "columns": _columns(), "hidden": _hidden()}
    seen = json.loads(stamp.read_text()) if stamp.exists() else nothing
    newest = AuditEntry.objects.aggregate(newest=Max("id"))["newest"] or 0
    is_same = all(seen.get(mark) == nothing[mark] for mark in ("columns", "hidden"))
    if newest < seen["entry"] or not is_same:
        # another database than the one that the files were written from, an older schema, or
        # another choice of groups that show their tickets to their members alone
        seen = nothing
    last = Ticket.objects.aggregate(last=Max("id"))["last"]
    blocks = list(range(last // BLOCK + 1))
    touched = _touched_blocks(since=seen["entry"]) | (set(blocks) - set(seen["blocks"]))
    for block in sorted(touched):
        _write_block(folder, block)
    unfinished = stamp.with_suffix(".new")
    unfinished.write_text(json.dumps({**nothing, "entry": newest, "blocks": blocks}))
    unfinished.replace(stamp)
    return blocks


def _columns() -> int:
    """Return a mark of the columns: files with other ones are written anew."""
    names = "\n".join(name for kept in _KEPT_TABLES for name in TABLES[kept].arrow.names)
    return zlib.crc32(f"{names}\n{MEANING}".encode())


def _hidden() -> list[int]:
    groups = SupportGroup.objects.filter(members_only=True)
    return sorted(groups.values_list("pk", flat=True))


def _touched_blocks(*, since: int) -> set[int]:
    if since == 0:
        return set()
    entries = {*AuditEntry.objects.filter(id__gt=since).values_list("number", flat=True)}
    touched: set[int] = set()
    for chunk in batched(sorted(entries), 500):
        # A service that is called otherwise is called so in the rows of its tickets too; whom a
        # joined ticket counts hangs on the others of the same trouble; and who says "me too" says
        # it of the major incident. One question each: an index answers it.
        for about in ("number", "service__number", "parent__number", "majors__number"):
            keys = Ticket.objects.filter((f"{about}__in", chunk)).values_list("pk", flat=True)
            touched |= {key // BLOCK for key in keys}
    return touched


def _write_block(folder: Path, block: int) -> None:
    held = Ticket.objects.filter(id__gte=block * BLOCK, id__lt=(block + 1) * BLOCK)
    tickets = held.known_to_all()
    _write(folder, f"tickets-{block}", ticket_rows.tickets(tickets))
    _write(folder, f"events-{block}", ticket_rows.events(tickets))
    _write(folder, f"messages-{block}", _messages(tickets))


def _write(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    table_name = name.partition("-")[0]
    path = folder / f"{name}.parquet"
    unfinished = path.with_suffix(".new")
    schema = TABLES[table_name].arrow
    with pq.ParquetWriter(unfinished, schema) as writer:
        for chunk in batched(rows, 5_000):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
    unfinished.replace(path)


def _messages(tickets: QuerySet[Ticket]) -> Iterator[dict[str, Any]]:
    messages = Message.objects.filter(ticket__in=tickets).order_by("ticket_id", "written_at", "id")
    fields = ("ticket__number", "ticket__caller_id", "author_id", "written_at", "private", "text")
    number, seq = "", 0
    for row in messages.values_list(*fields).iterator(2_000):
        seq = seq + 1 if row[0] == number else 0
        number = row[0]
        yield {
            "ticket_id": number,
            "seq": seq,
            "at": row[3],
            "author": f"person-{row[2]}" if row[2] else None,
            "author_role": "caller" if row[2] == row[1] else "agent",
            "private": row[4],
            "text": row[5],
        }


def _registers() -> dict[str, pa.Table]:
    """Return the small tables, read whole: our own, and those of practices built on this one."""
    further = [import_string(path) for path in settings.EVIDENCE_REGISTERS]
    found: dict[str, list[dict[str, Any]]] = {}
    for registers in (REGISTERS, WORKING, *further):
        for name, read in registers.items():
            found.setdefault(name, []).extend(read())
    return {name: conform(name, pa.Table.from_pylist(rows)) for name, rows in found.items() if rows}
