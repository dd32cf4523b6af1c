"""The REST door of business cases and asks."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.rest import ApiRequest, require
from groundswell.improvement import actions, queries
from groundswell.improvement.models import Ask
from groundswell.problems.queries import get_option, get_problem

router = Router(tags=["cases"])


class CaseOut(Schema):
    """A business case in a line; `expected` is the mean net value of the best option."""

    number: str
    title: str
    currency: str
    expected: float | None
    best: str | None
    verdict: str
    not_known: str | None
    asks: list[str]


class CaseDetail(Schema):
    """A business case with every figure; see the page of a case for what they mean."""

    number: str
    title: str
    figures: dict[str, Any]


class AskOut(Schema):
    """An ask and what came back."""

    number: str
    problem: str
    option: str | None
    amount: Decimal
    currency: str
    asked_of: str
    asked_at: datetime
    needed_by: date | None
    answer: str
    answered_by: str
    answered_at: datetime | None
    reason: str


class AskIn(Schema):
    """An ask to take down; without an amount it is what the option costs once."""

    asked_of: str = Field(min_length=1, max_length=150)
    option: str = ""
    amount: Decimal | None = Field(default=None, ge=0)
    needed_by: date | None = None


@router.get("/cases", response=list[CaseOut])
def list_cases(request: ApiRequest) -> list[CaseOut]:
    """List the business cases, the one of the highest expected net value first."""
    user = require(request, "problems.see")
    return [_line(case) for case in queries.list_cases(seen_by=user, as_of=timezone.now())]


@router.get("/cases/{number}", response=CaseDetail)
def get_case(request: ApiRequest, number: str) -> CaseDetail:
    """Return the business case of a problem, with its seed and the figures of each option."""
    problem = get_problem(number, seen_by=require(request, "problems.see"))
    case = queries.make_case(problem, as_of=timezone.now())
    return CaseDetail(number=problem.number, title=problem.title, figures=queries.snapshot(case))


@router.get("/asks", response=list[AskOut])
def list_asks(request: ApiRequest) -> list[AskOut]:
    """List the asks, those without an answer first."""
    user = require(request, "problems.see")
    return [_ask(ask) for ask in queries.list_asks(seen_by=user)[:500]]


@router.post("/problems/{number}/asks", response={201: AskOut})
def ask_for_fix(request: ApiRequest, number: str, given: AskIn) -> Status[AskOut]:
    """Ask for a fix of a problem; the case as it stands is kept with the ask."""
    user = require(request, "problems.work")
    problem = get_problem(number, seen_by=user)
    option = get_option(given.option, problem=problem) if given.option else None
    new = actions.NewAsk(
        asked_of=given.asked_of, option=option, amount=given.amount, needed_by=given.needed_by
    )
    return Status(201, _ask(actions.ask_for_fix(problem, by=user, at=timezone.now(), new=new)))


def _line(case: queries.Case) -> CaseOut:
    return CaseOut(
        number=case.problem.number,
        title=case.problem.title,
        currency=case.currency,
        expected=case.expected,
        best=case.best.option.name if case.best else None,
        verdict=queries.tell_verdict(case),
        not_known=case.not_known,
        asks=[ask.number for ask in case.asks],
    )


def _ask(ask: Ask) -> AskOut:
    plain = ("number", "amount", "currency", "asked_of", "asked_at", "needed_by", "answer",
             "answered_by", "answered_at", "reason")  # fmt: skip
    return AskOut(
        **{name: getattr(ask, name) for name in plain},
        problem=ask.problem.number,
        option=ask.option.number if ask.option else None,
    )
