"""What the steps are chosen from."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.analysis.cost import Estimator, RateCard, TicketFacts
from groundswell.analysis.process import ProcessFacts
from groundswell.analysis.results import FieldQuality, RecurringProblem
from groundswell.analysis.steps.book import load_book
from groundswell.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Situation:
    """The findings so far. What is not known is None or empty."""

    rates: RateCard
    reached: frozenset[str]
    problems: Sequence[RecurringProblem] = ()
    facts: TicketFacts | None = None
    estimator: Estimator | None = None
    process: ProcessFacts | None = None
    quality: Sequence[FieldQuality] = ()
    #: situation of the house, which sets the weights; None where nobody knows it
    mode: str | None = None

    @property
    def tickets(self) -> int:
        """Return how many tickets there are."""
        return len(self.facts) if self.facts else 0

    @property
    def tickets_per_year(self) -> float | None:
        """Return how many tickets a year brings, None where the period is not known."""
        years = self.estimator.years if self.estimator else None
        return self.tickets / years if years else None


def reached_nodes(evidence: Evidence) -> frozenset[str]:
    """Return the nodes of the prerequisite graph that the records show as reached."""
    book = load_book()
    return frozenset(
        node
        for node, columns in book.reached.items()
        if any(_filled(evidence, column, book.reached_share) for column in columns)
    )


def _filled(evidence: Evidence, name: str, least: float) -> bool:
    table, column = name.split(".")
    return evidence.has(table) and evidence.filled(table, column) >= least
