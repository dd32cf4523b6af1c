"""Saying what one ticket is to another."""

from datetime import datetime

from django.db import transaction

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.links.models import LINKED, REVERSE, Link, LinkKind
from groundswell.servicedesk.models import Ticket


@needs("desk.work")
def link_tickets(ticket: Ticket, *, by: User, at: datetime, to: Ticket, kind: str) -> Link:
    """Say what a ticket is to another; both tell it in their trail.

    Raises:
        Refusal: to itself, of a kind that is not known, said already, or the other way round.
    """
    if ticket.pk == to.pk:
        raise Refusal(f"{ticket} cannot be linked to itself; write the number of another ticket.")
    if kind not in LinkKind.values:
        raise Refusal(f"“{kind}” is no kind of link; choose one of {', '.join(LinkKind.values)}.")
    link_kind = LinkKind(kind)
    with transaction.atomic():
        _lock(ticket, to)
        if Link.objects.filter(source=ticket, target=to, kind=kind).exists():
            raise Refusal(f"{ticket} {link_kind.label} {to}: that is said already.")
        if Link.objects.filter(source=to, target=ticket, kind=kind).exists():
            raise Refusal(f"{to} {link_kind.label} {ticket}: that is said already, take it out "
                          "first if it is the other way round.")  # fmt: skip
        link = Link.objects.create(source=ticket, target=to, kind=kind, said_by=by, said_at=at)
        _tell(link, LINKED, by=by, at=at)
    return link


@needs("desk.work")
def unlink_tickets(link: Link, *, by: User, at: datetime) -> None:
    """Take a link out; that it was there stays in the trail of both."""
    with transaction.atomic():
        _tell(link, "ticket.unrelated", by=by, at=at)
        link.delete()


def _lock(*tickets: Ticket) -> None:
    keys = sorted(ticket.pk for ticket in tickets)
    list(Ticket.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _tell(link: Link, act: str, *, by: User, at: datetime) -> None:
    kind = LinkKind(link.kind)
    said = (
        (link.source.number, f"{kind.label} {link.target}"),
        (link.target.number, f"{REVERSE[kind]} {link.source}"),
    )
    for number, words in said:
        pair = [words, ""] if act.endswith("unrelated") else ["", words]
        trail.note(number, act, by=by, at=at, changes={"link": pair})
