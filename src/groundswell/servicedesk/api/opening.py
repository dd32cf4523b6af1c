"""The REST door through which tickets are opened."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field, Json

from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.callers import find_person, write_down_caller
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.forms import take_all
from groundswell.foundation.attachments.storage import Upload
from groundswell.foundation.fields.forms import read_answers, say_by_files
from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, require
from groundswell.foundation.sent import files_by_name
from groundswell.servicedesk import queries
from groundswell.servicedesk.actions import NewTicket
from groundswell.servicedesk.api.tickets import TicketDetail, router, tell
from groundswell.servicedesk.facts.actions import take_down
from groundswell.servicedesk.facts.queries import list_fields_for
from groundswell.servicedesk.presence.api import tell_version
from groundswell.servicedesk.states import Kind

__all__ = ["by_files", "router"]

#: of its own, as its address would be taken for that of a ticket
by_files = Router(tags=["tickets"])
_BY_FILES = say_by_files("/api/tickets/files")


class ToldIn(Schema):
    """What somebody reports or asks for; agents do it for others too."""

    kind: Kind = Kind.INCIDENT
    summary: str = Field(min_length=1, max_length=250)
    description: str = Field("", max_length=LONGEST)
    caller: str = Field("", max_length=200, description="Name or e-mail; empty: yourself.")
    is_new: bool = Field(False, description="The caller calls for the first time.")  # noqa: FBT003
    email: str = Field("", max_length=254, description="The e-mail of a new caller.")
    service: str = Field(
        "",
        max_length=120,
        description="Number or name of the service. Not sent: the one that the words name, or that "
        "nearly all similar tickets went to, with the reason in the trail. Empty: it stays open.",
    )
    ci: str = Field("", max_length=200, description="Number or name of the item.")
    category: str = Field("", max_length=120)
    impact: int = 3
    urgency: int = 2


class TicketIn(ToldIn):
    """The same with answers to your own fields."""

    answers: dict[str, Any] = Field(
        default_factory=dict, description="Answers to your own fields, by the key of the field."
    )


class TicketForm(ToldIn):
    """The same as a form with files."""

    answers: Json[dict[str, Any]] = Field(
        default_factory=dict, description="Answers to your own fields, by the key of the field."
    )


@router.post("/tickets", response={201: TicketDetail})
def post_ticket(request: ApiRequest, given: TicketIn) -> Status[TicketDetail]:
    """Open a ticket: everyone for themselves, agents for anyone; with files: `/tickets/files`."""
    return _open(request, given, given.answers, {})


@by_files.post("/tickets/files", response={201: TicketDetail}, openapi_extra=files_by_name())
def post_ticket_with_files(
    request: ApiRequest,
    given: Form[TicketForm],
    files: File[list[UploadedFile] | None] = None,  # noqa: ARG001 (read with the others)
) -> Status[TicketDetail]:
    """Open a ticket with files, all of them or none; one that answers a field under its key."""
    return _open(request, given, given.answers, take_all(request.FILES, by=request.auth))


def _open(
    request: ApiRequest,
    given: ToldIn,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[Upload]],
) -> Status[TicketDetail]:
    at, caller = timezone.now(), _find_caller(request, given)
    asked = list_fields_for(given.kind, category=given.category, caller=caller or request.auth)
    fields = [field.as_field() for field in asked]
    answering = dict(files)
    # a question may be called so as well; then they answer it
    is_asked = any(field.key == "files" for field in fields)
    reported = () if is_asked else answering.pop("files", ())
    values = read_answers(
        fields, answers, services=list_offered(), files=answering, by_files=_BY_FILES
    )
    service, ci = queries.find_service(given.service, is_new=True), queries.find_item(given.ci)
    with transaction.atomic():  # nobody is written down for a ticket that is refused
        if given.is_new:
            caller = write_down_caller(by=request.auth, at=at, name=given.caller, email=given.email)
        new = NewTicket(
            summary=given.summary,
            description=given.description,
            caller=caller,
            channel="api",
            service=service,
            ci=ci,
            category=given.category,
            impact=given.impact,
            urgency=given.urgency,
            files=reported,
        )
        if "service" not in given.model_fields_set:  # sent empty, it is left open on purpose
            new = new.filed()
        ticket = take_down(
            by=request.auth, at=at, kind=given.kind, new=new, values=values, fields=asked
        )
    tell_version(request, ticket.number)
    return Status(201, tell(ticket))


def _find_caller(request: ApiRequest, given: ToldIn) -> User | None:
    """Return who calls; whoever is no agent is not told who or what could be meant."""
    if not (given.caller or given.is_new or given.ci):
        return None
    require(request, "desk.work")
    return None if given.is_new else find_person(given.caller)
