"""The REST door of texts."""

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.rest import ApiRequest, require
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.texts import actions, queries
from groundswell.servicedesk.texts.filling import fill_in
from groundswell.servicedesk.texts.models import TextModule

router = Router(tags=["texts"])


class TextIn(Schema):
    """A text to keep; acts: assign, start, hold, resolve."""

    name: str = Field(max_length=80)
    text: str = Field(max_length=LONGEST)
    is_shared: bool = False
    private: bool = False
    acts: list[str] = Field(default_factory=list, max_length=4)
    hold_reason: str = Field("", max_length=120)


class TextOut(TextIn):
    """A text that is kept."""

    number: str


class SendingIn(Schema):
    """What is sent: empty text: the kept one filled in; no acts: all of it."""

    text: str = Field("", max_length=LONGEST)
    acts: list[str] | None = None
    take: bool = Field(default=False, description="As for a message.")


class SentOut(Schema):
    """What stands on the ticket."""

    ticket: str
    state: str
    text: str


@router.get("/texts", response=list[TextOut])
def list_texts(request: ApiRequest) -> list[TextOut]:
    """Return the texts that one may send."""
    by = require(request, "desk.work")
    return [_out(text) for text in queries.list_texts(seen_by=by)]


@router.post("/texts", response={201: TextOut})
def post_text(request: ApiRequest, given: TextIn) -> Status[TextOut]:
    """Keep a text."""
    by = require(request, "desk.work")
    new = actions.NewText(**given.dict())
    return Status(201, _out(actions.add_text(by=by, at=timezone.now(), new=new)))


@router.delete("/texts/{number}", response={204: None})
def delete_text(request: ApiRequest, number: str) -> Status[None]:
    """Offer a text no longer."""
    by = require(request, "desk.work")
    actions.remove_text(queries.get_text(number, seen_by=by), by=by, at=timezone.now())
    return Status(204, None)


@router.post("/tickets/{number}/texts/{key}", response=SentOut)
def post_sending(request: ApiRequest, number: str, key: str, given: SendingIn) -> SentOut:
    """Send a text on a ticket, with what belongs to it."""
    by = require(request, "desk.work")
    ticket, module = get_ticket(number, seen_by=by), queries.get_text(key, seen_by=by)
    words = given.text or fill_in(module.text, ticket=ticket, by=by)
    acts = module.acts if given.acts is None else given.acts
    said = actions.Sending(words=words, acts=acts, private=module.private, take=given.take)
    actions.send_text(ticket, by=by, at=timezone.now(), text=module, said=said)
    ticket.refresh_from_db()
    return SentOut(ticket=ticket.number, state=ticket.state, text=words)


def _out(text: TextModule) -> TextOut:
    return TextOut(
        number=text.number,
        name=text.name,
        text=text.text,
        is_shared=text.owner_id is None,
        private=text.private,
        acts=text.acts,
        hold_reason=text.hold_reason,
    )
