"""Questions about services."""

from django.db.models import QuerySet

from groundswell.catalogue.models import Service


def list_services() -> QuerySet[Service]:
    """Return every service by name, with its owner."""
    return Service.objects.select_related("owner").order_by("name")
