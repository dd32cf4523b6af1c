"""Questions about what somebody has said of the inputs of the cost model."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Max
from django.shortcuts import get_object_or_404

from groundswell.analysis.cost import Input, load_rates
from groundswell.analysis.cost.rates_file import describe_output
from groundswell.catalogue.models import OUTPUT, Rate, RateSource, Service
from groundswell.foundation.accounts.models import OrgUnit, Role, User


def list_rates() -> list[Rate]:
    """Return what is said of inputs and holds, for everyone first.

    What was given in another currency than the one that now holds is left out: nobody has said
    what it is in this one.
    """
    known = known_inputs()
    found = (
        Rate.objects.filter(withdrawn_at__isnull=True)
        .select_related("service", "department", "said_by")
        .order_by("service__name", "department__name", "id")
    )
    return [rate for rate in found if rate.name in known and rate.unit == known[rate.name].unit]


def find_rate(
    name: str, *, service: Service | None = None, department: OrgUnit | None = None
) -> Rate | None:
    """Return what is said of an input for exactly these, or None."""
    return Rate.objects.filter(
        name=name, service=service, department=department, withdrawn_at__isnull=True
    ).first()


def get_rate(number: str) -> Rate:
    """Return what was said under this number.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Rate, number=number)


def known_inputs() -> Mapping[str, Input]:
    """Return the defaults of every input by key, and how an output is called and counted."""
    return _known_inputs(settings.CURRENCY)


@cache
def _known_inputs(currency: str) -> Mapping[str, Input]:
    return {**load_rates(currency=currency).inputs, OUTPUT: describe_output(currency)}


def read_rate(rate: Rate) -> Input:
    """Return what was said as an input of the rate card, with its source, day and scope."""
    described = known_inputs()[rate.name]
    return replace(
        described,
        value=float(rate.likely),
        low=float(rate.low),
        high=float(rate.high),
        source=rate.origin,
        on=rate.said_on,
        scope=rate.scope,
    )


def rates_changed_at() -> datetime | None:
    """Return when an input was last given, confirmed or withdrawn; None where none ever was."""
    found: datetime | None = Rate.objects.aggregate(latest=Max("updated_at"))["latest"]
    return found


def is_manager(person: User) -> bool:
    """Tell whether this person's number is a manager's own, which is not argued with later."""
    return Role.MANAGER in person.role_names


def may_change(rate: Rate | None, *, by: User) -> bool:
    """Tell whether this person may put another number there: a manager's own is hers."""
    return rate is None or rate.source != RateSource.GIVEN or is_manager(by)
