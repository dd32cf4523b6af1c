"""Ending problems: fixed, lived with, closed, and what happens when they come back."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may, needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.problems.actions.linking import Evidence, add_links
from groundswell.problems.models import Problem
from groundswell.problems.queries import list_open_tickets
from groundswell.problems.states import LinkReason, ProblemState
from groundswell.servicedesk.actions import resolve_ticket
from groundswell.servicedesk.models import Ticket


@needs("problems.work")
def resolve_problem(
    problem: Problem, *, by: User, at: datetime, resolution: str, with_tickets: bool = False
) -> Problem:
    """Say that the cause is removed, and how; it is watched until the checks confirm it.

    Args:
        problem: the problem.
        by: who says so.
        at: when the fix was in place.
        resolution: what was done for good.
        with_tickets: also resolve its open tickets with the same words.

    Raises:
        Refusal: nothing is said about what was done.
        ForbiddenMove: the cause is not known yet.
    """
    if not resolution.strip():
        raise Refusal(f"Say what removed the cause of {problem}; the checks will judge it.")
    with transaction.atomic():
        with trail.change(problem, "problem.resolved", by=by, at=at) as fresh:
            fresh.move_to(ProblemState.RESOLVED)
            fresh.resolution, fresh.resolved_at = resolution, at
        if with_tickets:
            for ticket in list_open_tickets(fresh):
                resolve_ticket(ticket, by=by, at=at, resolution=f"{resolution} ({problem})")
    return fresh


@needs("problems.work")
def close_problem(problem: Problem, *, by: User, at: datetime, reason: str = "") -> Problem:
    """Agree that it is over.

    Raises:
        Refusal: it was never fixed and nothing says why it can be closed.
        ForbiddenMove: its state does not lead there.
    """
    with trail.change(problem, "problem.closed", by=by, at=at) as fresh:
        if fresh.resolved_at is None and not reason.strip():
            raise Refusal(f"{problem} was never fixed; say why it can be closed.")
        fresh.move_to(ProblemState.CLOSED)
        fresh.closed_at = at
        fresh.resolution = fresh.resolution or reason
    return fresh


@needs("problems.work")
def accept_problem(problem: Problem, *, by: User, at: datetime, reason: str) -> Problem:
    """Decide to live with it; what it costs keeps counting.

    Raises:
        Refusal: no reason is given.
    """
    if not reason.strip():
        raise Refusal(f"Say why {problem} is lived with; it will be asked again.")
    with trail.change(problem, "problem.accepted", by=by, at=at) as fresh:
        fresh.move_to(ProblemState.ACCEPTED)
        fresh.next_step = reason.strip()[:250]
    return fresh


def reopen_problem(problem: Problem, *, by: User | None, at: datetime, reason: str) -> Problem:
    """Say that it came back: a person who works on problems, or a check after the fix.

    Raises:
        NotAllowed: the person may not work on problems.
        ForbiddenMove: it is open.
    """
    if by is not None and not may(by, "problems.work"):
        raise NotAllowed(f"{by} may not open {problem} again; somebody who works on problems can.")
    with trail.change(problem, "problem.reopened", by=by, at=at) as fresh:
        fresh.move_to(ProblemState.INVESTIGATING)
        fresh.resolved_at = fresh.closed_at = None
        fresh.next_step = reason.strip()[:250]
    return fresh


@needs("problems.work")
def merge_problem(problem: Problem, *, by: User, at: datetime, into: Problem) -> Problem:
    """Close a problem that was written down twice; its tickets go to the one that stays.

    Raises:
        Refusal: both are the same, or the other is itself a duplicate.
    """
    if into.pk == problem.pk or into.stands_in_id is not None:
        raise Refusal(f"{problem} cannot go into {into}; choose the one that stays open.")
    with transaction.atomic():
        with trail.change(problem, "problem.merged", by=by, at=at) as fresh:
            if fresh.state != ProblemState.CLOSED:
                if ProblemState.CLOSED not in fresh.next_states:
                    fresh.move_to(ProblemState.ACCEPTED)
                fresh.move_to(ProblemState.CLOSED)
            fresh.stands_in, fresh.closed_at = into, at
        tickets = list(Ticket.objects.filter(problem_links__problem=problem))
        told = Evidence(reason=LinkReason.SAID, detail=f"{problem} is the same trouble")
        add_links(into, tickets, by=by, at=at, evidence=told)
    return fresh
