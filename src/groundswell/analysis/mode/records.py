"""What the records say about the situation of the house."""

from collections.abc import Iterator

from groundswell.analysis.mode.book import ModeBook, load_modes
from groundswell.analysis.mode.movements import find_movements
from groundswell.analysis.mode.quarters import list_quarters
from groundswell.analysis.mode.signals import Signal, score_records
from groundswell.analysis.mode.trends import find_trends
from groundswell.analysis.process import ProcessFacts
from groundswell.analysis.process.figures import NO, Share
from groundswell.evidence import Evidence

#: words of a kind of ticket that say it is no disturbance, in the sources that are read
_WISHES = ("request", "service request", "service_request", "complaint", "question")


def find_signals(evidence: Evidence, process: ProcessFacts | None) -> tuple[Signal, ...]:
    """Return every signal that these records give, each with its sample.

    A signal that the records cannot give is left out, never scored 0. Figures over time use whole
    quarters only: the first and the last one of the records are cut, so that the edge of an export
    is not read as a collapse.
    """
    book = load_modes()
    quarters = list_quarters(evidence, book)
    return (
        *_of_process(process, book),
        *_of_changes(evidence, book),
        *_of_work(evidence, book),
        *find_trends(quarters, book),
        *find_movements(evidence, quarters, book),
    )


def _make(
    book: ModeBook, name: str, value: float, *, found: str, of: int, records: tuple[str, ...] = ()
) -> Signal:
    shown = records[: book.rules.examples]
    weight = book.rules.record_weight
    return score_records(
        book.signals[name], value, found=found, of=of, weight=weight, records=shown
    )


def _of_process(process: ProcessFacts | None, book: ModeBook) -> Iterator[Signal]:
    if process is None:
        return
    for name, figure in (
        ("targets-missed", process.targets_missed),
        ("reopened", process.reopened),
    ):
        if figure is not None and figure.of >= book.rules.least_tickets:
            yield _of_share(book, name, figure)


def _of_share(book: ModeBook, name: str, figure: Share) -> Signal:
    return _make(
        book,
        name,
        figure.cases / figure.of,
        found=f"{figure.cases:,} of {figure.of:,} tickets",
        of=figure.of,
        records=figure.examples,
    )


def _of_changes(evidence: Evidence, book: ModeBook) -> Iterator[Signal]:
    if not evidence.has("changes"):
        return
    rows = evidence.table("changes")
    told = rows.filter(rows.succeeded.notnull() | rows.backed_out.notnull())
    bad = (~told.succeeded).fill_null(NO) | told.backed_out.fill_null(NO)
    of = int(told.count().execute())
    if of < book.rules.least_tickets:
        return
    failed = told.filter(bad).order_by("change_id").select("change_id")
    names = failed.to_pyarrow().column("change_id").to_pylist()
    yield _make(
        book,
        "changes-failed",
        len(names) / of,
        found=f"{len(names):,} of {of:,} changes",
        of=of,
        records=tuple(names),
    )


def _of_work(evidence: Evidence, book: ModeBook) -> Iterator[Signal]:
    """Tell the part of trouble among all work, where the records hold more than trouble."""
    if not evidence.has("tickets", "kind"):
        return
    rows = evidence.table("tickets")
    told = rows.filter(rows.kind.notnull())
    counts = (
        told.agg(of=told.count(), planned=told.kind.lower().isin(_WISHES).sum())
        .to_pyarrow()
        .to_pylist()[0]
    )
    changes = int(evidence.table("changes").count().execute()) if evidence.has("changes") else 0
    planned, of = (counts["planned"] or 0) + changes, counts["of"] + changes
    if planned == 0 or of < book.rules.least_tickets:
        return
    yield _make(
        book,
        "unplanned",
        1 - planned / of,
        found=f"{of - planned:,} of {of:,} tickets and changes are trouble",
        of=of,
    )
