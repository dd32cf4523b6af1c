"""Asking for something of the catalogue."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.offerings.queries import list_fields, list_gone, list_steps
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit import trail
from groundswell.foundation.fields import settle
from groundswell.kernel.errors import NotAllowed, Refusal
from groundswell.servicedesk.actions import NewTicket, open_request
from groundswell.servicedesk.facts.actions import words_of, write_facts
from groundswell.servicedesk.models import SupportGroup, Ticket
from groundswell.servicedesk.requests.actions.steps import go_on
from groundswell.servicedesk.requests.approvers import as_rule, say_step
from groundswell.servicedesk.requests.models import Approval, AskedFor


def ask_for(
    offering: Offering,
    *,
    by: User | None,
    at: datetime,
    values: Mapping[str, Any],
    caller: User | None = None,
    channel: str = "portal",
    group: SupportGroup | None = None,
) -> Ticket:
    """Ask for something of the catalogue; everyone for themselves, agents for anyone.

    Where nobody has to agree, the request is approved at once.

    Args:
        offering: what is asked for.
        by: who asks; None: the machine, by a plan.
        at: when.
        values: answers to its questions, by key; also to those taken out while they were answered.
        caller: for whom an agent asks; None for themselves.
        channel: where it was asked.
        group: to whose queue it goes; None: where the rules lead.

    Raises:
        Refusal: it is not offered now.
        NotAllowed: it is not for this person, or somebody who is no agent asks for another.
        Unanswered: a question that has to be answered is not.
        BadInput: an answer is none of those that can be given.
    """
    if not offering.is_published:
        raise Refusal(f"{offering} is not offered at the moment; ask the desk what could help.")
    if by and not may(by, "desk.work") and not Offering.objects.open_to(by).filter(pk=offering.pk):
        raise NotAllowed(f"{offering} is not offered to {by}; ask the desk what could help.")
    answers = settle([*list_fields(offering), *list_gone(offering, values)], values)
    new = NewTicket(
        summary=offering.name,
        caller=caller or by,
        channel=channel,
        service=offering.service,
        group=group,
        fact_words=words_of(answers),
    )
    with transaction.atomic():
        ticket = open_request(by=by, at=at, new=new)
        AskedFor.objects.create(ticket=ticket, offering=offering)
        # told, because another promise may hold for what it asks for
        told = {"offering": ["", offering.name]}
        trail.note(ticket.number, "request.asked_for", by=by, at=at, changes=told)
        write_facts(ticket, by=by, at=at, answers=answers)
        steps = [
            Approval(ticket=ticket, position=place, title=say_step(step), rule=as_rule(step))
            for place, step in enumerate(list_steps(offering), 1)
        ]
        trail.begin_many(steps, "approval.planned", by=by, at=at)
        go_on(ticket, by=by, at=at)
        ticket.refresh_from_db()
    return ticket
