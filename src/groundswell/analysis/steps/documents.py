"""Proposed steps as JSON and back, so that they can be put in order again without the records."""

from collections.abc import Iterable, Mapping
from typing import Any

from groundswell.analysis.results import Span
from groundswell.analysis.steps.book import load_book
from groundswell.analysis.steps.candidate import Candidate, Touched


def write_candidate(candidate: Candidate) -> dict[str, Any]:
    """Return a proposed step as plain values; its pattern by its name."""
    touched = candidate.touched
    cost = touched.cost
    return {
        "pattern": candidate.pattern.id,
        "subject": touched.subject,
        "title": candidate.title,
        "reason": candidate.reason,
        "records": list(touched.records[: load_book().scoring.kept_records]),
        "cost": {"low": cost.low, "likely": cost.likely, "high": cost.high} if cost else None,
        "yearly": touched.yearly,
        "confidence": touched.confidence,
        "service": touched.service,
        "effect": dict(candidate.effect),
        "seen_by": candidate.seen_by,
    }


def read_candidates(documents: Iterable[Mapping[str, Any]]) -> tuple[Candidate, ...]:
    """Return proposed steps; one whose pattern this version no longer has is left out."""
    book = load_book()
    return tuple(
        Candidate(
            pattern=pattern,
            title=one["title"],
            reason=one["reason"],
            touched=Touched(
                records=tuple(one["records"]),
                cost=Span(**one["cost"]) if one["cost"] else None,
                yearly=one["yearly"],
                confidence=one["confidence"],
                subject=one["subject"],
                service=one["service"],
            ),
            effect=one["effect"],
            seen_by=one["seen_by"],
        )
        for one in documents
        if (pattern := book.pattern(one["pattern"])) is not None
    )
