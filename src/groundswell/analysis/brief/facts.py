"""What the findings hold that the page speaks of, read once and in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from groundswell.analysis.brief.decisions import Decisions, PricedCase
from groundswell.analysis.brief.sentences import phrases, records
from groundswell.analysis.charts.amounts import span_of
from groundswell.analysis.charts.months import Pace, fill_months, pace
from groundswell.analysis.charts.problems import Basis, price_basis, price_of, rank_problems
from groundswell.analysis.results import (
    Assumption,
    Findings,
    RecordKind,
    RecurringProblem,
    Span,
    Step,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Findings as the blocks of one page need them; None where the findings do not say."""

    findings: Findings
    lens: str
    written_on: date
    #: the problems on the page, at most five, the dearest first
    shown: tuple[RecurringProblem, ...]
    #: the department whose problems alone are shown, where there are any
    department: str | None
    tickets: int | None
    callers: int | None
    first_day: date | None
    last_day: date | None
    #: what amounts are for: a year, or these records
    basis: Basis | None
    total: Span | None
    tail: Span | None
    #: how many of the problems are not in the tail
    beyond: int
    #: working hours that the tickets of the last days took, with the number of days and tickets
    lost: tuple[int, int, Span] | None
    pace: Pace | None
    source: str
    records_at: str | None
    decisions: Decisions
    #: how many options beside doing nothing there is room for
    options: int
    #: a reason in the sender's own words, empty where there is none
    because: str = ""

    @property
    def top(self) -> RecurringProblem | None:
        """Return the problem that the page is about."""
        return self.shown[0] if self.shown else None

    def cut(self, rows: int) -> tuple[RecurringProblem, ...]:
        """Return so many problems of the page; that of the case, if it is there, is among them."""
        case = self.decisions.case
        mine = [p for p in self.shown if case is not None and p.id == case.finding]
        others = [problem for problem in self.shown if problem not in mine]
        kept = [*mine, *others][:rows]
        return tuple(problem for problem in self.shown if problem in kept)

    def price(self, problem: RecurringProblem | None) -> Span | None:
        """Return what a problem costs on the basis of this page, None where it is not known."""
        return price_of(problem, self.basis) if problem else None

    @property
    def currency(self) -> str:
        """Return the code of the currency that every amount is in."""
        return self.findings.currency

    @property
    def record_kind(self) -> RecordKind:
        """Return what is counted on this page."""
        return self.top.record_kind if self.top else "ticket"

    @property
    def records_called(self) -> str:
        """Return what the records are called at the head of a column."""
        called: str = phrases()["kinds"][self.record_kind][1]
        return called[:1].upper() + called[1:]

    def counted(self, number: int) -> str:
        """Return a number of these records in words."""
        return records(self.record_kind, number)

    @property
    def defaults(self) -> tuple[Assumption, ...]:
        """Return the inputs that nobody has confirmed, rates of people first."""
        found = [item for item in self.findings.assumptions if _is_default(item)]
        return tuple(sorted(found, key=lambda item: not item.unit.endswith("/h")))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps that the page proposes: not those that are a question to its reader."""
        asked = tuple(phrases()["steps"]["asked"])
        every = self.findings.first_steps
        if self.lens == "champion":
            return every
        return tuple(step for step in every if not step.id.startswith(asked))

    def step(self, role: str) -> Step | None:
        """Return the first step of a role, or the first of any."""
        steps = self.steps
        return next((step for step in steps if step.role == role), steps[0] if steps else None)


def read_facts(
    findings: Findings,
    *,
    lens: str,
    written_on: date,
    department: str | None,
    records_at: str | None,
    decisions: Decisions,
    because: str = "",
) -> Facts:
    """Return the facts of one page."""
    problems = findings.problems or ()
    if decisions.case is not None:
        problems = tuple(_as_in_case(problem, decisions.case) for problem in problems)
    theirs = [p for p in problems if department and p.department == department]
    chosen = rank_problems(theirs or problems)[: phrases()["page"]["rows"]]
    summary, basis = findings.summary, price_basis(chosen)
    tail = summary.get("long_tail") or {}
    return Facts(
        findings=findings,
        lens=lens,
        written_on=written_on,
        shown=tuple(chosen),
        department=department if theirs else None,
        tickets=_count(summary.get("tickets") or summary.get("problem_records")),
        callers=_count(summary.get("callers")),
        first_day=_day(summary.get("first")) or min(_days(problems, "first"), default=None),
        last_day=_day(summary.get("last")) or max(_days(problems, "last"), default=None),
        basis=basis,
        total=_amount(summary, basis),
        tail=_amount(tail, basis),
        beyond=_count(tail.get("beyond")) or 0,
        lost=_lost(summary.get("lost_hours")),
        pace=_pace(chosen),
        source=_source(findings.assumptions),
        records_at=records_at,
        decisions=decisions,
        options=phrases()["page"]["options"],
        because=because,
    )


def _as_in_case(problem: RecurringProblem, case: PricedCase) -> RecurringProblem:
    """Return the problem as the page tells it: one trouble has one name and one cost on it.

    The case knows more than the finding: what people confirmed, and the numbers they gave.
    """
    if problem.id != case.finding or case.cost is None or problem.cost_per_year is None:
        return problem
    return replace(problem, title=case.title, cost_per_year=case.cost)


def tickets_of(problems: Sequence[RecurringProblem]) -> int:
    """Return how many tickets the problems hold together, each counted once."""
    return len({ticket for problem in problems for ticket in problem.tickets})


def _days(problems: Sequence[RecurringProblem], end: Literal["first", "last"]) -> list[date]:
    return [day for problem in problems if (day := _day(getattr(problem, end)))]


def _amount(holder: object, basis: Basis | None) -> Span | None:
    if basis is None or not isinstance(holder, Mapping):
        return None
    return span_of(holder.get("cost_per_year" if basis == "year" else "cost_of_tickets"))


def _lost(found: object) -> tuple[int, int, Span] | None:
    if not isinstance(found, Mapping):
        return None
    days, size, hours = (
        _count(found.get("days")),
        _count(found.get("tickets")),
        found.get("hours"),
    )
    span = span_of(hours)
    return (days, size, span) if days and size and span else None


def _pace(problems: Sequence[RecurringProblem]) -> Pace | None:
    months: dict[str, int] = {}
    for problem in problems:
        for month, count in problem.trend:
            months[month] = months.get(month, 0) + count
    return pace(fill_months(tuple(months.items())), span=3) if months else None


def _source(assumptions: Sequence[Assumption]) -> str:
    # A benchmark is told first, and always beside what was counted here.
    if any("benchmark" in item.source.lower() for item in assumptions):
        return "benchmark"
    if any(_is_default(item) for item in assumptions):
        return "default"
    records = ("record", "measured", "counted")
    if assumptions and all(item.source.lower().startswith(records) for item in assumptions):
        return "measured"
    return "estimated"


def _is_default(item: Assumption) -> bool:
    return "default" in item.source.lower()


def _count(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            return None
    return None
