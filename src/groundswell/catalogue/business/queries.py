"""Questions about who uses a service and what the business knows of it."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from groundswell.catalogue.business.models import BusinessFact, CriticalWindow, ServiceUse
from groundswell.catalogue.models import OFFERED, Service
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.queries import list_departments_of


def list_uses(service: Service) -> QuerySet[ServiceUse]:
    """Return the departments and people that use a service, by name."""
    uses = service.uses.select_related("department", "person")
    return uses.order_by("department__name", "person__name", "id")


def list_windows(service: Service) -> QuerySet[CriticalWindow]:
    """Return when a service matters most."""
    return service.windows.order_by("days", "begins", "id")


def list_business_facts(service: Service) -> QuerySet[BusinessFact]:
    """Return what the business knows of a service and still holds."""
    facts = service.business_facts.filter(withdrawn_at=None).select_related("written_by")
    return facts.order_by("kind", "-said_on", "id")


def count_users(service: Service) -> int | None:
    """Return how many people use a service: as it says itself, else those named; None: not known.

    A department that uses it counts with all that is below it.
    """
    if service.users:
        return service.users
    uses = service.uses.values_list("department", "person")
    units, people = {unit for unit, _ in uses if unit}, {one for _, one in uses if one}
    below = list(OrgUnit.objects.filter(parent__in=units).values_list("pk", flat=True))
    while new := set(below) - units:
        units |= new
        below = list(OrgUnit.objects.filter(parent__in=new).values_list("pk", flat=True))
    using = User.objects.people().filter(Q(pk__in=people) | Q(department__in=units))
    return using.count() or None


def list_services_of(person: User) -> QuerySet[Service]:
    """Return the services that a person uses, themselves or with a department above them."""
    mine = Q(uses__person=person) | Q(uses__department__in=list_departments_of(person))
    return Service.objects.filter(mine, state__in=OFFERED).distinct().order_by("name")


def list_own_uses(person: User) -> list[tuple[Service, str]]:
    """Return the services that a person uses, each with why: they say so, or a department does."""
    theirs = ServiceUse.objects.filter(person=person).values("service")
    services = list_services_of(person).annotate(by_person=Q(pk__in=theirs))
    return [
        (service, "you use it" if service.by_person else "your department uses it")
        for service in services
    ]


def list_services_of_departments(units: Sequence[OrgUnit]) -> list[Service]:
    """Return the services that departments use, by name."""
    used = Service.objects.filter(uses__department__in=units, state__in=OFFERED)
    return list(used.prefetch_related("windows").distinct().order_by("name"))
