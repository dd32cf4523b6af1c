"""Who agrees to an offering, and what is done for each request of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from groundswell.catalogue.offerings.models import (
    ApprovalStep,
    Approvers,
    Offering,
    PlannedTask,
    Quorum,
)
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """Whose agreement is asked, and how many have to say yes."""

    who: str
    people: Sequence[User] = ()
    quorum: str = Quorum.ANY
    #: people, or percent of them
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What is done for each request; `after` names an earlier task by its title."""

    title: str
    group: str = ""
    days: int | None = None
    after: str = ""
    is_tick: bool = False


@needs("catalogue.keep")
def add_step(offering: Offering, *, by: User, at: datetime, step: NewStep) -> ApprovalStep:
    """Ask for one more agreement, after those that are asked for already.

    Raises:
        BadInput: nobody known is asked, or the quorum is none.
        Refusal: nobody is named, or more have to agree than are asked.
    """
    _check(step)
    with transaction.atomic():
        trail.lock(offering)
        kept = ApprovalStep.objects.create(
            offering=offering,
            position=_next_of(offering.steps.all()),
            who=step.who,
            quorum=step.quorum,
            least=step.least,
        )
        kept.people.set(step.people if step.who == Approvers.PEOPLE else ())
        told = {"approval": ["", str(kept)]}
        trail.note(offering.number, "offering.step_added", by=by, at=at, changes=told)
    return kept


@needs("catalogue.keep")
def drop_step(offering: Offering, *, by: User, at: datetime, key: int) -> None:
    """Ask for one agreement less; requests that wait for it are not touched.

    Raises:
        Refusal: there is no such step.
    """
    with transaction.atomic():
        trail.lock(offering)
        step = offering.steps.filter(pk=key).first()
        if step is None:
            raise Refusal(f"{offering} asks for no such agreement; somebody may have dropped it.")
        told = {"approval": [str(step), ""]}
        ApprovalStep.objects.filter(pk=step.pk).delete()
        trail.note(offering.number, "offering.step_dropped", by=by, at=at, changes=told)


@needs("catalogue.keep")
def plan_task(offering: Offering, *, by: User, at: datetime, task: NewTask) -> PlannedTask:
    """Say what is done for each request.

    Raises:
        Refusal: it has no title or that of another, or there is no such earlier task.
    """
    title, after = task.title.strip()[:200], task.after.strip()
    if not title:
        raise Refusal("Say what is done; the task has no words.")
    with transaction.atomic():
        trail.lock(offering)
        if offering.planned.filter(title=title).exists():
            raise Refusal(
                f"{offering} has a task “{title}” already, and another that follows could not say "
                "which of the two; give this one other words, such as who does it or for what."
            )
        first = offering.planned.filter(title=after).first() if after else None
        if after and first is None:
            raise Refusal(f"There is no task “{after}” before this one; write it first.")
        kept = PlannedTask.objects.create(
            offering=offering,
            position=_next_of(offering.planned.all()),
            title=title,
            group=task.group.strip()[:120],
            days=task.days,
            after=first,
            is_tick=task.is_tick,
        )
        told = {"task": ["", kept.title]}
        trail.note(offering.number, "offering.task_planned", by=by, at=at, changes=told)
    return kept


@needs("catalogue.keep")
def drop_planned_task(offering: Offering, *, by: User, at: datetime, key: int) -> None:
    """Do one thing less for each request; those under way are not touched.

    Raises:
        Refusal: there is no such task.
    """
    with transaction.atomic():
        trail.lock(offering)
        task = offering.planned.filter(pk=key).first()
        if task is None:
            raise Refusal(f"{offering} has no such task; somebody may have dropped it.")
        told = {"task": [task.title, ""]}
        PlannedTask.objects.filter(pk=task.pk).delete()
        trail.note(offering.number, "offering.task_dropped", by=by, at=at, changes=told)


def _next_of(rows: QuerySet[ApprovalStep] | QuerySet[PlannedTask]) -> int:
    """Return the position behind all others; rows before may have been dropped."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _check(step: NewStep) -> None:
    if step.who not in Approvers.values:
        raise BadInput(f'Nobody is "{step.who}"; use one of {", ".join(Approvers.values)}.')
    if step.quorum not in Quorum.values:
        raise BadInput(f'"{step.quorum}" is no quorum; use one of {", ".join(Quorum.values)}.')
    if step.who == Approvers.PEOPLE and not step.people:
        raise Refusal("Name at least one person who decides.")
    if step.least < 1 or (step.quorum == Quorum.PERCENT and step.least > 100):
        raise Refusal(f"{step.least} is no quorum: write 1 or more; of a hundred at most 100.")
    asked = {Approvers.PEOPLE: len(step.people), Approvers.HEAD: 1, Approvers.OWNER: 1}
    most = asked.get(Approvers(step.who))
    if step.quorum == Quorum.LEAST and most is not None and step.least > most:
        raise Refusal(
            f"{step.least} have to agree, and only {most} {'is' if most == 1 else 'are'} asked: "
            "name more people, or ask for fewer."
        )
