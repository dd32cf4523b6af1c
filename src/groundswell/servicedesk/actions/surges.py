"""What people make of a surge: one trouble that is joined, or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.lengths import LONGEST_REASON
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions.joining import join_tickets
from groundswell.servicedesk.actions.raising import raise_impact
from groundswell.servicedesk.actions.writing import need_room
from groundswell.servicedesk.models import Surge, Ticket
from groundswell.servicedesk.queries.joined import count_affected
from groundswell.servicedesk.queries.raising import propose_raising
from groundswell.servicedesk.states import SurgeState


@needs("desk.work")
def join_surge(
    surge: Surge,
    *,
    by: User,
    at: datetime,
    parent: Ticket,
    tickets: Sequence[Ticket],
    raises: bool = False,
) -> Surge:
    """Let one ticket stand for all of a surge; the same again joins those that came since.

    Args:
        surge: that they belong to.
        by: who joins them.
        at: when.
        parent: the ticket that stands for the others.
        tickets: those to join; see `queries.propose_joining`.
        raises: the parent counts for as many people as have it then.

    Raises:
        Refusal: one of them cannot be joined, or none is left to join.
    """
    if not tickets:
        raise Refusal(f"All tickets of {surge} are joined or over; there is none left to join.")
    with transaction.atomic():
        with trail.change(surge, "surge.joined_tickets", by=by, at=at) as fresh:
            fresh.move_to(SurgeState.JOINED)
            fresh.parent = parent
        join_tickets(parent, by=by, at=at, tickets=tickets)
        if raises and propose_raising(parent, count_affected(parent)):
            raise_impact(parent, by=by, at=at)
    return fresh


@needs("desk.work")
def dismiss_surge(surge: Surge, *, by: User, at: datetime, reason: str) -> Surge:
    """Say why it is no common trouble; the desk is not asked again, its tickets stay as they are.

    Raises:
        Refusal: no reason is given, or a longer one than is kept.
        ForbiddenMove: it is joined or over.
    """
    reason = reason.strip()
    if not reason:
        raise Refusal(f"Say in a few words why the tickets of {surge} are not one trouble.")
    need_room(reason, what="The reason", most=LONGEST_REASON)
    with trail.change(surge, "surge.dismissed", by=by, at=at) as fresh:
        fresh.move_to(SurgeState.DISMISSED)
        fresh.reason = reason
    return fresh
