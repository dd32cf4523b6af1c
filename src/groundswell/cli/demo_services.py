"""What the business of the invented company knows of its services, asked in the first week."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from groundswell.catalogue.actions.rates import Said, give_rate
from groundswell.catalogue.actions.services import ServiceFacts, describe_service, move_service
from groundswell.catalogue.business.actions import (
    NewFact,
    add_business_fact,
    add_window,
    say_users,
)
from groundswell.catalogue.models import OUTPUT, Service
from groundswell.cli.demo.wording import data
from groundswell.cli.demo_people import find
from groundswell.foundation.accounts.models import OrgUnit, User

Told = Mapping[str, Any]


def tell_services(*, at: datetime) -> None:
    """Say of every service who answers for it and when it matters; of five the rest as well.

    Args:
        at: when the demo is made.
    """
    workday = data("workday")
    champion = find(workday["champion"])
    asked = at - timedelta(days=workday["asked"])
    more = {told["name"]: told for told in workday["services"]}
    held = {service.name: service for service in Service.objects.all()}
    with transaction.atomic():
        for told in data("company")["services"]:
            service = held.get(told["name"])
            if service is not None:
                _describe(service, told, more.get(told["name"], {}), by=champion, at=asked)
        for told in more.values():
            _know(held[told["name"]], told, by=champion, at=asked)


def _describe(service: Service, told: Told, more: Told, *, by: User, at: datetime) -> None:
    facts = ServiceFacts(
        name=told["name"],
        other_names=told.get("other_names"),
        description=told["purpose"],
        owner=find(more["owner"]) if "owner" in more else None,
        business_owner=told["owner"],
        users=told["users"],
        critical_hours=told["critical_hours"],
    )
    described = describe_service(service, by=by, at=at, facts=facts)
    if "state" in told:
        move_service(described, by=by, at=at, state=told["state"])


def _know(service: Service, told: Told, *, by: User, at: datetime) -> None:
    """Say which departments use it, in which hours it matters and what they earn with it."""
    departments = list(OrgUnit.objects.filter(name__in=told["used_by"]))
    people = [find(name) for name in told.get("also", ())]
    say_users(service, by=by, at=at, departments=departments, people=people)
    for days, begins, ends, why in told["windows"]:
        add_window(
            service, by=by, at=at, days=days, begins=time.fromisoformat(begins),
            ends=time.fromisoformat(ends), why=why,
        )  # fmt: skip
    for fact in told["known"]:
        number = Decimal(fact["number"]) if "number" in fact else None
        new = NewFact(
            kind=fact["kind"], text=fact["text"], source=fact["source"], said_on=at.date(),
            number=number, unit=fact.get("unit", ""),
        )  # fmt: skip
        add_business_fact(service, by=by, at=at, fact=new)
        if "brings" in fact:
            low, likely, high = map(Decimal, fact["brings"])
            said = Said(low, likely, high, note=fact["source"])
            give_rate(OUTPUT, by=by, at=at, service=service, said=said)
