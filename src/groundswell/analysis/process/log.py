"""The ordered, coded event log that every figure of the process reads.

Words become small integers first and every window is computed once, over one order: by time, then
by the sequence number that settles events of the same second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa

from groundswell.analysis.process.words import Vocabulary


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def epoch_ms(moment: dt.Timestamp(timezone="UTC")) -> int:  # type: ignore[valid-type,empty-body]
    """Return the milliseconds since 1970: DuckDB's own function, which Spark calls unix_millis.

    Ibis would turn a zoned time into a plain one first; that takes twenty times as long.
    """


@dataclass(frozen=True, slots=True)
class Log:
    """One row per event, in order within its case.

    Columns of `rows`: ticket_id, at (seconds since 1970), pos (from 0), step, kind, group,
    next_step, next_at, kind_before, group_before. `step`, `kind` and `group` are codes: positions
    in `labels`, `kinds` and `groups`; `kind` is null where the words name no state, `group` where
    none is recorded.
    The two `before` columns hold the last code known before the event.
    """

    rows: ir.Table
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    #: words of the log that no class knows
    unknown: tuple[str, ...]

    @property
    def width(self) -> int:
        """Return a number above every code, to pack a position and a code into one integer."""
        return max(len(self.labels), len(self.kinds), len(self.groups)) + 1

    def codes(self, names: Sequence[str]) -> tuple[int, ...]:
        """Return the codes of these classes of words."""
        return tuple(self.kinds.index(name) for name in names)


def order_events(events: ir.Table, vocabulary: Vocabulary, *, as_of: datetime) -> Log:
    """Return the log up to `as_of`, ordered and coded. Later events are not seen."""
    # Some readers cannot tell when an event happened; its order is then all there is.
    seen = events.filter(events["at"].isnull() | (events["at"] <= ibis.literal(as_of)))
    seen = seen.mutate(
        activity=seen.activity.fill_null(""),
        detail=seen.detail.fill_null(""),
    )
    words = seen.select("activity", "detail").distinct().to_pyarrow().to_pylist()
    pairs = sorted((row["activity"], row["detail"]) for row in words)
    groups = tuple(_values(seen, "group"))
    log = Log(
        rows=seen,
        labels=tuple(sorted({vocabulary.label(*pair) for pair in pairs})),
        kinds=tuple(kind.name for kind in vocabulary.classes),
        groups=groups,
        unknown=tuple(
            vocabulary.label(*pair) for pair in pairs if vocabulary.classify(*pair) is None
        ),
    )
    coded = _coded(seen, _steps(pairs, vocabulary, log), _codes(groups))
    return replace(log, rows=_windowed(coded, log.width))


def _values(rows: ir.Table, column: str) -> list[str]:
    known = rows.filter(rows[column].notnull()).select(column).distinct()
    return sorted(known.to_pyarrow().column(column).to_pylist())


def _steps(pairs: Sequence[tuple[str, str]], vocabulary: Vocabulary, log: Log) -> ir.Table:
    step = {label: code for code, label in enumerate(log.labels)}
    # An act that leaves the state as it was counts as a gap that the state before it fills.
    kind: dict[str | None, int] = {
        words.name: code
        for code, words in enumerate(vocabulary.classes)
        if words.segment or words.finished
    }
    return ibis.memtable(
        pa.table(
            {
                "activity": pa.array([pair[0] for pair in pairs], pa.string()),
                "detail": pa.array([pair[1] for pair in pairs], pa.string()),
                "step": pa.array([step[vocabulary.label(*pair)] for pair in pairs], pa.int32()),
                "kind": pa.array([kind.get(vocabulary.classify(*p)) for p in pairs], pa.int32()),
            }
        )
    )


def _codes(names: Sequence[str]) -> ir.Table:
    return ibis.memtable(
        pa.table(
            {
                "group": pa.array(names, pa.string()),
                "group_code": pa.array(range(len(names)), pa.int32()),
            }
        )
    )


def _coded(events: ir.Table, steps: ir.Table, groups: ir.Table) -> ir.Table:
    joined = events.left_join(steps, ["activity", "detail"]).left_join(groups, "group")
    return joined.select(
        "ticket_id",
        "seq",
        "step",
        "kind",
        at=epoch_ms(joined["at"]) / 1000,
        group=joined.group_code,
    )


def _windowed(rows: ir.Table, width: int) -> ir.Table:
    order = ibis.window(group_by="ticket_id", order_by=["at", "seq"])
    rows = rows.select(
        "ticket_id",
        "at",
        "step",
        "kind",
        "group",
        pos=ibis.row_number().over(order).cast("int32"),
        next_step=rows.step.lead().over(order),
        next_at=rows["at"].lead().over(order),
        kind_before=rows.kind.lag().over(order),
        group_before=rows.group.lag().over(order),
    ).cache()
    gaps = rows.agg(kind=rows.kind.isnull().any(), group=rows.group.isnull().any()).to_pyarrow()
    holed = [name for name in ("kind", "group") if gaps.column(name)[0].as_py()]
    return _carried(rows, holed, width).cache() if holed else rows


def _carried(rows: ir.Table, columns: Sequence[str], width: int) -> ir.Table:
    """Let the last code known before an event stand for a gap.

    A running maximum of position and code in one integer does what "last value, ignoring nulls"
    does, on every engine.
    """
    before = ibis.window(group_by="ticket_id", order_by="pos", rows=(None, -1))
    packed = {
        f"{name}_before": (rows.pos.cast("int64") * width + rows[name]).max().over(before) % width
        for name in columns
    }
    kept = [name for name in rows.columns if name not in packed]
    return rows.select(*kept, **{name: code.cast("int32") for name, code in packed.items()})
