"""Saying that one has the trouble of which many write, before anybody announced it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal
from groundswell.servicedesk.actions import NewTicket, join_own, open_incident
from groundswell.servicedesk.major.queries.crowds import Crowd, list_crowds
from groundswell.servicedesk.models import SurgeTicket, Ticket


def join_in(service: Service, *, by: User, at: datetime, new: NewTicket) -> Ticket:
    """Take down that one has what others wrote of a service, and put the ticket with theirs.

    It is joined to the one that stands for all, and belongs to their surge; so its caller is
    counted, and hears when it is over. Where others write of it no more, it is a ticket like any.

    Args:
        service: of which others wrote.
        by: who has it; everyone says it for themselves.
        at: when.
        new: in one's own words; without a first line it gets one that says no more than that.

    Raises:
        Refusal: one's own ticket is among theirs already.
    """
    crowds = {crowd.service: crowd for crowd in list_crowds(by, at=at)}
    crowd = crowds.get(service.pk)
    if crowd is not None and crowd.ticket:
        raise Refusal(f"{crowd.ticket} is your ticket for it: you are counted already.")
    with transaction.atomic():
        summary = new.summary.strip() or f"{service} does not work for me either"
        told = replace(new, summary=summary, service=service)
        ticket = open_incident(by=by, at=at, new=told)
        return ticket if crowd is None else _put_with(ticket, crowd, by=by, at=at)


def _put_with(ticket: Ticket, crowd: Crowd, *, by: User, at: datetime) -> Ticket:
    if crowd.surge is not None:
        # the watch would find it by its words; who says so is not to be found out
        SurgeTicket.objects.get_or_create(ticket=ticket, defaults={"surge_id": crowd.surge})
    if crowd.head is None:
        return ticket
    head = Ticket.objects.open().filter(pk=crowd.head, parent=None).first()
    return ticket if head is None else join_own(ticket, by=by, at=at, parent=head)
