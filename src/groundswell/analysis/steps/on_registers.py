"""Steps that alarms, changes and the things behind a service ask for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from groundswell.analysis.process.figures import NO
from groundswell.analysis.steps.book import load_book
from groundswell.analysis.steps.candidate import Candidate, Touched, propose, touch_cases
from groundswell.analysis.steps.situation import Situation
from groundswell.evidence import Evidence
from groundswell.kernel.late import LateModule

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir
else:
    ibis = LateModule("ibis")

#: tables whose records make more sense beside tickets, with their name in a sentence
_BESIDE = {
    "alerts": ("the alarms", "at"),
    "changes": ("the changes", "opened_at"),
    "problems": ("the problems", "opened_at"),
}

#: so many characters of a title or signal are told
_SHORT = 70


def propose_for_registers(situation: Situation) -> Iterator[Candidate]:
    """Yield the steps that records other than tickets ask for."""
    evidence = situation.evidence
    if evidence is None:
        return
    currency = situation.rates.currency
    if evidence.has("alerts"):
        yield from _alarms(evidence, currency)
    if evidence.has("changes"):
        yield from _changes(evidence, currency)
    if evidence.has("tickets", "service") and evidence.has("tickets", "ci"):
        yield from _things(situation, evidence)
    if not evidence.has("tickets"):
        yield from _beside(evidence, currency)


def _alarms(evidence: Evidence, currency: str) -> Iterator[Candidate]:
    rows, bounds = evidence.table("alerts"), load_book().thresholds
    of = int(rows.count().execute())
    for name, column, least in (
        ("quiet-signal", "signal", bounds["signal_share"]),
        ("loud-thing", "ci", bounds["thing_share"]),
    ):
        top = _most(rows, column)
        if top is None or top[1] < max(of * least, bounds["signal_count"]):
            continue
        value, count = top
        records = _first_ids(rows.filter(rows[column] == value), "alert_id")
        words = {
            "signal": _name_signal(value),
            "ci": _shorten(value),
            "count": f"{count:,}",
            "of": f"{of:,}",
            "share": f"{count / of:.0%}",
        }
        yield propose(
            load_book().instances[name],
            Touched(records, confidence=1.0, subject=value),
            words,
            currency=currency,
            likely=count if name == "quiet-signal" else None,
        )


def _changes(evidence: Evidence, currency: str) -> Iterator[Candidate]:
    rows = evidence.table("changes")
    failed = rows.filter((~rows.succeeded).fill_null(NO) | rows.backed_out.fill_null(NO))
    latest = (
        failed.order_by(failed.ended_at.desc(nulls_first=False), failed.change_id.desc())
        .limit(1)
        .select("change_id", "title")
        .to_pyarrow()
        .to_pylist()
    )
    if not latest:
        return
    change, title = latest[0]["change_id"], latest[0]["title"]
    yield propose(
        load_book().instances["failed-change"],
        Touched((change,), confidence=1.0, subject=change),
        {
            "change": change,
            "about": f": “{_shorten(title)}”" if title else "",
            "failed": f"{int(failed.count().execute()):,}",
            "of": f"{int(rows.count().execute()):,}",
        },
        currency=currency,
    )


def _things(situation: Situation, evidence: Evidence) -> Iterator[Candidate]:
    """Propose a map for the service whose tickets name most, where none is drawn yet."""
    bounds = load_book().thresholds
    if "CFG.1" in situation.reached:
        return
    rows = evidence.table("tickets")
    rows = rows.filter(rows.service.notnull() & rows.ci.notnull())
    found = (
        rows.group_by("service")
        .agg(tickets=rows.count(), things=rows.ci.nunique())
        .order_by([ibis.desc("tickets"), "service"])
        .limit(1)
        .to_pyarrow()
        .to_pylist()
    )
    if not found:
        return
    best = found[0]
    if best["tickets"] < bounds["map_tickets"] or best["things"] < bounds["map_things"]:
        return
    records = _first_ids(rows.filter(rows.service == best["service"]), "ticket_id")
    touched = touch_cases(situation, records, best["tickets"], service=best["service"])
    yield propose(
        load_book().instances["map-items"],
        touched,
        {
            "count": f"{best['things']:,}",
            "service": best["service"],
            "tickets": f"{best['tickets']:,} tickets",
        },
        currency=situation.rates.currency,
        likely=best["things"],
    )


def _beside(evidence: Evidence, currency: str) -> Iterator[Candidate]:
    for table, (these, column) in _BESIDE.items():
        if not evidence.has(table):
            continue
        rows = evidence.table(table)
        ends = rows.agg(first=rows[column].min(), last=rows[column].max()).to_pyarrow().to_pylist()
        first, last = ends[0]["first"], ends[0]["last"]
        known = first is not None and last is not None
        yield propose(
            load_book().instances["export-tickets"],
            Touched(confidence=1.0, subject=table),
            {
                "these": these,
                "first": f"{first:%d %B %Y}" if known else "the first",
                "last": f"{last:%d %B %Y}" if known else "the last",
            },
            currency=currency,
        )
        return


def _most(rows: "ir.Table", column: str) -> tuple[str, int] | None:
    known = rows.filter(rows[column].notnull())
    top = (
        known.group_by(column)
        .agg(count=known.count())
        .order_by([ibis.desc("count"), column])
        .limit(1)
        .to_pyarrow()
        .to_pylist()
    )
    return (str(top[0][column]), int(top[0]["count"])) if top else None


def _first_ids(rows: "ir.Table", column: str) -> tuple[str, ...]:
    shown = rows.order_by(column).limit(load_book().scoring.kept_records).select(column)
    return tuple(str(one) for one in shown.to_pyarrow().column(column).to_pylist())


def _name_signal(signal: str) -> str:
    """Return a signal as it can stand in a sentence: a bare number says that it is an alarm."""
    return _shorten(signal) if any(map(str.isalpha, signal)) else f"alarm {signal}"


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 1]}…"
