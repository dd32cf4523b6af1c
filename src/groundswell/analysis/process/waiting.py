"""Where the time goes: in the queue, in work, or waiting for somebody."""

import ibis
import ibis.expr.types as ir

from groundswell.analysis.process.figures import Waiting
from groundswell.analysis.process.log import Log
from groundswell.analysis.process.paths import elapsed
from groundswell.analysis.process.words import Vocabulary
from groundswell.kernel.errors import NotKnown

DEFINITION = (
    "elapsed time between an event and the next, given to the state that holds after the event; "
    "time after the last event and while resolved or closed is not counted"
)


def list_segments(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the names of the segments, in the order of the vocabulary."""
    return tuple(dict.fromkeys(kind.segment for kind in vocabulary.classes if kind.segment))


def spend(log: Log, vocabulary: Vocabulary) -> dict[str, ir.Value]:
    """Return for each segment the sum of its seconds, to be taken per case, as spent_<segment>."""
    rows = log.rows
    kind = ibis.coalesce(rows.kind, rows.kind_before)
    seconds = elapsed(rows)
    return {
        f"spent_{name}": ibis.cases(
            (kind.isin(log.codes(vocabulary.named(segment=name))) & (seconds > 0), seconds)
        ).sum()
        for name in list_segments(vocabulary)
    }


def split_waiting(log: Log, cases: ir.Table, vocabulary: Vocabulary) -> tuple[Waiting, ...]:
    """Return the segments, the one with the most time first.

    Raises:
        NotKnown: no word of the log names a state that we know, or the log has no times.
    """
    names = list_segments(vocabulary)
    figures: dict[str, ir.Value] = {}
    for name in names:
        spent = cases[f"spent_{name}"]
        figures |= {
            f"median_{name}": spent.median(),
            f"total_{name}": spent.sum(),
            f"cases_{name}": spent.count(),
        }
    row = cases.agg(**figures).to_pyarrow().to_pylist()[0]
    total = sum(row[f"total_{name}"] or 0.0 for name in names)
    if not total:
        raise NotKnown(_why_not(log))
    found = [
        Waiting(name, row[f"median_{name}"], row[f"total_{name}"] / total, row[f"cases_{name}"])
        for name in names
        if row[f"total_{name}"]
    ]
    return tuple(sorted(found, key=lambda entry: (-entry.share, entry.segment)))


def _why_not(log: Log) -> str:
    if log.unknown:
        words = ", ".join(f'"{word}"' for word in log.unknown[:3])
        return f"no word of this log names a state that is known; it says {words}"
    return "no time passes between the events of this log"
