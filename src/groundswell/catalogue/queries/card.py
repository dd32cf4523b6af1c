"""What was said, as the rate card with which the analysis reckons."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.conf import settings

from groundswell.analysis.cost import Input, Output, RateCard, load_rates
from groundswell.catalogue.models import OUTPUT, Rate, Service
from groundswell.catalogue.queries.rates import list_rates, read_rate
from groundswell.foundation.accounts.models import OrgUnit


def rate_card(service: Service | None = None, department: OrgUnit | None = None) -> RateCard:
    """Return what an hour costs and what is assumed here, each input with its source and day.

    The most particular value holds: that of the service, of the department (or of the nearest one
    above it that has a value), of everyone, the default.

    Args:
        service: narrows the card to the tickets of one service.
        department: narrows it to the people of one department.
    """
    card = load_rates(currency=settings.CURRENCY)
    held = list_rates()
    everyone = {rate.name: read_rate(rate) for rate in held if not rate.scope}
    card = replace(
        card,
        inputs={**card.inputs, **everyone},
        by_service=_by_service(held),
        by_department=_by_department(held),
        outputs=_outputs(held),
    )
    if service is None and department is None:
        return card
    return card.of(
        service=service.name if service else None,
        department=department.name if department else None,
    )


def _by_service(held: Iterable[Rate]) -> dict[str, dict[str, Input]]:
    found: dict[str, dict[str, Input]] = {}
    for rate in held:
        if rate.service and rate.name != OUTPUT:
            found.setdefault(rate.service.name, {})[rate.name] = read_rate(rate)
    return found


def _outputs(held: Iterable[Rate]) -> dict[str, Output]:
    return {
        rate.service.name: Output(
            rate.service.name, read_rate(rate), rate.service.users, counts=rate.counts
        )
        for rate in held
        if rate.service and rate.name == OUTPUT
    }


def _by_department(held: Iterable[Rate]) -> dict[str, dict[str, Input]]:
    """Return the inputs of every department, with those of the departments that it is part of."""
    own: dict[int, dict[str, Input]] = {}
    for rate in held:
        if rate.department:
            own.setdefault(rate.department.pk, {})[rate.name] = read_rate(rate)
    if not own:
        return {}
    units = {unit.pk: unit for unit in OrgUnit.objects.all()}
    found: dict[str, dict[str, Input]] = {}
    for unit in units.values():
        merged: dict[str, Input] = {}
        for above in _upwards(unit, units):
            merged = {**own.get(above.pk, {}), **merged}
        if merged:
            found[unit.name] = merged
    return found


def _upwards(unit: OrgUnit, units: Mapping[int, OrgUnit]) -> list[OrgUnit]:
    """Return a department and those above it, itself first; a circle is walked once."""
    way: list[OrgUnit] = []
    step: OrgUnit | None = unit
    while step is not None and step not in way:
        way.append(step)
        step = units.get(step.parent_id) if step.parent_id else None
    return way
