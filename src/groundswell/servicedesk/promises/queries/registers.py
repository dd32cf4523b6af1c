"""The lists of targets, calendars and rounds, for their pages."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.servicedesk.promises.models import BusinessCalendar, Recount, ServiceTarget
from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.rules import list_defaults, load_rules
from groundswell.servicedesk.promises.words import Side


def list_goals(*, side: Side) -> list[Goal]:
    """Return the promises of a side, the least specific first; defaults only where they hold."""
    said = [goal for goal in load_rules().goals if goal.record and goal.side == side]
    if side == Side.CALLER:
        said += list_defaults()
    return sorted(said, key=_place)


def list_goals_of(service: Service) -> list[Goal]:
    """Return what is promised for a service: its own, else what holds for all."""
    everything = list_goals(side=Side.CALLER)
    own = [goal for goal in everything if service.pk in _services_of(goal)]
    return own or [goal for goal in everything if not _services_of(goal)]


def _services_of(goal: Goal) -> set[int]:
    offering = goal.record.offering if goal.record else None
    return {key for key in (goal.service_id, offering and offering.service_id) if key}


def _place(goal: Goal) -> tuple[str, ...]:
    record = goal.record
    return (
        str(record.department or "") if record else "",
        str(record.service or "") if record else "",
        str(record.offering or "") if record else "",
        str(record.group or "") if record else "",
        str(goal.priority or 0),
        goal.kind,
    )


def get_target(number: str) -> ServiceTarget:
    """Return a target.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(ServiceTarget, number=number)


def get_service(number: str) -> Service:
    """Return a service.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Service, number=number)


def list_calendars() -> QuerySet[BusinessCalendar]:
    """Return every calendar, the one that holds by default first."""
    return BusinessCalendar.objects.order_by("-is_default", "name")


def get_offering(number: str) -> Offering:
    """Return something that people can ask for.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Offering.objects.select_related("service"), number=number)


def get_calendar(number: str) -> BusinessCalendar:
    """Return a calendar.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(BusinessCalendar, number=number)


def get_recount(number: str) -> Recount:
    """Return a round over all tickets.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Recount, number=number)


def latest_recount() -> Recount | None:
    """Return the newest round, None where nobody asked for one."""
    return Recount.objects.order_by("-id").first()
