"""The REST door of the work on a ticket: passing it on, saying how bad it is and about what."""

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from groundswell.foundation.accounts.callers import find_person
from groundswell.foundation.rest import ApiRequest, require
from groundswell.knowledge.queries import get_article
from groundswell.servicedesk import actions, queries
from groundswell.servicedesk.api.tickets import TicketDetail, tell
from groundswell.servicedesk.states import Kind

router = Router(tags=["tickets"])


class AssignmentIn(Schema):
    """Who goes on with it: a person, a group, or both."""

    assignee: str = Field("", max_length=200, description="Name or e-mail of an agent.")
    group: str = Field("", max_length=120, description="Name of the group.")


class RatingIn(Schema):
    """How many are hit, and how soon it hurts; 1 is the worst."""

    impact: int
    urgency: int


class KindIn(Schema):
    """Whether something is broken or wanted."""

    kind: Kind


class PlacementIn(Schema):
    """What it is about; empty: not said. Without a category the one that it has stays."""

    service: str = Field("", max_length=120, description="Number or name of the service.")
    ci: str = Field("", max_length=200, description="Number or name of the item.")
    category: str | None = Field(None, max_length=120)


class ArticleUseIn(Schema):
    """An article that is used, and whether the caller is written what stands in it."""

    article: str = Field(max_length=32)
    tell: bool = False
    take: bool = Field(default=False, description="Where the caller is told, as for a message.")


class NumberOut(Schema):
    """A record that was made."""

    number: str


@router.post("/tickets/{number}/work", response=TicketDetail)
def post_work(request: ApiRequest, number: str) -> TicketDetail:
    """Begin or go on working; the ticket becomes one's own unless somebody has it."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.start_ticket(ticket, by=by, at=timezone.now()))


@router.post("/tickets/{number}/assignment", response=TicketDetail)
def post_assignment(request: ApiRequest, number: str, given: AssignmentIn) -> TicketDetail:
    """Pass a ticket on."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    passed = actions.assign_ticket(
        ticket,
        by=by,
        at=timezone.now(),
        assignee=find_person(given.assignee),
        group=queries.find_group(given.group),
    )
    return tell(passed)


@router.post("/tickets/{number}/rating", response=TicketDetail)
def post_rating(request: ApiRequest, number: str, given: RatingIn) -> TicketDetail:
    """Say how bad it is; the priority follows."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.rate_ticket(ticket, by=by, at=timezone.now(), **given.dict()))


@router.post("/tickets/{number}/kind", response=TicketDetail)
def post_kind(request: ApiRequest, number: str, given: KindIn) -> TicketDetail:
    """Make an incident a request, or a request an incident; its number stays."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    return tell(actions.change_kind(ticket, by=by, at=timezone.now(), kind=given.kind))


@router.post("/tickets/{number}/placement", response=TicketDetail)
def post_placement(request: ApiRequest, number: str, given: PlacementIn) -> TicketDetail:
    """Say what it is about."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    placed = actions.place_ticket(
        ticket,
        by=by,
        at=timezone.now(),
        service=queries.find_service(given.service),
        ci=queries.find_item(given.ci),
        category=given.category,
    )
    return tell(placed)


@router.post("/tickets/{number}/article-uses", response=TicketDetail)
def post_article_use(request: ApiRequest, number: str, given: ArticleUseIn) -> TicketDetail:
    """Use an article on a ticket; how the ticket ends says whether it helped."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    article = get_article(given.article, seen_by=by)
    said = {**given.dict(), "article": article}
    actions.use_article_on_ticket(ticket, by=by, at=timezone.now(), **said)
    return tell(queries.get_ticket(number, seen_by=by))


@router.post("/tickets/{number}/article", response={201: NumberOut})
def post_article(request: ApiRequest, number: str) -> Status[NumberOut]:
    """Make a draft of an article of a solved ticket."""
    by = require(request, "desk.work")
    ticket = queries.get_ticket(number, seen_by=by)
    article = actions.write_article_of(ticket, by=by, at=timezone.now())
    return Status(201, NumberOut(number=article.number))
