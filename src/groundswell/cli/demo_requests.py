"""Requests of the invented company that are kept: agreed to, begun, ticked off, ended in time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from groundswell.catalogue.offerings.models import Offering
from groundswell.cli.demo_people import find
from groundswell.foundation.accounts.models import User
from groundswell.servicedesk.actions import (
    approve_request,
    resolve_ticket,
    start_ticket,
    write_message,
)
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.requests.actions import ask_for, decide
from groundswell.servicedesk.requests.models import Approval, ApprovalState
from groundswell.servicedesk.states import State
from groundswell.servicedesk.work.actions import finish_task
from groundswell.servicedesk.work.models import TaskState
from groundswell.servicedesk.work.queries import list_tasks


def see_through(ticket: Ticket, *, by: User, at: datetime, agreed: str, words: str) -> None:
    """Do within four days what is asked for.

    Args:
        ticket: a request, however far it is.
        by: the agent who does it, where nobody has it.
        at: when those who have to agree are asked once more.
        agreed: why they say yes.
        words: what was done.
    """
    begun = _begin(ticket, by=by, at=at + timedelta(days=1), agreed=agreed)
    who = begun.assignee or by
    for task in list_tasks(begun):
        if task.state == TaskState.OPEN:
            finish_task(task, by=who, at=at + timedelta(days=3))
    resolve_ticket(begun, by=who, at=at + timedelta(days=4), resolution=words)


def ask_under_way(told: Mapping[str, Any], *, at: datetime) -> None:
    """Let somebody ask for a thing that is on its way, and be told how it stands.

    Args:
        told: what the data file says of it.
        at: when the demo is made.
    """
    asked_at = at - timedelta(days=told["days"])
    offering = Offering.objects.get(name=told["offering"])
    ticket = ask_for(offering, by=find(told["by"]), at=asked_at, values=told["answers"])
    agent = find(told["agent"])
    first, last = told["words"]
    write_message(ticket, by=agent, at=asked_at + timedelta(minutes=20), text=first)
    begun = _begin(ticket, by=agent, at=asked_at + timedelta(hours=5), agreed=told["agreed"])
    finish_task(list_tasks(begun)[0], by=agent, at=asked_at + timedelta(days=1))
    write_message(begun, by=agent, at=at - timedelta(hours=20), text=last)


def _begin(ticket: Ticket, *, by: User, at: datetime, agreed: str) -> Ticket:
    """Let everybody who is asked agree, and begin."""
    opened = Approval.objects.filter(ticket=ticket, state=ApprovalState.OPEN)
    while (step := opened.first()) and (decision := step.decisions.first()):
        decide(step, by=decision.approver, at=at, yes=True, reason=agreed)
    ticket.refresh_from_db()
    if ticket.state == State.SUBMITTED:
        ticket = approve_request(ticket, by=by, at=at)
    if ticket.state == State.APPROVED:
        ticket = start_ticket(ticket, by=by, at=at)
    return ticket
