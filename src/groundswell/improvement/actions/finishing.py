"""Trials, and how an improvement ends: done and measured, or dropped with what was learned."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import Improvement, Pilot
from groundswell.improvement.states import ImprovementState, PilotOutcome
from groundswell.kernel.errors import BadInput, Refusal


@needs("improvements.work")
def begin_pilot(
    improvement: Improvement,
    *,
    by: User,
    at: datetime,
    scope: str,
    stop_rule: str,
    starts_on: date,
    ends_on: date,
) -> Pilot:
    """Try it small, with a rule that says when to stop, and an end.

    Raises:
        Refusal: it is not under way, a trial runs already, or it has no rule for stopping.
        BadInput: it ends before it begins.
    """
    if not scope.strip() or not stop_rule.strip():
        raise Refusal("Say where you try it, and what would make you stop; a trial needs both.")
    if ends_on < starts_on:
        raise BadInput(f"The trial would end on {ends_on}, before it begins on {starts_on}.")
    with transaction.atomic():
        fresh = trail.lock(improvement)
        if fresh.state != ImprovementState.DOING:
            raise Refusal(f"{fresh} is not being done; start it first.")
        if fresh.pilots.filter(outcome="").exists():
            raise Refusal(f"A trial of {fresh} runs already; say how it ended first.")
        pilot = fresh.pilots.create(
            scope=scope.strip()[:250],
            stop_rule=stop_rule.strip()[:250],
            starts_on=starts_on,
            ends_on=ends_on,
        )
        trail.note(fresh.number, "improvement.trial_begun", by=by, at=at)
    return pilot


@needs("improvements.work")
def end_pilot(
    improvement: Improvement,
    *,
    by: User,
    at: datetime,
    outcome: str,
    result: str,
    ended_on: date | None = None,
) -> Pilot:
    """Say how the running trial ended, and what it showed.

    Raises:
        Refusal: no trial runs.
        BadInput: there is no such outcome.
    """
    if outcome not in PilotOutcome.values:
        raise BadInput(f'"{outcome}" is no outcome; use one of {", ".join(PilotOutcome.values)}.')
    with transaction.atomic():
        running = Pilot.objects.filter(improvement=improvement, outcome="")
        pilot = running.select_for_update().first()
        if pilot is None:
            raise Refusal(f"No trial of {improvement} runs; begin one first.")
        pilot.outcome, pilot.result = outcome, result.strip()[:500]
        pilot.ended_on = ended_on or at.date()
        running.filter(pk=pilot.pk).update(
            outcome=pilot.outcome, result=pilot.result, ended_on=pilot.ended_on
        )
        trail.note(improvement.number, "improvement.trial_ended", by=by, at=at)
    return pilot


@needs("improvements.work")
def finish_improvement(improvement: Improvement, *, by: User, at: datetime) -> Improvement:
    """Say that the work is done; whether it helped is still to be measured.

    Raises:
        ForbiddenMove: it is not being done.
    """
    with trail.change(improvement, "improvement.finished", by=by, at=at) as fresh:
        fresh.move_to(ImprovementState.DONE)
        fresh.finished_at = at
        fresh.next_step = "Measure whether it helped"
    return fresh


@needs("improvements.work")
def measure_improvement(
    improvement: Improvement,
    *,
    by: User,
    at: datetime,
    before: float,
    after: float,
    actual: Decimal | None = None,
    lesson: str = "",
) -> Improvement:
    """Keep the number before and after, and what was learned, good or bad.

    Raises:
        Refusal: nothing says what is measured.
        ForbiddenMove: it is not done yet.
    """
    with trail.change(improvement, "improvement.measured", by=by, at=at) as fresh:
        if not fresh.measure:
            raise Refusal(f"{fresh} has no measure; say first which number shows it.")
        fresh.move_to(ImprovementState.MEASURED)
        fresh.before, fresh.after, fresh.actual = before, after, actual
        fresh.lesson, fresh.measured_at, fresh.next_step = lesson.strip(), at, ""
    return fresh


@needs("improvements.work")
def drop_improvement(
    improvement: Improvement, *, by: User, at: datetime, reason: str
) -> Improvement:
    """Let it go, and say why: that is worth something to the next one who has the idea.

    Raises:
        Refusal: there is no reason.
        ForbiddenMove: it is finished.
    """
    if not reason.strip():
        raise Refusal(f"Say why {improvement} is dropped, in a sentence; somebody will ask.")
    with trail.change(improvement, "improvement.dropped", by=by, at=at) as fresh:
        fresh.move_to(ImprovementState.DROPPED)
        fresh.lesson, fresh.finished_at, fresh.next_step = reason.strip(), at, ""
    return fresh


@needs("improvements.work")
def revive_improvement(improvement: Improvement, *, by: User, at: datetime) -> Improvement:
    """Bring a dropped one back as an idea.

    Raises:
        ForbiddenMove: it was not dropped.
    """
    with trail.change(improvement, "improvement.reopened", by=by, at=at) as fresh:
        fresh.move_to(ImprovementState.IDEA)
        fresh.finished_at = None
    return fresh
