"""The REST door of requests: asking for something, agreeing to it, and what tickets tell."""

from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.catalogue.offerings.queries import get_open_offering, list_fields
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.fields.forms import PREFIX, AnswersForm
from groundswell.foundation.rest import ApiRequest
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.facts.queries import list_facts
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.requests import actions, queries
from groundswell.servicedesk.requests.models import Approval

router = Router(tags=["catalogue"])


class RequestIn(Schema):
    """Something to ask for: the number of the offering, and answers by the key of the question."""

    offering: str = Field(max_length=32)
    answers: dict[str, Any] = Field(default_factory=dict)


class RequestOut(Schema):
    """The request as it was taken down."""

    number: str
    state: str


class FactOut(Schema):
    """One answer on a ticket."""

    key: str
    question: str
    kind: str
    value: Any
    words: str
    is_asked: bool


class ApprovalOut(Schema):
    """An agreement that waits for the caller."""

    number: str
    ticket: str
    summary: str
    asked_by: str | None


class DecisionIn(Schema):
    """Yes or no, and why."""

    yes: bool
    reason: str = Field("", max_length=500)


class DecisionOut(Schema):
    """How far the agreement is."""

    number: str
    ticket: str
    state: str


@router.post("/requests", response={201: RequestOut})
def post_request(request: ApiRequest, given: RequestIn) -> Status[RequestOut]:
    """Ask for something of the catalogue."""
    offering = get_open_offering(given.offering, seen_by=request.auth)
    said = {PREFIX + key: _as_sent(value) for key, value in given.answers.items()}
    form = AnswersForm(list_fields(offering), said, services=list_offered())
    if not form.is_valid():
        wrong = [
            f"{name.removeprefix(PREFIX)}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
        ]
        raise BadInput("; ".join(wrong))
    ticket = actions.ask_for(
        offering, by=request.auth, at=timezone.now(), values=form.values(), channel="api"
    )
    return Status(201, RequestOut(number=ticket.number, state=ticket.state))


@router.get("/tickets/{number}/facts", response=list[FactOut])
def get_facts(request: ApiRequest, number: str) -> list[FactOut]:
    """Return what a ticket tells beside its words."""
    ticket = get_ticket(number, seen_by=request.auth)
    return [
        FactOut(
            key=fact.key,
            question=fact.label,
            kind=fact.kind,
            value=fact.value,
            words=fact.words,
            is_asked=fact.field is None or fact.field.removed_at is None,
        )
        for fact in list_facts(ticket)
    ]


@router.get("/approvals", response=list[ApprovalOut])
def list_approvals(request: ApiRequest) -> list[ApprovalOut]:
    """Return what waits for the caller's yes or no."""
    return [
        ApprovalOut(
            number=one.approval.number,
            ticket=one.approval.ticket.number,
            summary=one.approval.ticket.summary,
            asked_by=str(one.approval.ticket.caller) if one.approval.ticket.caller else None,
        )
        for one in queries.list_to_decide(by=request.auth)
    ]


@router.post("/approvals/{number}/decision", response=DecisionOut)
def post_decision(request: ApiRequest, number: str, given: DecisionIn) -> DecisionOut:
    """Say yes or no to a request."""
    approval: Approval = queries.get_approval(number, seen_by=request.auth)
    kept = actions.decide(
        approval, by=request.auth, at=timezone.now(), yes=given.yes, reason=given.reason
    )
    return DecisionOut(number=kept.number, ticket=approval.ticket.number, state=kept.state)


def _as_sent(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
