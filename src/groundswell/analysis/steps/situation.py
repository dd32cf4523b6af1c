"""What steps are proposed from, and what decides their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from groundswell.analysis.cost import Estimator, RateCard, TicketFacts
from groundswell.analysis.process import ProcessFacts
from groundswell.analysis.results import FieldQuality, RecurringProblem
from groundswell.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Situation:
    """The findings so far, from which steps are proposed. What is not known is None or empty."""

    rates: RateCard
    reached: frozenset[str]
    problems: Sequence[RecurringProblem] = ()
    facts: TicketFacts | None = None
    estimator: Estimator | None = None
    process: ProcessFacts | None = None
    quality: Sequence[FieldQuality] = ()
    evidence: Evidence | None = None

    @property
    def tickets(self) -> int:
        """Return how many tickets there are."""
        return len(self.facts) if self.facts else 0

    @property
    def tickets_per_year(self) -> float | None:
        """Return how many tickets a year brings, None where the period is not known."""
        years = self.estimator.years if self.estimator else None
        return self.tickets / years if years else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the house stands: what decides the order of the steps that were proposed."""

    #: nodes of the prerequisites that records show
    shown: frozenset[str] = frozenset()
    #: weights of the six terms; None: those of the assumed mode
    weights: Mapping[str, float] | None = None
    #: by practice, the level that was assessed; None and absent are not known
    levels: Mapping[str, int | None] = field(default_factory=dict)
    #: by practice, the level that is aimed at, where somebody said one
    targets: Mapping[str, int] = field(default_factory=dict)
    #: improvements that are open, and those finished with a measure
    open: int = 0
    finished: int = 0
    #: the highest mandate that the support on record covers
    covered: int = 0
    #: the round that this is, from 1; and the signs of interest since the last: None is not known
    round: int = 1
    signs: int | None = None
    #: who answers for a service, by its name
    owners: Mapping[str, str] = field(default_factory=dict)
