"""A step that could be proposed, before it is ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from groundswell.analysis.charts.amounts import price
from groundswell.analysis.cost.model import scale
from groundswell.analysis.results import RecurringProblem, Span
from groundswell.analysis.steps.book import Pattern, load_book
from groundswell.analysis.steps.situation import Situation

Role = Literal["relieves", "shows", "builds"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Touched:
    """The tickets that a step would touch and what they cost."""

    records: tuple[str, ...] = ()
    #: money a year, or of these records where `yearly` is false; None where there is no price
    cost: Span | None = None
    yearly: bool = True
    #: confidence in the records, 0 to 1
    confidence: float = 0.5
    subject: str = ""
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible step: its pattern, its words and what it touches."""

    pattern: Pattern
    title: str
    reason: str
    touched: Touched
    effect: Mapping[str, Any]
    #: the one outside the desk whom it touches by name; empty where it touches nobody
    seen_by: str = ""

    @property
    def id(self) -> str:
        """Return a name that stays the same from run to run."""
        subject = self.touched.subject
        return f"{self.pattern.id}:{subject}" if subject else self.pattern.id

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return the roles that it can play beside other steps."""
        return tuple(role for role in ROLES if role in self.pattern.roles)

    @property
    def saved(self) -> float:
        """Return the money that the step is expected to end: the preventable part of the cost."""
        return self.touched.cost.likely * self.pattern.share[1] if self.touched.cost else 0.0

    @property
    def is_quick(self) -> bool:
        """Tell whether anybody may do it today."""
        return (
            self.pattern.mandate == 0 and self.pattern.minutes <= load_book().scoring.quick_minutes
        )


def propose(
    pattern: Pattern,
    touched: Touched,
    words: Mapping[str, str],
    *,
    currency: str,
    likely: float | None = None,
) -> Candidate:
    """Fill in a pattern.

    Args:
        pattern: the step as data.
        touched: what it touches.
        words: what stands for the {names} in title and reason.
        currency: code of the money.
        likely: the effect in the pattern's own unit, where it is not money.
    """
    return Candidate(
        pattern=pattern,
        title=pattern.title.format(**words),
        reason=pattern.reason.format(**words),
        touched=touched,
        effect=_effect(pattern, touched, currency, likely),
        seen_by=pattern.seen_by.format(**words),
    )


def touch_problem(problem: RecurringProblem, records: Sequence[str] | None = None) -> Touched:
    """Return what a step on one recurring problem touches."""
    yearly = problem.cost_per_year is not None
    return Touched(
        records=tuple(problem.tickets if records is None else records),
        cost=problem.cost_per_year or problem.cost_of_tickets,
        yearly=yearly,
        confidence=problem.confidence,
        subject=problem.id,
        service=problem.service,
    )


def touch_cases(
    situation: Situation,
    records: tuple[str, ...],
    cases: int,
    *,
    subject: str = "",
    service: str | None = None,
) -> Touched:
    """Return what a step on some cases touches, priced with the cost of the average ticket."""
    facts, estimator = situation.facts, situation.estimator
    if facts is None or estimator is None or len(facts) == 0:
        return Touched(records=records, confidence=1.0, subject=subject, service=service)
    years = estimator.years
    cost = scale(estimator.average.per_ticket, cases / years if years else cases)
    known = tuple(str(facts.ids[int(row)]) for row in facts.rows(records))
    return Touched(known, cost, years is not None, 1.0, subject, service)


def money_in_words(touched: Touched, currency: str) -> str:
    """Return the cost as it stands in a sentence, rounded to two figures that mean something."""
    if touched.cost is None:
        return "cost not known"
    when = "a year" if touched.yearly else "in these records"
    return f"about {price(round_figures(touched.cost.likely), currency)} {when}"


def round_figures(value: float) -> int:
    """Return the number with two figures; more would pretend."""
    whole = int(value)
    return int(round(value, -max(len(str(whole)) - 2, 0)))


def _effect(
    pattern: Pattern, touched: Touched, currency: str, likely: float | None
) -> dict[str, Any]:
    if touched.cost is None or not any(pattern.share):
        return {"likely": pattern.likely if likely is None else likely, "unit": pattern.unit}
    low, middle, high = pattern.share
    cost = touched.cost
    return {
        "low": round(cost.low * low),
        "likely": round(cost.likely * middle),
        "high": round(cost.high * high),
        "unit": f"{currency}/year" if touched.yearly else f"{currency} in these records",
        "basis": f"{low:.0%} to {high:.0%} of the cost ends; default, not confirmed",
    }
