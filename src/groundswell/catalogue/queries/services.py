"""Questions about services and who uses them."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import OrgUnit


def list_services() -> QuerySet[Service]:
    """Return every service by name, with its owner."""
    return Service.objects.select_related("owner").order_by("name")


def get_department(name: str) -> OrgUnit:
    """Return the department of this name.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(OrgUnit, name__iexact=name.strip())


def list_departments() -> QuerySet[OrgUnit]:
    """Return every department by name."""
    return OrgUnit.objects.order_by("name")
