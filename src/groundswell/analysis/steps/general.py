"""Steps for any house, and the one for whoever has begun too much."""

from collections.abc import Iterable

from groundswell.analysis.steps.book import Pattern, StepBook
from groundswell.analysis.steps.candidate import Candidate, Touched, propose
from groundswell.analysis.steps.graph import complete_nodes
from groundswell.analysis.steps.situation import Standing


def propose_general(standing: Standing, book: StepBook, currency: str) -> Iterable[Candidate]:
    """Yield the steps for any house that this one has not taken."""
    reached = complete_nodes(standing.shown, standing.levels, finished=standing.finished)
    for pattern in book.templates.values():
        if pattern.builds in reached or not reached.isdisjoint(pattern.unless):
            continue
        if _is_behind(pattern, standing):
            continue
        yield propose(pattern, Touched(), {}, currency=currency)


def _is_behind(pattern: Pattern, standing: Standing) -> bool:
    """Tell whether the practice is known to be where the step leads, or further."""
    level = standing.levels.get(pattern.practice)
    return level is not None and pattern.end_level is not None and level >= pattern.end_level


def propose_finishing(standing: Standing, book: StepBook, currency: str) -> Candidate:
    """Return the step for whoever has begun as much as can be finished."""
    words = {"open": f"{standing.open:,}", "limit": f"{book.scoring.open_limit}"}
    pattern = book.instances["finish-one"]
    return propose(pattern, Touched(confidence=1.0), words, currency=currency)
