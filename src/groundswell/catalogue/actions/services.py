"""Writing down services, and what the business knows of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from groundswell.catalogue.actions.naming import say_other_names
from groundswell.catalogue.models import LIFECYCLE, Service, ServiceState
from groundswell.catalogue.queries.naming import find_called, list_called
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """What is known of a service; what is not stays empty."""

    name: str
    description: str = ""
    #: who answers for it in IT
    owner: User | None = None
    #: who answers for it in the business; they may have no account
    business_owner: str = ""
    users: int | None = None
    critical_hours: str = ""
    #: what else people call it; None: as it is
    other_names: Sequence[str] | None = None


@needs("register.keep")
def add_service(
    *, by: User, at: datetime, name: str, users: int | None = None, critical_hours: str = ""
) -> Service:
    """Write down a service with who uses it and when it matters.

    Raises:
        Refusal: it has no name, or one of that name exists.
    """
    service = Service(name=_named(name, besides=None), users=users, critical_hours=critical_hours)
    try:
        with transaction.atomic():
            return trail.begin(service, "service.added", by=by, at=at)
    except IntegrityError:
        raise Refusal(f"{name} is written down already.") from None


@needs("register.keep")
def name_services(*, by: User, at: datetime, first: Sequence[ServiceFacts]) -> list[Service]:
    """Write down several services in one go, all of them or none.

    Raises:
        Refusal: one has no name, or one of that name exists.
    """
    with transaction.atomic():
        return [
            add_service(
                by=by,
                at=at,
                name=facts.name,
                users=facts.users,
                critical_hours=facts.critical_hours,
            )
            for facts in first
        ]


@needs("register.keep")
def describe_service(service: Service, *, by: User, at: datetime, facts: ServiceFacts) -> Service:
    """Say anew what a service is called, who answers for it, who uses it and when it matters.

    Tickets and rates stay with it, whatever it is called.

    Raises:
        BadInput: another name is too short or too long.
        Refusal: it has no name, or another service has that name, or one of the others.
    """
    name = _named(facts.name, besides=service)
    try:
        with trail.change(service, "service.described", by=by, at=at) as fresh:
            fresh.name, fresh.description = name, facts.description.strip()
            fresh.owner, fresh.business_owner = facts.owner, facts.business_owner.strip()[:120]
            fresh.users = facts.users
            fresh.critical_hours = facts.critical_hours.strip()[:120]
            if facts.other_names is not None:
                say_other_names(fresh, by=by, at=at, names=facts.other_names)
    except IntegrityError:
        raise Refusal(
            f"Another service is called {name}. Choose a name that tells the two apart."
        ) from None
    return fresh


@needs("register.keep")
def move_service(service: Service, *, by: User, at: datetime, state: str) -> Service:
    """Say where a service is in its life; one that is retired is not offered for new tickets.

    Raises:
        BadInput: there is no such state.
        ForbiddenMove: its state does not lead there.
    """
    if state not in ServiceState.values:
        raise BadInput(f'"{state}" is no state; use one of {", ".join(ServiceState.values)}.')
    with trail.change(service, "service.moved", by=by, at=at) as fresh:
        LIFECYCLE.check(fresh, ServiceState(fresh.state), ServiceState(state))
        fresh.state = state
    return fresh


@needs("imports.run")
def take_over_services(
    names: Iterable[str], *, by: User, at: datetime, source: str
) -> dict[str, Service]:
    """Write down those services of an import that are not here yet; return all of them by name.

    One that people here call so is the one that is meant.
    """
    wanted = sorted(set(names))
    with transaction.atomic():
        named = Service.objects.filter(name__in=wanted)
        known = {**list_called(wanted), **{service.name: service for service in named}}
        new = [Service(name=name) for name in wanted if name not in known]
        trail.begin_many(new, "service.imported", by=by, at=at, source=source)
    return known | {service.name: service for service in Service.objects.filter(name__in=wanted)}


def _named(name: str, *, besides: Service | None) -> str:
    """Return the name as it is kept; what people call another service is none."""
    if not name.strip():
        raise Refusal("A service needs a name, as its users say it.")
    others = Service.objects.exclude(pk=besides.pk) if besides else Service.objects.all()
    other = find_called(others, name).first()
    if other is not None:
        raise Refusal(
            f"“{name.strip()}” means {other} already: people call it so. Take that name out there "
            "first, or choose another one."
        )
    return name.strip()[:120]
