"""Writing down services."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import Refusal


@needs("register.keep")
def add_service(
    *, by: User, at: datetime, name: str, users: int | None = None, critical_hours: str = ""
) -> Service:
    """Write down a service with who uses it and when it matters.

    Raises:
        Refusal: one of that name exists.
    """
    service = Service(name=name, users=users, critical_hours=critical_hours)
    try:
        with transaction.atomic():
            return trail.begin(service, "service.added", by=by, at=at)
    except IntegrityError:
        raise Refusal(f"{name} is written down already.") from None


@needs("imports.run")
def take_over_services(
    names: Iterable[str], *, by: User, at: datetime, source: str
) -> dict[str, Service]:
    """Write down those services of an import that are not here yet; return all of them by name."""
    wanted = sorted(set(names))
    with transaction.atomic():
        known = set(Service.objects.filter(name__in=wanted).values_list("name", flat=True))
        new = [Service(name=name) for name in wanted if name not in known]
        trail.begin_many(new, "service.imported", by=by, at=at, source=source)
    return {service.name: service for service in Service.objects.filter(name__in=wanted)}
