"""What follows a run of the analysis: new tickets join known problems, and each is priced anew."""

from datetime import datetime

from groundswell.analysis.cost.groups import price_groups
from groundswell.foundation.accounts.models import User
from groundswell.measurement.actions.judging import evidence_of
from groundswell.measurement.history import current_rates, gather_evidence
from groundswell.measurement.models import AnalysisRun, Finding
from groundswell.problems import actions as problems
from groundswell.problems.models import Problem, ProblemLink


def follow_up(run: AnalysisRun, *, by: User | None, at: datetime) -> None:
    """Let the tickets of a run join their problems, then price every problem that is not closed."""
    _join(run, by=by, at=at)
    _price(run, by=by, at=at)


def _join(run: AnalysisRun, *, by: User | None, at: datetime) -> None:
    known = Problem.objects.exclude(finding_key="").filter(stands_in=None)
    by_key = {problem.finding_key: problem for problem in known.order_by("id")}
    for finding in Finding.objects.filter(run=run, key__in=by_key).order_by("rank"):
        problems.join_tickets(
            by_key[finding.key],
            by=by,
            at=at,
            tickets=list(finding.tickets.all()),
            why=evidence_of(finding),
        )


def _price(run: AnalysisRun, *, by: User | None, at: datetime) -> None:
    groups: dict[str, list[str]] = {}
    pairs = ProblemLink.objects.filter(problem__closed_at=None).order_by("problem_id", "ticket_id")
    for number, ticket in pairs.values_list("problem__number", "ticket__number"):
        groups.setdefault(number, []).append(ticket)
    if not groups:
        return
    rates = current_rates()
    found = price_groups(gather_evidence(), groups, rates)
    told = {"currency": rates.currency, "as_of": run.as_of.isoformat(), "run": run.number}
    for problem in Problem.objects.filter(number__in=groups):
        priced = found.get(problem.number)
        cost = priced.cost_per_year if priced else None
        span = {"low": cost.low, "likely": cost.likely, "high": cost.high} if cost else None
        tickets = {"tickets": priced.tickets if priced else 0}
        problems.price_problem(problem, by=by, at=at, cost=span | tickets | told if span else None)
