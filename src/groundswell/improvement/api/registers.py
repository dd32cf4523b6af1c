"""The REST door of improvements, goals and practices."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.catalogue.queries import get_department
from groundswell.foundation.rest import ApiRequest, require
from groundswell.improvement import actions
from groundswell.improvement.forms.steps import read_step
from groundswell.improvement.models import Improvement, Practice
from groundswell.improvement.queries import find_step, practices, register
from groundswell.improvement.queries.sources import KINDS, find_source

router = Router(tags=["improvements"])


class ImprovementOut(Schema):
    """An improvement; `null` is not known."""

    number: str
    title: str
    state: str
    origin: str
    source: str
    pain: str
    who: str
    cost: str
    hypothesis: str
    measure: str
    before: float | None
    target: float | None
    after: float | None
    effort_hours: float | None
    forecast: Decimal | None
    actual: Decimal | None
    owner: str | None
    department: str | None
    service: str | None
    problem: str | None
    goal: str | None
    next_step: str
    due_on: date | None
    lesson: str
    opened_at: datetime
    finished_at: datetime | None
    measured_at: datetime | None


class ImprovementIn(Schema):
    """An idea with its why; at most one record that it comes from, by its number."""

    title: str = Field(min_length=1, max_length=250)
    pain: str = Field(min_length=1)
    who: str = Field(min_length=1, max_length=200)
    cost: str = Field(min_length=1, max_length=200)
    ticket: str = ""
    problem: str = ""
    #: number of the ticket whose caller said how content they are
    verdict: str = ""
    #: number of an answer to a question about the situation
    answer: str = ""
    service: str = ""
    item: str = ""


class StepIn(Schema):
    """The first step to take on, by its id in the findings."""

    step: str = Field(min_length=1, max_length=120)


class AdoptionOut(Schema):
    """What a department does with a practice; `able` people there can do it."""

    department: str
    state: str
    reason: str
    able: int


class PracticeOut(Schema):
    """A practice with its measured effect and how far it got."""

    number: str
    title: str
    state: str
    version: int
    why: str
    steps: str
    department: str
    owner: str
    measure: str
    before: float | None
    after: float | None
    counted: int | None
    adopted: int
    of: int
    adoption: list[AdoptionOut]


class PracticeIn(Schema):
    """A way of working, as its department tells it."""

    title: str = Field(min_length=1, max_length=250)
    why: str = Field(min_length=1)
    steps: str = Field(min_length=1)
    department: str = Field(min_length=1)


@router.get("/improvements", response=list[ImprovementOut])
def list_improvements(request: ApiRequest) -> list[ImprovementOut]:
    """List the improvements that the caller may see, the newest first."""
    user = require(request, "improvements.see")
    return [_improvement(one) for one in register.list_improvements(seen_by=user)[:500]]


@router.post("/improvements", response={201: ImprovementOut})
def add_improvement(request: ApiRequest, given: ImprovementIn) -> Status[ImprovementOut]:
    """Write an idea down."""
    user = require(request, "improvements.work")
    told = given.dict()
    source = find_source({name: told.pop(name) for name in KINDS}, seen_by=user)
    new = actions.NewImprovement(**told, **({**source.known, **source.kept} if source else {}))
    kept = actions.add_improvement(by=user, at=timezone.now(), new=new)
    return Status(201, _improvement(kept))


@router.post("/improvements/steps", response={201: ImprovementOut})
def take_step_on(request: ApiRequest, given: StepIn) -> Status[ImprovementOut]:
    """Take a first step of the newest findings on; a fourth at once is refused."""
    user, at = require(request, "improvements.work"), timezone.now()
    new = read_step(find_step(given.step, as_of=at, seen_by=user))
    return Status(201, _improvement(actions.take_on(by=user, at=at, new=new)))


@router.get("/improvements/{number}", response=ImprovementOut)
def get_improvement(request: ApiRequest, number: str) -> ImprovementOut:
    """Return one improvement; 404 when there is none or it is not the caller's to see."""
    user = require(request, "improvements.see")
    return _improvement(register.get_improvement(number, seen_by=user))


@router.get("/practices", response=list[PracticeOut])
def list_practices(request: ApiRequest) -> list[PracticeOut]:
    """List the practices that the caller may see, those for all first."""
    user = require(request, "improvements.see")
    return [_practice(one) for one in practices.list_practices(seen_by=user)[:200]]


@router.post("/practices", response={201: PracticeOut})
def write_practice(request: ApiRequest, given: PracticeIn) -> Status[PracticeOut]:
    """Write down what a department does well."""
    user = require(request, "improvements.work")
    new = actions.NewPractice(
        title=given.title,
        why=given.why,
        steps=given.steps,
        department=get_department(given.department),
    )
    return Status(201, _practice(actions.write_practice(by=user, at=timezone.now(), new=new)))


@router.get("/practices/{number}", response=PracticeOut)
def get_practice(request: ApiRequest, number: str) -> PracticeOut:
    """Return one practice; 404 when there is none or it is not the caller's to see."""
    user = require(request, "improvements.see")
    return _practice(practices.get_practice(number, seen_by=user))


def _improvement(one: Improvement) -> ImprovementOut:
    named: dict[str, Any] = {
        "owner": str(one.owner) if one.owner else None,
        "department": str(one.department) if one.department else None,
        "service": one.service.name if one.service else None,
        "problem": one.problem.number if one.problem else None,
        "goal": one.goal.title if one.goal else None,
    }
    plain = ImprovementOut.model_fields.keys() - named.keys()
    return ImprovementOut(**{name: getattr(one, name) for name in plain}, **named)


def _practice(one: Practice) -> PracticeOut:
    lines = practices.list_adoption(one)
    count = practices.count_adoption(lines)
    plain = ("number", "title", "state", "version", "why", "steps", "measure", "before", "after",
             "counted")  # fmt: skip
    return PracticeOut(
        **{name: getattr(one, name) for name in plain},
        department=str(one.department),
        owner=str(one.owner),
        adopted=count.adopted,
        of=count.of,
        adoption=[
            AdoptionOut(
                department=str(line.department),
                state=line.state,
                reason=line.newest.reason if line.newest else "",
                able=line.able,
            )
            for line in lines
        ],
    )
