"""Who answers for what, who takes part, who can do it, and which dates come up."""

from datetime import date, datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.improvement.models import (
    Occasion,
    OccasionKind,
    Partner,
    Practice,
    ProcessDescription,
    ProcessRole,
    Skill,
)
from groundswell.improvement.processes import PROCESSES
from groundswell.improvement.states import RoleKind, SkillLevel
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.knowledge.models import Article
from groundswell.knowledge.states import ArticleState

#: the trail of roles, the group and skills runs under one number: they are no records of their own
TEAM = "TEAM"
#: hours a week that a person can give
_WEEK = 60


@needs("improvements.work")
def give_role(
    *, by: User, at: datetime, person: User, kind: str, process: str = "",
    practice: Practice | None = None,
) -> ProcessRole:  # fmt: skip
    """Say that somebody answers for a process or a practice; one person may hold many roles.

    Raises:
        BadInput: there is no such role or process.
        Refusal: they hold it already, or it is of neither or both.
    """
    if kind not in RoleKind.values:
        raise BadInput(f'"{kind}" is no role; use one of {", ".join(RoleKind.values)}.')
    if bool(process) == bool(practice):
        raise Refusal("Choose either a process or a practice that the role is for.")
    if process and process not in PROCESSES:
        raise BadInput(f'"{process}" is no process; use one of {", ".join(PROCESSES)}.')
    with transaction.atomic():
        trail.lock(person)
        held = ProcessRole.objects.filter(
            person=person, kind=kind, process=process, practice=practice, ended_at=None
        )
        if held.exists():
            raise Refusal(f"{person} holds this role already.")
        role = ProcessRole.objects.create(
            person=person, kind=kind, process=process, practice=practice, given_at=at
        )
        trail.note(practice.number if practice else TEAM, "team.role_given", by=by, at=at)
    return role


@needs("improvements.work")
def end_role(role: ProcessRole, *, by: User, at: datetime) -> None:
    """Say that somebody no longer answers for it."""
    with transaction.atomic():
        ProcessRole.objects.filter(pk=role.pk, ended_at=None).update(ended_at=at)
        trail.note(role.practice.number if role.practice else TEAM, "team.role_ended", by=by, at=at)


@needs("improvements.work")
def describe_process(*, by: User, at: datetime, process: str, article: Article | None) -> None:
    """Say which article tells how a process is run, or say again that it still holds.

    Args:
        by: who says it.
        at: when; the description is as current as that.
        process: a key of processes.toml.
        article: None: it is written down nowhere any more.

    Raises:
        BadInput: there is no such process.
        Refusal: the article is not published.
    """
    if process not in PROCESSES:
        raise BadInput(f'"{process}" is no process; use one of {", ".join(PROCESSES)}.')
    if article is not None and article.state != ArticleState.PUBLISHED:
        raise Refusal(f"{article.number} is not published, so nobody could work by it.")
    with transaction.atomic():
        if article is None:
            ProcessDescription.objects.filter(process=process).delete()
        else:
            ProcessDescription.objects.update_or_create(
                process=process, defaults={"article": article, "described_at": at}
            )
        told = {"process": ["", process], "article": ["", article.number if article else ""]}
        trail.note(TEAM, "team.process_described", by=by, at=at, changes=told)


@needs("improvements.work")
def join_coalition(
    *, by: User, at: datetime, person: User, hours_a_week: float, brings: str = ""
) -> Partner:
    """Say who takes part in the effort, and how much time they give.

    Raises:
        BadInput: the hours are none or more than a week has.
    """
    if not 0 < hours_a_week <= _WEEK:
        raise BadInput(f"{hours_a_week:g} hours a week are not possible; write up to {_WEEK}.")
    with transaction.atomic():
        partner, _ = Partner.objects.update_or_create(
            person=person,
            defaults={
                "hours_a_week": hours_a_week,
                "brings": brings.strip()[:250],
                "left_at": None,
            },
            create_defaults={
                "hours_a_week": hours_a_week,
                "brings": brings.strip()[:250],
                "joined_at": at,
            },
        )
        trail.note(TEAM, "team.joined_effort", by=by, at=at)
    return partner


@needs("improvements.work")
def leave_coalition(partner: Partner, *, by: User, at: datetime) -> None:
    """Say that somebody takes part no longer."""
    with transaction.atomic():
        Partner.objects.filter(pk=partner.pk, left_at=None).update(left_at=at)
        trail.note(TEAM, "team.left_effort", by=by, at=at)


@needs("improvements.work")
def note_skill(
    *, by: User, at: datetime, person: User, level: int, practice: Practice | None = None,
    tool: str = "",
) -> Skill:  # fmt: skip
    """Say how well somebody can work like a practice says, or with a tool.

    Raises:
        BadInput: there is no such level.
        Refusal: it is of neither or both.
    """
    if level not in SkillLevel.values:
        raise BadInput(f"{level} is no level; use 0 to {max(SkillLevel.values)}.")
    if bool(tool.strip()) == bool(practice):
        raise Refusal("Choose either a practice or a tool that the skill is of.")
    with transaction.atomic():
        skill, _ = Skill.objects.update_or_create(
            person=person,
            practice=practice,
            tool=tool.strip()[:120],
            defaults={"level": level, "noted_at": at},
        )
        trail.note(practice.number if practice else TEAM, "team.skill_noted", by=by, at=at)
    return skill


@needs("improvements.work")
def note_occasion(*, by: User, at: datetime, kind: str, title: str, happens_on: date) -> Occasion:
    """Write down a date on which something is decided anyway, so that an ask is ready for it.

    Raises:
        BadInput: there is no such kind, or the day is gone.
        Refusal: it does not say what happens.
    """
    if kind not in OccasionKind.values:
        raise BadInput(f'"{kind}" is no kind; use one of {", ".join(OccasionKind.values)}.')
    if not title.strip():
        raise Refusal("Say what happens on that day.")
    if happens_on < at.date():
        raise BadInput(f"{happens_on} is gone; write down what comes up.")
    with transaction.atomic():
        kept = Occasion.objects.create(kind=kind, title=title.strip()[:250], happens_on=happens_on)
        trail.note(TEAM, "team.occasion_noted", by=by, at=at)
    return kept
