"""Checks after a fix: kept, and acted upon."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.problems.actions.ending import reopen_problem
from groundswell.problems.models import Problem, RecurrenceCheck
from groundswell.problems.models.checks import Verdict
from groundswell.problems.queries import Recurrence
from groundswell.problems.states import ProblemState


def keep_check(
    problem: Problem, *, by: User | None, at: datetime, days: int, found: Recurrence
) -> RecurrenceCheck:
    """Keep what a check after a fix found; a problem that came back is opened again.

    Args:
        problem: a problem that was fixed.
        by: who looked; None for the machine's own round.
        at: when.
        days: how many days after the fix it is for.
        found: what was counted.

    Raises:
        Refusal: it was never fixed.
    """
    if problem.resolved_at is None:
        raise Refusal(f"{problem} was never fixed, so there is nothing to check.")
    with transaction.atomic():
        check, _ = RecurrenceCheck.objects.update_or_create(
            problem=problem,
            fixed_at=problem.resolved_at,
            days=days,
            defaults={"checked_at": at, **found.as_fields()},
        )
        if found.verdict == Verdict.CAME_BACK and problem.state in {
            ProblemState.RESOLVED,
            ProblemState.CLOSED,
        }:
            reopen_problem(problem, by=by, at=at, reason=found.words)
    return check
