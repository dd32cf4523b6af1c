"""What a trouble of many people has cost up to now, for those who decide while it goes on."""

from dataclasses import dataclass
from datetime import datetime

from groundswell.analysis.cost import SoFar, cost_so_far
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries.card import rate_card
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.models import Surge, Ticket
from groundswell.servicedesk.queries.joined import Affected, list_affected
from groundswell.servicedesk.queries.surges import Proposal
from groundswell.servicedesk.states import SurgeState


@dataclass(frozen=True, slots=True)
class Running:
    """A trouble with its people, its time and what that has cost.

    Attributes:
        people: who have it, None where nobody is named.
        since: when it began.
        until: up to when it is counted.
        goes_on: whether it will be more in a minute.
        so_far: the cost; None where it is not known.
        reason: why it is not known.
    """

    people: int | None
    since: datetime | None
    until: datetime
    goes_on: bool
    so_far: SoFar | None
    reason: str = ""

    @property
    def minutes(self) -> int:
        """Return for how long it has been counted, to the nearest minute as its formula says."""
        return 0 if self.since is None else round((self.until - self.since).total_seconds() / 60)

    @property
    def seconds(self) -> int:
        """Return the same in seconds, to be said as any other duration."""
        return self.minutes * 60


def cost_of_ticket(ticket: Ticket, *, at: datetime, since: datetime | None = None) -> Running:
    """Return what the trouble has cost for which a ticket stands, up to a moment.

    Args:
        ticket: that stands for others.
        at: until when, where it is not over before.
        since: when the trouble began; by default when the ticket was opened.
    """
    until = min(ticket.resolved_at or ticket.closed_at or at, at)
    began = since or ticket.opened_at
    affected = list_affected([ticket.pk]).get(ticket.pk, Affected())
    people = affected.count(ticket.caller_id)
    return _price(
        people, began, until, service=ticket.service, rank=ticket.priority, goes_on=ticket.is_open
    )


def cost_of_surge(surge: Surge, proposal: Proposal, *, at: datetime) -> Running:
    """Return what a surge has cost up to a moment: as its parent's where its tickets are joined."""
    if surge.parent is not None:
        return cost_of_ticket(surge.parent, at=at, since=surge.started_at)
    rank = min((ticket.priority for ticket in proposal.members), default=0)
    return _price(
        proposal.callers or None,
        surge.started_at,
        min(surge.ended_at or at, at),
        service=surge.service,
        rank=rank,
        goes_on=surge.state != SurgeState.ENDED,
    )


def _price(
    people: int | None,
    since: datetime | None,
    until: datetime,
    *,
    service: Service | None,
    rank: int,
    goes_on: bool,
) -> Running:
    if people is None or since is None:
        why = "nobody who has it is named" if people is None else "no ticket says when it began"
        return Running(people, since, until, goes_on, None, why)
    try:
        card = rate_card(service)
    except BadInput as reason:
        return Running(people, since, until, goes_on, None, f"no rate card: {reason}")
    minutes = (until - since).total_seconds() / 60
    so_far = cost_so_far(card, people=people, minutes=minutes, rank=str(rank))
    return Running(people, since, until, goes_on, so_far)
