"""Questions about services and who uses them."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import OFFERED, OUTPUT, Rate, Service
from groundswell.catalogue.queries.rates import list_rates
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.audit.models import AuditEntry

#: services with which the first costs and promises can be told apart
ENOUGH = 3


def list_services() -> QuerySet[Service]:
    """Return every service by name, with its owner."""
    return Service.objects.select_related("owner").order_by("name")


def list_offered() -> QuerySet[Service]:
    """Return the services that people can report trouble with, by name."""
    return list_services().filter(state__in=OFFERED)


def get_offered(number: str) -> Service:
    """Return the service with this number that people can report trouble with.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(list_offered(), number=number)


def get_service(number: str) -> Service:
    """Return the service with this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(list_services(), number=number)


def has_services() -> bool:
    """Tell whether any service is named yet."""
    return Service.objects.exists()


def has_enough_services() -> bool:
    """Tell whether enough services are named to begin with."""
    return Service.objects.count() >= ENOUGH


def list_rates_of(service: Service) -> list[Rate]:
    """Return what was said of the cost of this service alone, its output first."""
    held = [rate for rate in list_rates() if rate.service_id == service.pk]
    return sorted(held, key=lambda rate: (rate.name != OUTPUT, rate.name))


def tell_acts(service: Service) -> QuerySet[AuditEntry]:
    """Return what was done to a service, newest first."""
    entries = AuditEntry.objects.filter(number=service.number).select_related("actor")
    return entries.order_by("-acted_at", "-id")


def get_department(name: str) -> OrgUnit:
    """Return the department of this name.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(OrgUnit, name__iexact=name.strip())


def list_departments() -> QuerySet[OrgUnit]:
    """Return every department by name."""
    return OrgUnit.objects.order_by("name")
