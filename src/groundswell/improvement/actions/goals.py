"""Goals of the organisation that improvements serve."""

from datetime import date, datetime

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
) -> Goal:
    """Write down what the organisation wants to reach, and who said so.

    Raises:
        Refusal: the goal or its author is not named.
    """
    if not title.strip() or not said_by.strip():
        raise Refusal("Write the goal as it was said, and who said it.")
    return trail.begin(
        Goal(
            title=title.strip()[:250],
            said_by=said_by.strip()[:150],
            measure=measure.strip()[:250],
            due_on=due_on,
            opened_at=at,
        ),
        "goal.opened",
        by=by,
        at=at,
    )


@needs("improvements.work")
def end_goal(goal: Goal, *, by: User, at: datetime) -> Goal:
    """Say that the goal no longer holds: it was reached, or given up."""
    with trail.change(goal, "goal.closed", by=by, at=at) as fresh:
        fresh.ended_at = fresh.ended_at or at
    return fresh
