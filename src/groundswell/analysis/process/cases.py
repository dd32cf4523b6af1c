"""One row per case: its length, its path as a number, and where the words of the rules occur."""

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.figures import NO
from groundswell.analysis.process.log import Log
from groundswell.analysis.process.rulebook import RuleBook
from groundswell.analysis.process.waiting import spend
from groundswell.analysis.process.words import Vocabulary


def summarise_cases(log: Log, vocabulary: Vocabulary, book: RuleBook) -> ir.Table:
    """Return the case table.

    Columns: ticket_id, events, path (a hash that depends on the order: the exclusive or of the
    hashes of position and step, so that it needs no list and runs on any engine), started
    (seconds since 1970), hand_overs (changes of group), reopened (times), for each mark of the
    rules its column, and for each segment spent_<segment> (seconds, null where none).
    """
    rows = log.rows
    finished = log.codes(vocabulary.named(finished=True))
    again = log.codes(["reopened"])
    open_words = log.codes([k.name for k in vocabulary.classes if k.state and not k.finished])
    back = rows.kind_before.isin(finished) & rows.kind.isin(open_words)
    said = rows.kind.isin(again) & ~rows.kind_before.isin(again)
    moved = rows.group.notnull() & rows.group_before.notnull() & (rows.group != rows.group_before)
    return (
        rows.group_by("ticket_id")
        .agg(
            events=rows.count(),
            path=(rows.pos.cast("int64") * log.width + rows.step).hash().bit_xor(),
            started=rows["at"].min(),
            hand_overs=moved.fill_null(NO).sum(),
            reopened=(back | said).fill_null(NO).sum(),
            **_places(log, book),
            **spend(log, vocabulary),
        )
        .cache()
    )


def _places(log: Log, book: RuleBook) -> dict[str, ir.Value]:
    rows = log.rows
    places: dict[str, ir.Value] = {}
    for mark in book.marks:
        here = rows.kind.isin(log.codes(mark.words))
        found = ibis.cases((here, rows["at"] if mark.which == "at" else rows.pos))
        places[mark.column] = found.max() if mark.which == "last" else found.min()
    return places


def examples(cases: ir.Table, condition: ir.BooleanValue, most: int) -> tuple[str, ...]:
    """Return the first ids, in order, of the cases that meet the condition."""
    found = cases.filter(condition).select("ticket_id").order_by("ticket_id").limit(most)
    return tuple(found.to_pyarrow().column("ticket_id").to_pylist())
