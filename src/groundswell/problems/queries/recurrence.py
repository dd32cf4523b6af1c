"""Whether a fix held: tickets of the problem before and after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min

from groundswell.analysis.worth import Watch, checks_due
from groundswell.analysis.worth import check_recurrence as compare
from groundswell.kernel.errors import NotKnown
from groundswell.problems.models import Problem, ProblemLink, RecurrenceCheck
from groundswell.problems.models.checks import Verdict
from groundswell.problems.states import ProblemState
from groundswell.servicedesk.models import Ticket

#: a year before the fix is compared, or as long as there are records
_BEFORE = timedelta(days=365)
_VERDICTS = {
    "confirmed": Verdict.CONFIRMED,
    "not yet known": Verdict.OPEN,
    "came back": Verdict.CAME_BACK,
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What was counted before and after a fix, and what follows."""

    before: int
    before_days: float
    after: int
    after_days: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    chance: float | None
    verdict: str
    words: str

    def as_fields(self) -> dict[str, Any]:
        """Return the fields of the check that keeps it."""
        return {name: getattr(self, name) for name in self.__slots__}


def check_recurrence(problem: Problem, *, days: int, at: datetime) -> Recurrence:
    """Compare the tickets of a fixed problem with those before the fix.

    Args:
        problem: a problem that was fixed.
        days: how many days after the fix are looked at, at most until now.
        at: now.
    """
    fixed_at = problem.resolved_at
    if fixed_at is None:
        raise NotKnown(f"{problem} was never fixed, so there is nothing to check.")
    begin = max(fixed_at - _BEFORE, _first_record(fixed_at))
    end = min(fixed_at + timedelta(days=days), at)
    opened = ProblemLink.objects.filter(problem=problem)
    before = opened.filter(ticket__opened_at__gte=begin, ticket__opened_at__lt=fixed_at).count()
    after = opened.filter(ticket__opened_at__gte=fixed_at, ticket__opened_at__lte=end).count()
    spans = _in_days(fixed_at - begin), _in_days(end - fixed_at)
    try:
        found = compare(Watch(before, spans[0]), Watch(after, spans[1]))
    except NotKnown as reason:
        return Recurrence(
            before, spans[0], after, spans[1], None, None, None, None, Verdict.OPEN, str(reason)
        )
    ratio = found.ratio
    return Recurrence(
        before,
        spans[0],
        after,
        spans[1],
        ratio.likely,
        ratio.low,
        ratio.high,
        found.p_value,
        _VERDICTS[found.verdict],
        found.sentence[:500],
    )


def list_due_checks(*, at: datetime) -> list[tuple[Problem, int]]:
    """Return the checks that are due and not made: the problem and the days after its fix."""
    fixed = Problem.objects.filter(
        state__in=(ProblemState.RESOLVED, ProblemState.CLOSED), resolved_at__isnull=False
    ).order_by("id")
    due = []
    for problem in fixed:
        if problem.resolved_at is None:
            continue
        done = RecurrenceCheck.objects.filter(problem=problem, fixed_at=problem.resolved_at)
        made = list(done.values_list("days", flat=True))
        days = checks_due(problem.resolved_at.date(), as_of=at.date(), done=made)
        due += [(problem, day) for day in days]
    return due


def _first_record(otherwise: datetime) -> datetime:
    first: datetime | None = Ticket.objects.aggregate(first=Min("opened_at"))["first"]
    return min(first or otherwise, otherwise)


def _in_days(span: timedelta) -> float:
    return max(span.total_seconds() / 86_400, 1.0)
