"""Which offerings there are, and who may see them."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering, OfferingState
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.audit.models import AuditEntry


def list_offerings(*, seen_by: User) -> QuerySet[Offering]:
    """Return every offering that this person may see, by service and name, with its extent."""
    found = Offering.objects.visible_to(seen_by).select_related("service")
    found = found.annotate(
        asked=Count("questions", filter=Q(questions__removed_at=None), distinct=True),
        agreed=Count("steps", distinct=True),
    )
    return found.order_by("service__name", "name")


def get_offering(number: str, *, seen_by: User) -> Offering:
    """Return the offering with this number.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    found = Offering.objects.visible_to(seen_by).select_related("service__owner")
    return get_object_or_404(found, number=number)


def get_open_offering(number: str, *, seen_by: User) -> Offering:
    """Return the offering with this number, if this person may ask for it; agents ask for anyone.

    Raises:
        Http404: there is none, or it is not for them.
    """
    offered = (
        Offering.objects.all() if may(seen_by, "desk.work") else Offering.objects.open_to(seen_by)
    )
    found = offered.filter(state=OfferingState.PUBLISHED).select_related("service__owner")
    return get_object_or_404(found, number=number)


def list_by_service(*, seen_by: User) -> Sequence[tuple[Service, list[Offering]]]:
    """Return what this person may ask for, service by service; one query."""
    found = Offering.objects.open_to(seen_by).select_related("service")
    groups: dict[Service, list[Offering]] = {}
    for offering in found.order_by("service__name", "name"):
        groups.setdefault(offering.service, []).append(offering)
    return list(groups.items())


def has_offerings(*, seen_by: User) -> bool:
    """Tell whether there is anything that this person may ask for."""
    return Offering.objects.open_to(seen_by).exists()


def tell_acts(offering: Offering) -> QuerySet[AuditEntry]:
    """Return what was done to an offering, newest first."""
    entries = AuditEntry.objects.filter(number=offering.number).select_related("actor")
    return entries.order_by("-acted_at", "-id")
