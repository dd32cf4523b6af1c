"""The REST door of problem management."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.problems import actions, queries
from groundswell.problems.models import KnownError, Problem
from groundswell.servicedesk.queries import get_ticket

router = Router(tags=["problems"])


class ProblemOut(Schema):
    """A problem, as programs see it."""

    number: str
    title: str
    state: str
    owner: str
    next_step: str
    due_on: date | None
    age_days: int
    tickets: int
    waiting: int
    cost: dict[str, Any] | None


class ProblemDetail(Schema):
    """One problem with its words and the tickets that show it."""

    number: str
    title: str
    state: str
    symptom: str
    impact: str
    cause: str
    cause_class: str
    containment: str
    resolution: str
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    tickets: list[dict[str, Any]]
    known_errors: list[str]
    checks: list[dict[str, Any]]


class ProblemIn(Schema):
    """A problem to take down."""

    title: str = Field(min_length=1, max_length=250)
    symptom: str = ""
    impact: str = ""
    tickets: list[str] = Field(default_factory=list, max_length=500)


class KnownErrorOut(Schema):
    """A known error, as programs see it."""

    number: str
    title: str
    symptom: str
    root_cause: str
    vendor: str
    model: str
    version_from: str
    version_to: str
    workarounds: list[dict[str, Any]]


class OfferOut(KnownErrorOut):
    """A known error that may be what is told, how like and why."""

    score: float
    why: list[str]


@router.get("/problems", response=list[ProblemOut])
def list_problems(request: ApiRequest) -> list[ProblemOut]:
    """List the problems that are not finished, the dearest first."""
    user = require(request, "problems.see")
    lines = queries.list_lines(seen_by=user, at=timezone.now())
    return [ProblemOut(**{name: getattr(line, name) for name in _LINE}) for line in lines]


_LINE = tuple(ProblemOut.model_fields)


@router.post("/problems", response={201: ProblemDetail})
def open_problem(request: ApiRequest, given: ProblemIn) -> Status[ProblemDetail]:
    """Take down a problem, with the tickets that show it."""
    user = require(request, "problems.work")
    tickets = [get_ticket(number, seen_by=user) for number in given.tickets]
    new = actions.NewProblem(title=given.title, symptom=given.symptom, impact=given.impact)
    problem = actions.open_problem(by=user, at=timezone.now(), new=new, tickets=tickets)
    return Status(201, _detail(problem, request))


@router.get("/problems/{number}", response=ProblemDetail)
def get_problem(request: ApiRequest, number: str) -> ProblemDetail:
    """Return one problem; 404 when there is none or it is not the caller's to see."""
    user = require(request, "problems.see")
    return _detail(queries.get_problem(number, seen_by=user), request)


def _detail(problem: Problem, request: ApiRequest) -> ProblemDetail:
    links = queries.list_links(problem, seen_by=request.auth)
    plain = ("number", "title", "state", "symptom", "impact", "cause", "cause_class",
             "containment", "resolution", "opened_at", "resolved_at", "closed_at")  # fmt: skip
    return ProblemDetail(
        **{name: getattr(problem, name) for name in plain},
        tickets=[
            {
                "number": link.ticket.number,
                "reason": link.reason,
                "detail": link.detail,
                "score": link.score,
            }
            for link in links
        ],
        known_errors=[known.number for known in problem.known_errors.order_by("id")],
        checks=[
            {"days": check.days, "verdict": check.verdict, "words": check.words}
            for check in problem.checks.order_by("days")
        ],
    )


@router.get("/known-errors", response=list[KnownErrorOut])
def list_known_errors(request: ApiRequest, q: str = "") -> list[KnownErrorOut]:
    """List the known errors that are offered, or those that hold the words of `q`."""
    user = require(request, "problems.see")
    found = queries.list_known_errors(seen_by=user, words=q[:200])
    return [KnownErrorOut(**_known(known)) for known in found]


@router.get("/known-errors/fitting", response=list[OfferOut])
def offer_known_errors(request: ApiRequest, summary: str, description: str = "") -> list[OfferOut]:
    """Return the known errors that fit a trouble as it is told, best first."""
    user = require(request, "desk.see")
    told = queries.Told(summary=summary[:250], description=description[:2000])
    offers = queries.offer_known_errors(told, seen_by=user)
    return [
        OfferOut(**_known(offer.known), score=offer.score, why=list(offer.why)) for offer in offers
    ]


def _known(known: KnownError) -> dict[str, Any]:
    plain = ("number", "title", "symptom", "root_cause", "vendor", "model", "version_from",
             "version_to")  # fmt: skip
    return {name: getattr(known, name) for name in plain} | {
        "workarounds": [
            {"number": workaround.number, "steps": workaround.steps}
            for workaround in known.workarounds.all()
            if workaround.withdrawn_at is None
        ]
    }
