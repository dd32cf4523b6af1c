"""What was done for a department, from the registers, and the report made from it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q

from groundswell.analysis.brief import Brief
from groundswell.analysis.brief.department import Deed, compose_department, measure_department
from groundswell.analysis.documents import read_findings
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.improvement.models import Adoption, Improvement
from groundswell.improvement.queries.underway import judge_outcome, tellable
from groundswell.improvement.states import TAKEN_ON, AdoptionState, ImprovementState
from groundswell.measurement.history import current_rates, gather_evidence
from groundswell.measurement.queries import latest_findings
from groundswell.problems.models import Problem, ProblemLink
from groundswell.problems.models.checks import Verdict

#: what lies further back is no news to anybody
_DAYS = 365


def list_names() -> list[str]:
    """Return the departments for which a report can be asked, by name."""
    return list(OrgUnit.objects.order_by("name").values_list("name", flat=True))


def write_department(department: str, *, written_on: date) -> Brief:
    """Return the report for a department over its tickets and what was done for it.

    Raises:
        NotKnown: nothing has been analysed, or no ticket comes from this department.
    """
    findings = read_findings(latest_findings())
    figures = measure_department(gather_evidence(), department, rates=current_rates())
    deeds = list_deeds(figures.department, since=written_on - timedelta(days=_DAYS))
    return compose_department(findings, figures, deeds, written_on=written_on)


def list_deeds(department: str, *, since: date) -> list[Deed]:
    """Return what was done for a department since a day, the newest first.

    A trouble counts as theirs where tickets of theirs show it; what is under a security path is
    left out, because the page is passed on.
    """
    found = [*_of_problems(department, since), *_of_improvements(department, since)]
    found += _of_practices(department, since)
    done = [one for one in found if one.kind != "under_way"]
    coming = [one for one in found if one.kind == "under_way"]
    return [
        *sorted(done, key=lambda one: one.on or date.min, reverse=True),
        *sorted(coming, key=lambda one: one.on or date.max),
    ]


def _of_problems(department: str, since: date) -> Iterator[Deed]:
    links = ProblemLink.objects.filter(
        ticket__caller__department__name=department, problem__security=False
    )
    counts = dict(links.values_list("problem").annotate(Count("ticket", distinct=True)))
    shown = Problem.objects.filter(pk__in=counts)
    failed = Q(checks__verdict=Verdict.CAME_BACK, checks__checked_at__date__gte=since)
    came_back = shown.filter(failed).distinct()
    for problem in came_back.order_by("id"):
        newest = problem.checks.filter(verdict=Verdict.CAME_BACK).latest("checked_at")
        yield Deed("came_back", problem.title, newest.checked_at.date(), counts[problem.pk])
    fixed = shown.filter(resolved_at__date__gte=since)
    for problem in fixed.exclude(pk__in=came_back.values("pk")).order_by("id"):
        if problem.resolved_at:
            yield Deed("ended", problem.title, problem.resolved_at.date(), counts[problem.pk])


def _of_improvements(department: str, since: date) -> Iterator[Deed]:
    theirs = tellable().filter(department__name=department)
    for one in theirs.filter(state=ImprovementState.MEASURED, measured_at__date__gte=since):
        yield _judged(one)
    for one in theirs.filter(state__in=TAKEN_ON):
        yield Deed("under_way", one.title, one.due_on)


def _judged(one: Improvement) -> Deed:
    day = one.measured_at.date() if one.measured_at else None
    return Deed("fell_short" if judge_outcome(one) == "missed" else "brought", one.title, day)


def _of_practices(department: str, since: date) -> Iterator[Deed]:
    decided = Adoption.objects.filter(department__name=department).select_related("practice")
    newest = {one.practice_id: one for one in decided.order_by("decided_at", "id")}
    for one in newest.values():
        if one.state == AdoptionState.ADOPTED and one.decided_at.date() >= since:
            yield Deed("taken_over", one.practice.title, one.decided_at.date())
