"""Maturity of this installation, by the same indicators as that of an export."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from groundswell import __version__
from groundswell.analysis.maturity import (
    Assessment,
    Book,
    as_document,
    assess,
    find_troubles,
    load_book,
)
from groundswell.measurement.history import gather_evidence
from groundswell.measurement.kept import KEPT
from groundswell.measurement.remembering import list_known


def assess_now(
    *,
    as_of: datetime,
    book: Book | None = None,
    declared: Collection[str] = frozenset(),
    dormant: bool = False,
) -> Assessment:
    """Return what the records of this installation show at `as_of`.

    Raises:
        NotKnown: there are no tickets yet.
        BadInput: a declared practice is not known.
    """
    evidence = find_troubles(gather_evidence(), as_of=as_of, known=list_known())
    return assess(evidence, as_of=as_of, book=book, kept=KEPT, declared=declared, dormant=dormant)


def assess_records(
    *,
    as_of: datetime,
    book: Book | None = None,
    declared: Collection[str] = frozenset(),
    dormant: bool = False,
) -> dict[str, Any]:
    """Return the assessment of this installation as a document; see `assess_now`."""
    book = book or load_book()
    found = assess_now(as_of=as_of, book=book, declared=declared, dormant=dormant)
    return as_document(found, version=__version__, settings=book.settings)
