"""Surges, as the desk is asked about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.analysis.surges import default_options
from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.models import Surge, SurgeTicket, Ticket
from groundswell.servicedesk.queries.joined import find_tickets
from groundswell.servicedesk.queries.lines import TicketLine, read_lines
from groundswell.servicedesk.queries.raising import Raising, propose_raising
from groundswell.servicedesk.states import Kind, SurgeState

#: banners at once; more would hide the queue
BANNERS = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A surge with the ticket that would stand for all and those that would be joined to it."""

    surge: Surge
    parent: Ticket | None
    tickets: Sequence[Ticket]
    members: Sequence[Ticket]

    @property
    def callers(self) -> int:
        """Return how many different callers its tickets name; 0 where none names one."""
        return len({ticket.caller_id for ticket in self.members if ticket.caller_id is not None})

    @property
    def raising(self) -> Raising | None:
        """Return what its parent would count as once they are joined, where that is worse."""
        return propose_raising(self.parent, self.callers or None) if self.parent else None

    @property
    def people(self) -> int:
        """Return how many people wrote, as far as tickets name them; else how many tickets."""
        return self.callers or len(self.members)

    @property
    def minutes(self) -> int:
        """Return the minutes from the first of its tickets to the newest, at least 1."""
        began = self.surge.started_at
        last = max((t.opened_at for t in self.members if t.opened_at), default=began)
        return max(1, round((last - began).total_seconds() / 60))

    @property
    def usual(self) -> int:
        """Return how many tickets would be usual in as many minutes; 0 is fewer than one."""
        return int(self.surge.expected * self.minutes / self.surge.window_minutes)

    @property
    def once_in(self) -> int:
        """Return in how many such times so many come by chance once, at most a million."""
        return round(1 / max(self.surge.chance, 1e-6))

    @property
    def is_more(self) -> bool:
        """Tell whether some are joined already and others came since."""
        return self.surge.state == SurgeState.JOINED


def list_banners(*, at: datetime, seen_by: User) -> list[Proposal]:
    """Return the surges that go on and in which there is something to join, the newest first."""
    live = Surge.objects.visible_to(seen_by).live()
    edge = at - default_options().ends.silence
    going = live.annotate(newest=Max("tickets__opened_at")).filter(newest__gte=edge)
    found = going.select_related("parent", "service").order_by("-newest", "-id")
    proposals = [propose_joining(surge) for surge in found[: 2 * BANNERS]]
    return [proposal for proposal in proposals if proposal.tickets][:BANNERS]


def propose_joining(surge: Surge) -> Proposal:
    """Return which ticket could stand for a surge, and which others can be joined to it.

    The one that stands for it already goes first, then one of its tickets that stands for others,
    then the oldest that is open. Those that are over, stand for others or are joined elsewhere are
    left as they are, and those that turned out to be requests are none of them. Neither are those
    that went to a group that only its members see: everybody at the desk reads the proposal.
    """
    incidents = Ticket.objects.known_to_all().filter(surges=surge, kind=Kind.INCIDENT)
    members = list(incidents.order_by("opened_at", "id"))
    leading = set(
        Ticket.objects.open().filter(parent__in=members).values_list("parent_id", flat=True)
    )
    free = [ticket for ticket in members if ticket.is_open and ticket.parent_id is None]
    heads = [ticket for ticket in free if ticket.pk in leading]
    parent = surge.parent if surge.parent and surge.parent.is_open else None
    if parent and parent.group and parent.group.members_only:
        parent = None
    parent = parent or next(iter([*heads, *free]), None)
    rest = [t for t in free if t.pk not in leading and (parent is None or t.pk != parent.pk)]
    return Proposal(surge, parent, rest, members)


def read_joining(
    surge: Surge, parent: str, tickets: Sequence[str], *, seen_by: User
) -> Mapping[str, Any]:
    """Return what to join for `join_surge`: what a page showed when it was agreed to.

    Args:
        surge: whose tickets they are.
        parent: number of the ticket that stands for all; "" for the one that is proposed.
        tickets: numbers of those to join; none for those that are proposed.
        seen_by: who joins them.

    Raises:
        Refusal: a number is not there, or there is no ticket that could stand for the others.
    """
    proposed = propose_joining(surge)
    head = find_tickets([parent], seen_by=seen_by)[0] if parent else proposed.parent
    if head is None:
        raise Refusal(f"No ticket of {surge} is open any more, so none can stand for the others.")
    chosen = find_tickets(tickets, seen_by=seen_by) if tickets else proposed.tickets
    return {"parent": head, "tickets": [ticket for ticket in chosen if ticket.pk != head.pk]}


def list_surges(*, seen_by: User) -> QuerySet[Surge]:
    """Return every surge, the newest first."""
    found = Surge.objects.visible_to(seen_by).with_extent().select_related("parent")
    return found.order_by("-started_at", "-id")


def get_surge(number: str, *, seen_by: User) -> Surge:
    """Return the surge with this number.

    Raises:
        Http404: there is none, or it is not theirs to see; the two are not told apart.
    """
    found = (
        Surge.objects.visible_to(seen_by)
        .with_extent()
        .select_related("parent", "service", "parted_from")
    )
    return get_object_or_404(found, number=number)


def list_of_surge(surge: Surge, *, seen_by: User) -> list[TicketLine]:
    """Return its tickets in the order in which they came."""
    own = Ticket.objects.visible_to(seen_by).filter(surges=surge)
    return read_lines(own.order_by("opened_at", "id"))


def list_joined_by_hand(head: Ticket) -> list[Surge]:
    """Return the surges that nobody looked at of which tickets are joined to this one.

    None where only the members of a group see it: everybody at the desk reads of a surge.
    """
    if head.group is not None and head.group.members_only:
        return []
    of_them = SurgeTicket.objects.filter(ticket__parent=head, surge__state=SurgeState.OPEN)
    return list(Surge.objects.filter(pk__in=of_them.values("surge")).order_by("id"))


def stands_for_most(head: Ticket, surge: Surge) -> bool:
    """Tell whether more than half of a surge's open incidents are this one or joined to it.

    More than half, as no second ticket can stand for as many then. All would be too much to ask: an
    agent leaves out what reads like another trouble, and what comes in while they choose. What is
    left is offered afterwards like what came since (`propose_joining`).
    """
    incidents = Ticket.objects.known_to_all().open().filter(surges=surge, kind=Kind.INCIDENT)
    rows = list(incidents.values_list("pk", "parent_id"))
    under = sum(head.pk in {key, parent} for key, parent in rows)
    return 2 * under > len(rows)


def list_members() -> list[tuple[str, str]]:
    """Return the surge and the ticket of each member of a surge that was not dismissed."""
    members = SurgeTicket.objects.exclude(surge__state=SurgeState.DISMISSED).order_by("id")
    return list(members.values_list("surge__number", "ticket__number"))
