"""One line of a list of tickets, and how it is read."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from groundswell.foundation.pages import address_of
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import OPEN, State


class TicketLine(NamedTuple):
    """What a list says of a ticket; lists of fifty are read often, so nothing more is fetched."""

    number: str
    kind: str
    state: str
    summary: str
    priority: int
    impact: int
    urgency: int
    service: str | None
    caller: str | None
    group: str | None
    assignee: str | None
    opened_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    reassignments: int
    reopens: int
    #: number of the ticket that stands for it
    parent: str | None
    #: until when its caller was promised something next; None where that is not known
    due_at: datetime | None
    #: when its caller wrote the first word that nobody at the desk has answered
    unanswered_since: datetime | None
    #: for how many others it stands
    joined: int

    @property
    def state_label(self) -> str:
        """Return the state in words."""
        return STATE_WORDS[self.state]

    @property
    def is_unanswered(self) -> bool:
        """Tell whether its caller wrote and waits for an answer."""
        return self.unanswered_since is not None and self.state in OPEN

    @property
    def address(self) -> str:
        """Return where its page is."""
        return f"{address_of('servicedesk:tickets')}{self.number}/"


STATE_WORDS = dict(State.choices)
_RELATED = {name: f"{name}__name" for name in ("service", "caller", "group", "assignee")}
_RELATED["parent"] = "parent__number"
_RELATED["due_at"] = "due__due_at"
_LINE = tuple(_RELATED.get(name, name) for name in TicketLine._fields)


def read_lines(tickets: QuerySet[Ticket]) -> list[TicketLine]:
    """Return what a list says of these tickets, in their order; one query."""
    return [TicketLine(*line) for line in lines_of(tickets)]


def lines_of(tickets: QuerySet[Ticket]) -> QuerySet[Ticket, Any]:
    """Return the question that gives these tickets as lines, the fields in their order."""
    return tickets.annotate(joined=_count_joined()).values_list(*_LINE)


@cache
def _count_joined() -> Coalesce:
    # One look into the index of parents for each line; a join would group all tickets first.
    own = Ticket.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
    return Coalesce(Subquery(own.annotate(joined=Count("pk")).values("joined")), 0)


def read_line(ticket: Ticket) -> TicketLine:
    """Return what a list says of a ticket that is at hand."""
    told = [_follow(ticket, path) for path in _LINE if path != "joined"]
    return TicketLine._make([*told, ticket.children.count()])


def _follow(ticket: Ticket, path: str) -> Any:
    """Return a field of a ticket, or of a record it names, by its path in a query."""
    first, _, rest = path.partition("__")
    value = getattr(ticket, first, None)
    return getattr(value, rest) if rest and value is not None else value
