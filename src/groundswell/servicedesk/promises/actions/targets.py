"""Saying what is promised, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.catalogue.business.queries import list_windows
from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.actions.reckoning import need_due
from groundswell.servicedesk.promises.hours import hours_of_windows
from groundswell.servicedesk.promises.models import BusinessCalendar, ServiceTarget
from groundswell.servicedesk.promises.queries.rules import list_defaults
from groundswell.servicedesk.promises.words import Side
from groundswell.servicedesk.states import Kind

#: nobody promises longer than a year of working days around the clock
LONGEST = 366 * 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    """A promise in working minutes and for what it holds; what is empty holds for all."""

    side: str = Side.CALLER
    service: Service | None = None
    offering: Offering | None = None
    department: OrgUnit | None = None
    priority: int | None = None
    kind: str = ""
    group: SupportGroup | None = None
    supplier: str = ""
    response: int | None = None
    resolution: int | None = None
    update: int | None = None
    calendar: BusinessCalendar | None = None
    #: in the critical hours of the service instead of a calendar
    in_critical_hours: bool = False
    reopen_days: int = 7


@needs("promises.keep")
def say_target(*, by: User, at: datetime, facts: TargetFacts) -> ServiceTarget:
    """Promise something; what was promised for the same before is replaced, and stays in the trail.

    Open tickets keep what they were promised until something happens to them, or until the
    promises are worked out anew.

    Raises:
        BadInput: a time is not above zero, nothing is promised, the answer is promised later than
            the solution, the side asks for a group or supplier that is not named, or so much is
            never worked in the hours in which it counts.
    """
    _check(facts)
    with transaction.atomic():
        held = ServiceTarget.objects.filter(
            side=facts.side,
            service=facts.service,
            offering=facts.offering,
            department=facts.department,
            priority=facts.priority,
            kind=facts.kind,
            group=facts.group,
            supplier=facts.supplier.strip()[:120],
            withdrawn_at=None,
        ).first()
        if held is None:
            fresh = trail.begin(_fill(ServiceTarget(), facts), "target.promised", by=by, at=at)
        else:
            with trail.change(held, "target.promised", by=by, at=at) as fresh:
                _fill(fresh, facts)
        need_due(fresh, at=at)
    return fresh


@needs("promises.keep")
def withdraw_target(target: ServiceTarget, *, by: User, at: datetime) -> ServiceTarget:
    """Take a promise back; what is less specific holds again.

    Raises:
        Refusal: it was taken back already.
    """
    with trail.change(target, "target.taken_back", by=by, at=at) as fresh:
        if fresh.withdrawn_at is not None:
            raise Refusal(f"{fresh} was taken back already.")
        fresh.withdrawn_at = at
    return fresh


@needs("promises.keep")
def confirm_defaults(*, by: User, at: datetime) -> list[ServiceTarget]:
    """Make the defaults that still hold promises of this house.

    Raises:
        Refusal: none is left.
    """
    goals = list_defaults()
    if not goals:
        raise Refusal("Every default is confirmed or replaced already.")
    with transaction.atomic():
        return [
            say_target(
                by=by,
                at=at,
                facts=TargetFacts(
                    priority=goal.priority,
                    response=goal.minutes["response"],
                    resolution=goal.minutes["resolution"],
                    update=goal.minutes["update"],
                    reopen_days=goal.reopening.days,
                ),
            )
            for goal in goals
        ]


def _check(facts: TargetFacts) -> None:
    times = {
        "the answer": facts.response,
        "the solution": facts.resolution,
        "the next word": facts.update,
    }
    for name, minutes in times.items():
        if minutes is not None and not 1 <= minutes <= LONGEST:
            raise BadInput(
                f"{minutes} minutes for {name} cannot be promised; give a minute at least and a "
                "year at most, or leave it empty where nothing is promised."
            )
    if not any(times.values()):
        raise BadInput("Nothing is promised; give a time for the answer, the solution or a word.")
    if facts.response and facts.resolution and facts.response > facts.resolution:
        raise BadInput(
            f"The answer is promised in {facts.response} minutes and the solution in "
            f"{facts.resolution}: nobody is answered later than solved. Correct one of them."
        )
    _check_side(facts)
    _check_offering(facts)
    if facts.in_critical_hours:
        _check_hours(facts)


def _check_side(facts: TargetFacts) -> None:
    if facts.side not in Side.values:
        raise BadInput(f'"{facts.side}" promises nothing; use one of {", ".join(Side.values)}.')
    if (facts.side == Side.GROUP) != (facts.group is not None):
        raise BadInput("Name the support group exactly where a group promises its part.")
    if facts.side == Side.SUPPLIER and not facts.supplier.strip():
        raise BadInput("Name the supplier who promises it.")
    if facts.side != Side.CALLER and not facts.resolution:
        raise BadInput("Say within which time a group or supplier is done with its part.")


def _check_offering(facts: TargetFacts) -> None:
    offering = facts.offering
    if offering is None:
        return
    if facts.kind == Kind.INCIDENT:
        raise BadInput(f"“{offering}” is asked for by requests, never by incidents; correct one.")
    if facts.service is not None and facts.service.pk != offering.service_id:
        raise BadInput(
            f"“{offering}” belongs to {offering.service}, not to {facts.service}; leave the "
            "service empty."
        )


def _check_hours(facts: TargetFacts) -> None:
    service = facts.offering.service if facts.offering else facts.service
    if service is None:
        raise BadInput("Critical hours are those of a service; name one, or something it offers.")
    if facts.calendar is not None:
        raise BadInput(f"Choose {facts.calendar} or the critical hours of {service}, not both.")
    if not hours_of_windows(list_windows(service)):
        raise BadInput(
            f"{service} has no critical hours by days of the week; say them on its page first, or "
            "choose a calendar. Those at the end of a month cannot be counted in."
        )


def _fill(target: ServiceTarget, facts: TargetFacts) -> ServiceTarget:
    target.side = facts.side
    target.service, target.offering = facts.service, facts.offering
    target.department = facts.department
    target.priority, target.kind = facts.priority, facts.kind
    target.group, target.supplier = facts.group, facts.supplier.strip()[:120]
    own: Sequence[int | None] = (facts.response, facts.update)
    is_to_caller = facts.side == Side.CALLER
    target.response_minutes, target.update_minutes = own if is_to_caller else (None, None)
    target.resolution_minutes = facts.resolution
    target.calendar, target.in_critical_hours = facts.calendar, facts.in_critical_hours
    target.reopen_days = facts.reopen_days
    return target
