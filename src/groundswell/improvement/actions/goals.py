"""Goals of the organisation that improvements serve."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import Goal
from groundswell.kernel.errors import Refusal


@needs("improvements.work")
def set_goal(
    *,
    by: User,
    at: datetime,
    title: str,
    said_by: str,
    measure: str = "",
    due_on: date | None = None,
    services: Iterable[Service] = (),
) -> Goal:
    """Write down what the organisation wants to reach, who said so, and which services it needs.

    Raises:
        Refusal: the goal or its author is not named.
    """
    if not title.strip() or not said_by.strip():
        raise Refusal("Write the goal as it was said, and who said it.")
    goal = Goal(
        title=title.strip()[:250],
        said_by=said_by.strip()[:150],
        measure=measure.strip()[:250],
        due_on=due_on,
        opened_at=at,
    )
    with transaction.atomic():
        trail.begin(goal, "goal.opened", by=by, at=at)
        goal.services.set(services)
    return goal


@needs("improvements.work")
def tie_goal(goal: Goal, *, by: User, at: datetime, services: Iterable[Service]) -> Goal:
    """Say which services a goal needs: trouble with one of them endangers it."""
    with transaction.atomic():
        fresh = trail.lock(goal)
        before, wanted = sorted(map(str, fresh.services.all())), list(services)
        after = sorted(map(str, wanted))
        if before != after:
            fresh.services.set(wanted)
            changes = {"services": [", ".join(before), ", ".join(after)]}
            trail.note(fresh.number, "goal.services_said", by=by, at=at, changes=changes)
    return fresh


@needs("improvements.work")
def end_goal(goal: Goal, *, by: User, at: datetime) -> Goal:
    """Say that the goal no longer holds: it was reached, or given up."""
    with trail.change(goal, "goal.closed", by=by, at=at) as fresh:
        fresh.ended_at = fresh.ended_at or at
    return fresh
