"""The REST door of files on tickets."""

from datetime import datetime

from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from groundswell.foundation.attachments import forms as attached
from groundswell.foundation.attachments.serving import answer_file
from groundswell.foundation.rest import ApiRequest, read_key
from groundswell.kernel.errors import NotKnown
from groundswell.servicedesk.actions import answer_ticket
from groundswell.servicedesk.files import queries
from groundswell.servicedesk.files.actions.removing import remove_file
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.queries import get_ticket

router = Router(tags=["files"])


class FileOut(Schema):
    """A file on a ticket; `message` is empty for one of the report, `question` names an answer."""

    id: int
    name: str
    media_type: str
    bytes: int
    sha256: str
    message: int | None
    question: str
    private: bool
    added_by: str | None
    added_at: datetime
    removed_at: datetime | None
    removed_for: str


class RemovalIn(Schema):
    """Why it is taken out."""

    reason: str = Field(max_length=200)


@router.get("/tickets/{number}/files", response=list[FileOut])
def list_files(request: ApiRequest, number: str) -> list[FileOut]:
    """Return the files of a ticket that the caller may see, also those that were taken out."""
    ticket = get_ticket(number, seen_by=request.auth)
    return [_out(file) for file in queries.list_files(ticket, seen_by=request.auth)]


@router.post("/tickets/{number}/files", response={201: list[FileOut]})
def post_files(
    request: ApiRequest,
    number: str,
    files: File[list[UploadedFile]],
    *,
    text: Form[str] = "",
    private: Form[bool] = False,
    take: Form[bool] = False,
) -> Status[list[FileOut]]:
    """Write on a ticket with files, all or none; `private` and `take` as for any message."""
    ticket = get_ticket(number, seen_by=request.auth)
    message = answer_ticket(
        ticket,
        by=request.auth,
        at=timezone.now(),
        text=text,
        private=private,
        take=take,
        files=[attached.take(file, by=request.auth) for file in files],
    )
    kept = queries.list_files(ticket, seen_by=request.auth)
    return Status(201, [_out(file) for file in kept if file.message_id == message.pk])


@router.get("/files/{key}/content", response={200: None})
def get_content(request: ApiRequest, key: str) -> HttpResponseBase:
    """Return what is in a file; 404 when it is not the caller's to see, or was taken out."""
    file = queries.get_file(read_key(key), seen_by=request.auth)
    if file.removed_at is not None:
        raise NotKnown(f"{file} was taken out: {file.removed_for}")
    return answer_file(request, file)


@router.post("/files/{key}/removal", response=FileOut)
def post_removal(request: ApiRequest, key: str, given: RemovalIn) -> FileOut:
    """Take a file out for good, with the reason: whoever attached it may, and agents."""
    file = queries.get_file(read_key(key), seen_by=request.auth)
    return _out(remove_file(file, by=request.auth, at=timezone.now(), reason=given.reason))


def _out(file: TicketFile) -> FileOut:
    plain = ("id", "name", "media_type", "question", "added_at", "removed_at", "removed_for")
    return FileOut(
        **{name: getattr(file, name) for name in plain},
        bytes=file.size,
        sha256=file.digest,
        message=file.message_id,
        private=file.message is not None and file.message.private,
        added_by=str(file.added_by) if file.added_by else None,
    )
