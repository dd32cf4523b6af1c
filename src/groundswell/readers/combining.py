"""Staged files joined into evidence tables: duplicates out, logs folded, people listed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from groundswell.evidence.schema import TABLES
from groundswell.evidence.store import EvidenceWriter
from groundswell.readers.arrow import Moment
from groundswell.readers.conversations import converse
from groundswell.readers.dependencies import write_dependencies
from groundswell.readers.doubles import (
    Late,
    doubled_records,
    doubled_updates,
    reject,
    union,
    updates_before,
    without,
)
from groundswell.readers.fields import KEY_COLUMNS
from groundswell.readers.folding import fold
from groundswell.readers.limits import limits
from groundswell.readers.links import add_links, check_tickets
from groundswell.readers.spooling import ROW
from groundswell.readers.staging import Stage

#: each person once; place and department as on their last ticket
_PEOPLE = """
SELECT person, max(department) AS department, max(location) AS location, bool_or(agent) AS agent
FROM (
  SELECT caller AS person, first(department ORDER BY opened_at DESC) AS department,
    first(location ORDER BY opened_at DESC) AS location, false AS agent
  FROM tickets WHERE caller IS NOT NULL GROUP BY caller
  UNION ALL
  SELECT DISTINCT assignee, NULL, NULL, true FROM tickets WHERE assignee IS NOT NULL
  UNION ALL
  SELECT DISTINCT resolved_by, NULL, NULL, true FROM tickets WHERE resolved_by IS NOT NULL
  UNION ALL
  SELECT DISTINCT actor, NULL, NULL, true FROM events WHERE actor IS NOT NULL
)
GROUP BY person
"""


def combine(stages: Sequence[Stage], folder: Path, engine: Any, since: Moment | None) -> None:
    """Write the evidence tables that the files fill, and count how many records each file held."""
    links = [one for one in stages if one.is_links]
    with EvidenceWriter(folder) as writer:
        for table in ("tickets", "problems", "changes", "alerts", "cis"):
            own = [one for one in stages if one.table == table and not one.is_links]
            logs = [one for one in own if one.log]
            plain = [one for one in own if not one.log]
            late = _judge_plain(plain, table, engine)
            if logs:
                records = _fold_logs(logs, table, writer, engine, since=since)
                told = without(union(plain, engine), late, engine) if plain else None
                _write(writer, table, _completed(told, records, table, own))
            else:
                _copy(plain, table, late, writer)
        talks = [one for one in stages if one.table == "messages"]
        if talks:
            _write_conversations(talks, writer, engine)
        pairs = [one for one in stages if one.table == "relations"]
        if pairs:
            write_dependencies(pairs, writer, engine)
        holding = ("tickets", "messages")
        check_tickets(links, [one for one in stages if one.table in holding and not one.is_links])
    if links:
        add_links(links, folder, engine)


def _judge_plain(plain: Sequence[Stage], table: str, engine: Any) -> list[Late]:
    if not plain:
        return []
    names = {one.number: one.file.name for one in plain}
    late = doubled_records(union(plain, engine), table, names)
    reject(plain, late)
    for one in plain:
        with pq.ParquetFile(one.path, pre_buffer=False) as staged:
            gone = sum(found.file == one.number for found in late)
            one.records = staged.metadata.num_rows - gone
    return late


def _copy(plain: Sequence[Stage], table: str, late: Sequence[Late], writer: EvidenceWriter) -> None:
    """Write records that come one to a row, in the order of their files."""
    for one in plain:
        gone = {found.row for found in late if found.file == one.number}
        with pq.ParquetFile(one.path, pre_buffer=False) as staged:
            for batch in staged.iter_batches(limits()["batch_rows"]):
                rows = pa.Table.from_batches([batch])
                if gone:
                    stays = [row not in gone for row in rows.column(ROW).to_pylist()]
                    rows = rows.filter(pa.array(stays))
                writer.write(table, rows.select(TABLES[table].arrow.names))


def _fold_logs(
    logs: Sequence[Stage],
    table: str,
    writer: EvidenceWriter,
    engine: Any,
    *,
    since: Moment | None,
) -> ir.Table:
    """Write the events of logs and return their records."""
    updates = union(logs, engine)
    names = {one.number: one.file.name for one in logs}
    late = updates_before(updates, table, since) if since is not None else []
    updates = without(updates, late, engine)
    if len(logs) > 1:
        twice = doubled_updates(updates, table, names)
        updates = without(updates, twice, engine)
        late = [*late, *twice]
    reject(logs, late)
    beside = logs[0].path.parent

    def keep(name: str, rows: ir.Table) -> ir.Table:
        path = beside / f"{table}-{name}.parquet"
        engine.to_parquet(rows, path)
        found: ir.Table = engine.read_parquet(path)
        return found

    folded = fold(updates, table, keep, changes=any(one.tells_changes for one in logs))
    _write(writer, "events", folded.events)
    counted = updates.group_by("file").aggregate(
        events=updates.count(), records=updates[KEY_COLUMNS[table]].nunique()
    )
    by_file = {found["file"]: found for found in counted.to_pyarrow().to_pylist()}
    for one in logs:
        found = by_file.get(one.number, {"events": 0, "records": 0})
        one.events, one.records = found["events"], found["records"]
    return _ends_after_openings(folded.records, logs)


def _ends_after_openings(records: ir.Table, logs: Sequence[Stage]) -> ir.Table:
    """Empty ends that lie before the opening, and say how many there were."""
    ends = [one for one in ("resolved_at", "closed_at", "responded_at") if one in records.columns]
    if not ends:
        return records
    early = {name: records[name] < records["opened_at"] for name in ends}
    counts = records.aggregate(**{name: early[name].sum() for name in ends}).to_pyarrow()
    many = {name: int(counts[name][0].as_py() or 0) for name in ends}
    for name in filter(many.get, ends):
        header = logs[0].header_of(name)
        logs[0].tally.count(header, "it lies before the opening; taken as empty", many[name])
    return records.mutate(
        **{name: early[name].ifelse(ibis.null(), records[name]) for name in filter(many.get, ends)}
    )


def _completed(
    told: ir.Table | None, folded: ir.Table, table: str, own: Sequence[Stage]
) -> ir.Table:
    """Return the records of the files, completed by the log where no file has such a column.

    Records that only the log knows are added.
    """
    key, names = KEY_COLUMNS[table], TABLES[table].arrow.names
    folded = folded.select(*names)
    if told is None:
        return folded
    told = told.select(*names)
    held = {name for one in own if not one.log for name in one.held}
    logged = {name for one in own if one.log for name in one.held}
    missing = [name for name in names if name in logged - held]
    extra = folded.select(
        logged_key=folded[key], **{f"logged_{name}": folded[name] for name in missing}
    )
    both = told.left_join(extra, told[key] == extra["logged_key"])
    filled = both.mutate(**{name: both[f"logged_{name}"] for name in missing}).select(*names)
    return ibis.union(filled, folded.anti_join(told, key).select(*names))


def _write_conversations(talks: Sequence[Stage], writer: EvidenceWriter, engine: Any) -> None:
    rows = union(talks, engine)
    spoken = converse(rows)
    _write(writer, "messages", spoken.messages)
    _write(writer, "tickets", spoken.tickets)
    counted = rows.group_by("file").aggregate(
        events=rows.count(), records=rows["ticket_id"].nunique()
    )
    by_file = {found["file"]: found for found in counted.to_pyarrow().to_pylist()}
    for one in talks:
        one.events, one.records = by_file[one.number]["events"], by_file[one.number]["records"]


def _write(writer: EvidenceWriter, table: str, rows: ir.Table) -> None:
    for batch in rows.to_pyarrow_batches(chunk_size=limits()["batch_rows"]):
        writer.write(table, pa.Table.from_batches([batch]))


def write_people(folder: Path, engine: Any) -> None:
    """Write everyone named in tickets and events, with what is known of them."""
    for name in ("tickets", "events"):
        path = folder / f"{name}.parquet"
        if path.exists():
            engine.con.read_parquet(str(path)).create_view(name)
        else:
            engine.con.from_arrow(TABLES[name].arrow.empty_table()).create(name)
    with EvidenceWriter(folder) as writer:
        people = engine.sql(_PEOPLE).to_pyarrow_batches(chunk_size=limits()["batch_rows"])
        for batch in people:
            if batch.num_rows:
                writer.write("people", pa.Table.from_batches([batch]))
