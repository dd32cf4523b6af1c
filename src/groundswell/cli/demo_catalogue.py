"""What people of the invented company can ask for, and three of them who did."""

from datetime import datetime, timedelta
from typing import Any

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.actions import begin_from_model, move_offering
from groundswell.catalogue.offerings.models import Offering
from groundswell.cli.demo import Story
from groundswell.cli.demo.wording import data
from groundswell.foundation.accounts.departments import name_head
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.servicedesk.actions import start_ticket
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import list_agents
from groundswell.servicedesk.requests.actions import ask_for, decide
from groundswell.servicedesk.requests.models import Approval
from groundswell.servicedesk.work.actions import finish_task
from groundswell.servicedesk.work.queries import list_tasks


def offer_and_ask(story: Story, *, by: User, at: datetime) -> None:
    """Offer five things; one is asked for and under way, one waits, one was turned down.

    Args:
        story: the invented year, already loaded.
        by: the champion.
        at: the last moment of the story.
    """
    told = data("catalogue")
    _name_heads(story, by=by, at=at)
    begun = at - timedelta(days=60)
    offered = {
        model: _offer(model, service, by=by, at=begun)
        for model, service in told["services"].items()
    }
    askers = _find_askers()
    under_way = _ask(offered["new_laptop"], told["laptop"], askers[0], at=at)
    _decide(under_way, told["laptop"], yes=True, at=at)
    agent = list_agents().first()
    if agent is not None:
        started = start_ticket(under_way, by=agent, at=at - timedelta(days=4))
        finish_task(list_tasks(started)[0], by=agent, at=at - timedelta(days=3))
    _ask(offered["access"], told["access"], askers[1], at=at)
    refused = _ask(offered["software"], told["software"], askers[2], at=at)
    _decide(refused, told["software"], yes=False, at=at)


def _name_heads(story: Story, *, by: User, at: datetime) -> None:
    mails = {person.login: person.mail for person in story.people}
    units = {unit.name: unit for unit in OrgUnit.objects.all()}
    for department in story.departments:
        head = User.objects.filter(email=mails.get(department.head, "")).first()
        if head is not None and department.name in units:
            name_head(units[department.name], by=by, at=at, head=head)


def _offer(model: str, service: str, *, by: User, at: datetime) -> Offering:
    held = Service.objects.get(name=service)
    made = begin_from_model(by=by, at=at, model=model, service=held)
    return move_offering(made, by=by, at=at, state="published")


def _find_askers() -> list[User]:
    """Return three people of different departments who do not lead theirs."""
    led = OrgUnit.objects.exclude(head=None).order_by("name")
    found = []
    for unit in led:
        people = unit.people.filter(is_active=True).exclude(heads=unit)
        found += list(people.exclude(roles__role="agent").order_by("name")[:1])
    return [found[place % len(found)] for place in range(3)]


def _ask(offering: Offering, told: dict[str, Any], asker: User, *, at: datetime) -> Ticket:
    asked_at = at - timedelta(days=told["days"])
    return ask_for(offering, by=asker, at=asked_at, values=told["answers"])


def _decide(ticket: Ticket, told: dict[str, Any], *, yes: bool, at: datetime) -> None:
    approval = Approval.objects.filter(ticket=ticket, state="open").first()
    decision = approval.decisions.first() if approval else None
    if approval is None or decision is None:
        return
    answered_at = at - timedelta(days=told["days"] - 1)
    reason = told["yes" if yes else "no"]
    decide(approval, by=decision.approver, at=answered_at, yes=yes, reason=reason)
    ticket.refresh_from_db()
