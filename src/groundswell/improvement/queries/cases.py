"""The business case of a problem: made from records each time, with the same seed each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zlib import crc32

from django.db.models import Q, QuerySet

from groundswell.analysis.results import Span
from groundswell.analysis.worth import (
    Appraisal,
    BenefitLines,
    Choice,
    Input,
    Option,
    Outcome,
    Pain,
    Quantity,
    Simulation,
    Terms,
    appraise,
    choose,
    cost_of_delay,
    cost_of_waiting,
    cost_per_incident,
    cost_per_year,
    simulate,
    split_benefit,
)
from groundswell.foundation.accounts.models import User
from groundswell.improvement.models import Ask
from groundswell.improvement.queries.given import Given, make_case_terms, read_given
from groundswell.improvement.queries.ledger import (
    LedgerLine,
    hit_rate_of,
    list_fixed,
    make_ledger,
)
from groundswell.improvement.queries.material import Material, gather_material
from groundswell.improvement.queries.options import CaseOption, list_case_options, priced
from groundswell.improvement.queries.pains import Costing, make_pain
from groundswell.kernel.errors import NotKnown
from groundswell.problems.models import Problem
from groundswell.problems.states import OPEN, ProblemState


@dataclass(frozen=True, slots=True)
class Case:
    """What can be done about one problem and what each way is worth; not known has its reason."""

    problem: Problem
    as_of: date
    currency: str
    #: of the simulation; it follows from the number of the problem, so every look is the same
    seed: int
    costing: Costing
    given: Given
    terms: Terms
    options: tuple[CaseOption, ...]
    #: do nothing first, then the options that have a price
    appraisals: tuple[Appraisal, ...]
    lines: tuple[BenefitLines, ...]
    #: None where the cost of the problem is not known
    choice: Choice | None
    simulation: Simulation | None
    one: Quantity
    cost: Quantity
    #: of doing nothing over the horizon
    waiting: Quantity
    #: of each month in which the best option is not there
    delay: Quantity
    asks: tuple[Ask, ...]
    #: days on which its tickets were opened, and the day to which tickets are recorded at all
    opened: tuple[date, ...]
    counted_to: date | None

    @property
    def not_known(self) -> str | None:
        """Return why nothing can be said of its worth, None where it can."""
        return self.costing.not_known

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to decide: the problem is fixed or closed."""
        return self.problem.state in {ProblemState.RESOLVED, ProblemState.CLOSED}

    @property
    def worth(self) -> Span | None:
        """Return the expected net value of the best option with the range of what can happen."""
        outcome = self.outcome(self.best) if self.best else None
        if outcome is None:
            return None
        span = outcome.net_present_value
        return Span(span.low, outcome.expected, span.high)

    @property
    def best(self) -> Appraisal | None:
        """Return the option to take by the incremental test; None where there is none."""
        if self.choice is None or self.choice.best.option.is_nothing:
            return None
        return self.choice.best

    def outcome(self, appraisal: Appraisal) -> Outcome | None:
        """Return what the runs say of an option."""
        return self.simulation.of(appraisal.option.name) if self.simulation else None

    @property
    def expected(self) -> float | None:
        """Return the expected net value of the best option, by which cases are ranked."""
        if self.best is None:
            return None
        outcome = self.outcome(self.best)
        return outcome.expected if outcome else None


def make_case(problem: Problem, *, as_of: datetime) -> Case:
    """Return the business case of a problem as its records stand."""
    return make_cases([problem], as_of=as_of)[0]


def make_cases(problems: Sequence[Problem], *, as_of: datetime) -> list[Case]:
    """Return the cases of several problems, in as many queries as for one."""
    return _make_all(problems, as_of)[0]


def _make_all(problems: Sequence[Problem], as_of: datetime) -> tuple[list[Case], list[LedgerLine]]:
    fixed = list(list_fixed())
    wanted = {problem.pk: problem for problem in [*fixed, *problems]}
    material = gather_material(list(wanted.values()))
    ledger = make_ledger(fixed, material)
    hit_rate = hit_rate_of(ledger)
    return [_make(problem, material, hit_rate, as_of.date()) for problem in problems], ledger


def list_cases(*, seen_by: User, as_of: datetime) -> list[Case]:
    """Return the cases with an option or an ask, the highest expected net value first.

    What is fixed comes last: nothing is left to decide there.
    """
    return sorted(make_cases(_begun(Problem.objects.visible_to(seen_by)), as_of=as_of), key=_rank)


def open_cases_and_ledger(*, as_of: datetime) -> tuple[list[Case], list[LedgerLine]]:
    """Return what is open, ranked in the same way, and the ledger; only what anybody may read of.

    Both come from one reading of the tickets, which is what takes long.
    """
    lived_with = Q(state__in=[*OPEN, ProblemState.ACCEPTED])
    begun = _begun(Problem.objects.filter(lived_with, security=False))
    cases, ledger = _make_all(begun, as_of)
    return sorted(cases, key=_rank), [line for line in ledger if not line.problem.security]


def _begun(problems: QuerySet[Problem]) -> list[Problem]:
    visible = problems.filter(stands_in=None)
    begun = visible.filter(option_shares__option__withdrawn_at=None, option_shares__isnull=False)
    asked = visible.filter(asks__isnull=False)
    return list((begun | asked).distinct().order_by("id"))


def _rank(case: Case) -> tuple[bool, bool, float, str]:
    return (case.is_over, case.expected is None, -(case.expected or 0.0), case.problem.number)


def seed_of(number: str) -> int:
    """Return the seed of the simulation of a record: the same for the same number."""
    return crc32(number.encode())


def _make(problem: Problem, material: Material, hit_rate: Input, as_of: date) -> Case:
    given = read_given(material.inputs.get(problem.pk, ()))
    costing = make_pain(problem, material, given)
    terms = make_case_terms(given, hit_rate)
    options = list_case_options(problem, material, costing.pain)
    worths, seed = priced(options), seed_of(problem.number)
    appraisals = tuple(appraise(option, costing.pain, terms) for option in worths)
    known = costing.not_known is None
    choice = choose(appraisals) if known else None
    cost = cost_per_year(costing.pain)
    return Case(
        problem=problem,
        as_of=as_of,
        currency=material.rates.currency,
        seed=seed,
        costing=costing,
        given=given,
        terms=terms,
        options=tuple(options),
        appraisals=appraisals,
        lines=tuple(split_benefit(option, costing.pain, terms) for option in worths),
        choice=choice,
        simulation=_simulate(costing.pain, tuple(worths), terms, seed) if known else None,
        one=cost_per_incident(costing.pain),
        cost=cost,
        waiting=cost_of_waiting(cost, terms),
        delay=cost_of_delay((choice.best if choice else appraisals[0]).benefit),
        asks=tuple(material.asks.get(problem.pk, ())),
        opened=tuple(moment.date() for _, moment in material.tickets.get(problem.pk, ())),
        counted_to=material.counted_to.date() if material.counted_to else None,
    )


@lru_cache(maxsize=512)
def _simulate(
    pain: Pain, options: tuple[Option, ...], terms: Terms, seed: int
) -> Simulation | None:
    """Return the runs of a case; the same inputs are drawn once, since they give the same runs."""
    try:
        return simulate(pain, options, terms, seed=seed)
    except NotKnown:
        return None
