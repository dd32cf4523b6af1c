"""Declaring a major incident, from a ticket or from a surge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import join_surge, rate_ticket
from groundswell.servicedesk.major.models import MajorIncident
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.queries.rating import MADE_MAJOR
from groundswell.servicedesk.models import Surge, Ticket
from groundswell.servicedesk.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What somebody says who declares a major incident.

    Attributes:
        reason: why it is one; for those at the desk.
        title: what everybody calls it; "" for what its ticket says.
        affects: for everybody: what does not work. Said here, everybody can read of it at once.
        workaround: for everybody: what to do meanwhile.
        impact: how many are hit, 1 for everyone.
        urgency: how soon it hurts; None as its ticket says.
    """

    reason: str
    title: str = ""
    affects: str = ""
    workaround: str = ""
    impact: int = 1
    urgency: int | None = None


@needs("desk.work")
def declare_major(ticket: Ticket, *, by: User, at: datetime, new: Declaration) -> MajorIncident:
    """Declare a ticket a major incident: the clock for the first news runs from here.

    Raises:
        Refusal: no reason is given, or the ticket cannot stand for others.
    """
    if not new.reason.strip():
        raise Refusal(f"Say in a few words why {ticket} is a major incident.")
    with transaction.atomic():
        _check_head(trail.lock(ticket))
        urgency = ticket.urgency if new.urgency is None else new.urgency
        head = rate_ticket(ticket, by=by, at=at, impact=new.impact, urgency=urgency)
        wait = load_news().minutes_of(head.priority)
        major = MajorIncident(
            parent=head,
            title=(new.title.strip() or head.summary)[:250],
            affects=new.affects.strip(),
            workaround=new.workaround.strip(),
            reason=new.reason.strip()[:500],
            began_at=min(head.opened_at or at, at),
            declared_at=at,
            announced_at=at if new.affects.strip() else None,
            next_update_at=at + timedelta(minutes=wait),
        )
        trail.begin(major, "major.declared", by=by, at=at)
        told = {"major": ["", major.number]}
        trail.note(head.number, MADE_MAJOR, by=by, at=at, changes=told)
    return major


@needs("desk.work")
def declare_surge(
    surge: Surge,
    *,
    by: User,
    at: datetime,
    parent: Ticket,
    tickets: Sequence[Ticket],
    new: Declaration,
) -> MajorIncident:
    """Join a surge and declare it a major incident, in one act.

    See `join_surge` for `parent` and `tickets`; there are none where all are joined already.

    Raises:
        Refusal: one of them cannot be joined, or no reason is given.
    """
    with transaction.atomic():
        if tickets:
            join_surge(surge, by=by, at=at, parent=parent, tickets=tickets)
        return declare_major(parent, by=by, at=at, new=new)


def _check_head(ticket: Ticket) -> None:
    if ticket.kind != Kind.INCIDENT:
        raise Refusal(f"{ticket} is a request; only an incident can be a major one.")
    if ticket.parent is not None:
        raise Refusal(
            f"{ticket} is joined to {ticket.parent}; declare {ticket.parent} a major incident."
        )
    if not ticket.is_open:
        ended = ticket.get_state_display().lower()
        raise Refusal(f"{ticket} is {ended} already; open it again first.")
    if ticket.group is not None and ticket.group.members_only:
        raise Refusal(
            f"{ticket} is with {ticket.group}, whose tickets only its members see, and everybody "
            "reads of a major incident; hand it to another group first, or declare another ticket "
            "that stands for the same trouble."
        )
    running = MajorIncident.objects.running().filter(parent=ticket).first()
    if running:
        raise Refusal(f"{ticket} is a major incident already: {running}.")
