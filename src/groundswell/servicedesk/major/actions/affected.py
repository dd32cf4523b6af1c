"""Saying that one has a trouble too that everybody knows of."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import NewTicket, join_own, open_incident
from groundswell.servicedesk.major.actions.telling import tell_newcomers
from groundswell.servicedesk.major.models import MajorIncident, MeToo
from groundswell.servicedesk.models import Ticket

_LINE = 250


def me_too(major: MajorIncident, *, by: User, at: datetime, text: str = "") -> Ticket | None:
    """Say that one has it too: counted once, and told like all the others.

    Args:
        major: that everybody may read of.
        by: who has it; everyone says it for themselves.
        at: when.
        text: what the others may not have said. It makes a ticket that is joined to theirs;
            without it there is none.

    Returns:
        The ticket, None where there are no words to keep.

    Raises:
        Refusal: it is over, or one's own ticket is joined to it already.
    """
    with transaction.atomic():
        fresh = _lock(major)
        mine = _own_ticket(fresh, by)
        if mine is not None:
            raise Refusal(f"{mine} is your ticket for it: you are counted, and told what is new.")
        ticket = _take_down(fresh, text.strip(), by=by, at=at) if text.strip() else None
        if ticket is None and _say(fresh.parent, by=by, at=at):
            trail.note(fresh.number, "major.me_too", by=by, at=at)
        tell_newcomers(fresh, at=at)
    return ticket


def withdraw_me_too(major: MajorIncident, *, by: User, at: datetime) -> None:
    """Say that one does not have it after all, or no longer.

    Raises:
        Refusal: one never said so.
    """
    with transaction.atomic():
        said = MeToo.objects.select_for_update().filter(
            ticket=major.parent, person=by, withdrawn_at=None
        )
        if not said.update(withdrawn_at=at):
            raise Refusal(f"You did not say that you have {major} too.")
        trail.note(major.number, "major.not_me", by=by, at=at)


def _lock(major: MajorIncident) -> MajorIncident:
    fresh = trail.lock(major)
    if not fresh.is_running or fresh.announced_at is None:
        raise Refusal(f"“{fresh.title}” is over; if it is not for you, write what is wrong.")
    return fresh


def _own_ticket(major: MajorIncident, person: User) -> Ticket | None:
    if major.parent.caller_id == person.pk:
        return major.parent
    return Ticket.objects.open().filter(parent=major.parent, caller=person).first()


def _take_down(major: MajorIncident, text: str, *, by: User, at: datetime) -> Ticket:
    """Open a ticket with the person's own words, joined to the others."""
    line, _, rest = text.partition("\n")
    new = NewTicket(
        summary=line[:_LINE],
        description=text if rest or len(line) > _LINE else "",
        channel="portal",
        service=major.parent.service,
        ci=major.parent.ci,
    )
    ticket = open_incident(by=by, at=at, new=new)
    return join_own(ticket, by=by, at=at, parent=major.parent)


def _say(ticket: Ticket, *, by: User, at: datetime) -> bool:
    """Keep it once; tell whether it was not kept before."""
    said, is_new = MeToo.objects.get_or_create(ticket=ticket, person=by, defaults={"said_at": at})
    if is_new or said.withdrawn_at is None:
        return is_new
    MeToo.objects.filter(pk=said.pk).update(said_at=at, withdrawn_at=None)
    return True
