"""An export judged by itself: what its columns could hold, and what it cannot show."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from groundswell.analysis.maturity.assessment import assess
from groundswell.analysis.maturity.book import Book, load_book
from groundswell.analysis.maturity.documents import as_document, as_findings
from groundswell.analysis.maturity.found import find_troubles, with_troubles
from groundswell.analysis.maturity.moment import find_moment
from groundswell.analysis.reasons import Reasons
from groundswell.analysis.results import RecurringProblem
from groundswell.evidence import Evidence
from groundswell.evidence.schema import TABLES
from groundswell.kernel.errors import NotKnown

#: kind of a file → the evidence table that its columns fill
_TABLES = {"events": "tickets"}


def kept_by(sources: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the columns that the files have, filled or not.

    A file with a column for the problem in which nothing stands says "none"; a file without that
    column says nothing.

    Args:
        sources: as they stand in the findings, with `kind` and `columns`.
    """
    kept = set()
    for source in sources:
        table = _TABLES.get(source["kind"], source["kind"])
        if table in TABLES:
            known = {column.name for column in TABLES[table].columns}
            kept |= {f"{table}.{name}" for name in source["columns"].values() if name in known}
    return frozenset(kept)


def find_maturity(
    evidence: Evidence,
    troubles: Iterable[RecurringProblem],
    as_of: datetime | None,
    kept: Collection[str],
    reasons: Reasons,
    *,
    book: Book | None = None,
) -> tuple[Mapping[str, Any], ...] | None:
    """Return the `maturity` key of the findings; None with a told reason where nothing is dated."""
    try:
        found = assess(with_troubles(evidence, troubles), as_of=as_of, book=book, kept=kept)
    except NotKnown as told:
        reasons.tell("maturity", str(told))
        return None
    return tuple(as_findings(found, book.settings if book else None))


def assess_export(
    evidence: Evidence,
    *,
    sources: Sequence[Mapping[str, Any]],
    version: str,
    as_of: datetime | None = None,
    book: Book | None = None,
    declared: Collection[str] = frozenset(),
    dormant: bool = False,
) -> dict[str, Any]:
    """Return the assessment of somebody's export as a document.

    Raises:
        NotKnown: no record has a date.
        BadInput: a declared practice is not known.
    """
    book = book or load_book()
    as_of = as_of or find_moment(evidence)
    found = assess(
        find_troubles(evidence, as_of=as_of),
        as_of=as_of,
        book=book,
        kept=kept_by(sources),
        declared=declared,
        dormant=dormant,
    )
    return as_document(found, version=version, settings=book.settings)
