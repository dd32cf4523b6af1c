"""Where the time goes: in the queue, in work, or waiting for somebody."""

import ibis

from groundswell.analysis.process.figures import Waiting
from groundswell.analysis.process.log import Log
from groundswell.analysis.process.paths import elapsed
from groundswell.analysis.process.words import Vocabulary
from groundswell.kernel.errors import NotKnown

DEFINITION = (
    "elapsed time between an event and the next, given to the state that holds after the event; "
    "time after the last event and while resolved or closed is not counted"
)


def split_waiting(log: Log, vocabulary: Vocabulary) -> tuple[Waiting, ...]:
    """Return the segments, the one with the most time first.

    Raises:
        NotKnown: no word of the log names a state that we know, or the log has no times.
    """
    rows = log.rows
    names = tuple(dict.fromkeys(k.segment for k in vocabulary.classes if k.segment))
    kind = ibis.coalesce(rows.kind, rows.kind_before)
    named = ibis.cases(
        *(
            (kind.isin(log.codes(vocabulary.named(segment=name))), ibis.literal(code, "int8"))
            for code, name in enumerate(names)
        )
    )
    timed = rows.select("ticket_id", segment=named, seconds=elapsed(rows))
    timed = timed.filter(timed.segment.notnull() & (timed.seconds >= 0))
    spent = timed.group_by("ticket_id", "segment").agg(seconds=timed.seconds.sum())
    spent = spent.filter(spent.seconds > 0)
    found = (
        spent.group_by("segment")
        .agg(median=spent.seconds.median(), total=spent.seconds.sum(), cases=spent.count())
        .order_by([ibis.desc("total"), "segment"])
        .to_pyarrow()
        .to_pylist()
    )
    if not found:
        raise NotKnown(_why_not(log))
    total = sum(row["total"] for row in found)
    return tuple(
        Waiting(names[row["segment"]], row["median"], row["total"] / total, row["cases"])
        for row in found
    )


def _why_not(log: Log) -> str:
    if log.unknown:
        words = ", ".join(f'"{word}"' for word in log.unknown[:3])
        return f"no word of this log names a state that is known; it says {words}"
    return "no time passes between the events of this log"
