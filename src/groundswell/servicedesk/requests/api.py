"""The REST door of requests: asking for something, agreeing to it, and what tickets tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field, Json

from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.offerings.queries import get_open_offering, list_fields
from groundswell.catalogue.queries import list_offered, list_services
from groundswell.foundation.attachments.forms import take_all
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.fields.forms import read_answers, say_by_files
from groundswell.foundation.rest import ApiRequest, require
from groundswell.foundation.sent import files_by_name
from groundswell.servicedesk.facts.actions import answer_fields
from groundswell.servicedesk.facts.queries import as_initial, list_answered_fields, list_facts
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.requests import actions, queries
from groundswell.servicedesk.requests.models import Approval

router = Router(tags=["catalogue"])

_BY_FILES = say_by_files("/api/requests/files")


class RequestIn(Schema):
    """Something to ask for: the number of the offering, and answers by the key of the question."""

    offering: str = Field(max_length=32)
    answers: dict[str, Any] = Field(default_factory=dict)


class FormIn(Schema):
    """The same as a form with files; each file comes under the key of its question."""

    offering: str = Field(max_length=32)
    answers: Json[dict[str, Any]] = Field(default_factory=dict)


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


class AnswersIn(Schema):
    """Answers to the fields of a ticket, by the key of the field; those left out are taken out."""

    answers: dict[str, Any] = Field(max_length=60)


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
    """Ask for something of the catalogue; where its form asks for files, see `/requests/files`."""
    offering = get_open_offering(given.offering, seen_by=request.auth)
    return _ask(request, offering, given.answers, {})


@router.post("/requests/files", response={201: RequestOut}, openapi_extra=files_by_name(FormIn))
def post_form(request: ApiRequest, given: Form[FormIn]) -> Status[RequestOut]:
    """Ask for something with files, all of them or none: each under the key of its question."""
    offering = get_open_offering(given.offering, seen_by=request.auth)
    files = take_all(request.FILES, by=request.auth)
    return _ask(request, offering, given.answers, files)


def _ask(
    request: ApiRequest,
    offering: Offering,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[Upload]],
) -> Status[RequestOut]:
    """Read what was answered as the form of a page does, and ask."""
    values = read_answers(
        list_fields(offering), answers, services=list_offered(), files=files, by_files=_BY_FILES
    )
    ticket = actions.ask_for(
        offering, by=request.auth, at=timezone.now(), values=values, channel="api"
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


@router.put("/tickets/{number}/facts", response=list[FactOut])
def put_facts(request: ApiRequest, number: str, given: AnswersIn) -> list[FactOut]:
    """Answer the fields of a ticket anew; files that are there stay."""
    by = require(request, "desk.work")
    ticket = get_ticket(number, seen_by=by)
    asked = list_answered_fields(ticket, ())
    known = {fact.key: as_initial(fact) for fact in list_facts(ticket)}
    values = read_answers(asked, given.answers, services=list_services(), known=known)
    answer_fields(ticket, by=by, at=timezone.now(), values=values)
    return get_facts(request, number)


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
