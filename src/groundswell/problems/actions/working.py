"""Working on problems: who has it, what comes next, what the cause is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.problems.models import Problem
from groundswell.problems.states import ProblemState


@needs("problems.work")
def own_problem(
    problem: Problem,
    *,
    by: User,
    at: datetime,
    owner: User | None,
    due_on: date | None,
    next_step: str,
) -> Problem:
    """Say who answers for it, what comes next and until when.

    Raises:
        Refusal: the person may not work on problems.
    """
    if owner is not None and not may(owner, "problems.work"):
        raise Refusal(f"{owner} does not work on problems; choose an agent or the champion.")
    with trail.change(problem, "problem.planned", by=by, at=at) as fresh:
        fresh.owner, fresh.due_on = owner, due_on
        fresh.next_step = next_step.strip()[:250]
    return fresh


@needs("problems.work")
def investigate_problem(problem: Problem, *, by: User, at: datetime) -> Problem:
    """Begin to look for the cause.

    Raises:
        ForbiddenMove: its state does not lead there.
    """
    with trail.change(problem, "problem.started", by=by, at=at) as fresh:
        fresh.move_to(ProblemState.INVESTIGATING)
        fresh.owner = fresh.owner or by
    return fresh


@needs("problems.work")
def state_cause(
    problem: Problem, *, by: User, at: datetime, cause: str, cause_class: str
) -> Problem:
    """Say why it happens; from new or under investigation it becomes a known error.

    Raises:
        Refusal: the cause is not said.
    """
    if not cause.strip() or not cause_class:
        raise Refusal(
            f"Say why {problem} happens, in a sentence, and choose the kind of cause. "
            "While it is a guess, write it down as a possible cause."
        )
    with trail.change(problem, "problem.explained", by=by, at=at) as fresh:
        fresh.cause, fresh.cause_class = cause, cause_class
        if ProblemState.KNOWN_ERROR in fresh.next_states and fresh.state in {
            ProblemState.NEW,
            ProblemState.INVESTIGATING,
        }:
            fresh.move_to(ProblemState.KNOWN_ERROR)
    return fresh


@needs("problems.work")
def contain_problem(problem: Problem, *, by: User, at: datetime, containment: str) -> Problem:
    """Say what keeps the harm small until the cause is removed."""
    with trail.change(problem, "problem.contained", by=by, at=at) as fresh:
        fresh.containment = containment
    return fresh


@needs("problems.work")
def secure_problem(problem: Problem, *, by: User, at: datetime, security: bool) -> Problem:
    """Put it on the security path, where only those who work on problems read it, or off it."""
    act = "problem.secured" if security else "problem.unsecured"
    with trail.change(problem, act, by=by, at=at) as fresh:
        fresh.security = security
    return fresh


@needs("problems.work")
def plan_fix(problem: Problem, *, by: User, at: datetime, next_step: str) -> Problem:
    """Say that a permanent fix is on its way, and what its next step is.

    Raises:
        ForbiddenMove: the cause is not known yet.
    """
    with trail.change(problem, "problem.fix_planned", by=by, at=at) as fresh:
        fresh.move_to(ProblemState.FIX_PLANNED)
        fresh.next_step = next_step.strip()[:250] or fresh.next_step
    return fresh


def plan_granted_fix(problem: Problem, *, by: User | None, at: datetime, next_step: str) -> Problem:
    """Plan the fix that somebody who decides has granted; a consequence, so nobody needs a right.

    Where the cause is not known yet the state stays, and the next step says what was granted.

    Args:
        problem: what the fix was asked for.
        by: None: it follows from the answer, which stands in the trail with its own name.
        at: when the answer came.
        next_step: what was granted.
    """
    with trail.change(problem, "problem.fix_granted", by=by, at=at) as fresh:
        fresh.next_step = next_step.strip()[:250] or fresh.next_step
        if ProblemState.FIX_PLANNED in fresh.next_states:
            fresh.move_to(ProblemState.FIX_PLANNED)
    return fresh


def price_problem(
    problem: Problem, *, by: User | None, at: datetime, cost: Mapping[str, Any] | None
) -> Problem:
    """Keep what it costs a year by the newest analysis; None where that is not known."""
    with trail.change(problem, "problem.priced", by=by, at=at) as fresh:
        fresh.cost = dict(cost) if cost else None
    return fresh
