"""Which promise holds for a ticket: the most specific of those that fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from groundswell.catalogue.business.queries import list_windows
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.defaults import load_defaults
from groundswell.servicedesk.promises.hours import as_calendar, as_critical
from groundswell.servicedesk.promises.models import BusinessCalendar, ServiceTarget
from groundswell.servicedesk.promises.queries.goals import Goal, as_the_catalogue_says
from groundswell.servicedesk.promises.words import Measure, Side
from groundswell.servicedesk.requests.models import AskedFor
from groundswell.servicedesk.states import Kind


@dataclass(frozen=True)
class Rules:
    """Every promise that holds now, and the departments above each department."""

    goals: tuple[Goal, ...]
    default_name: str
    #: where no promise names another
    calendar: WorkCalendar

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """Return the department above each; asked only where a promise names a department."""
        if not any(goal.department_id for goal in self.goals):
            return {}
        return dict(OrgUnit.objects.values_list("id", "parent_id"))

    def fitting(self, ticket: Ticket, *, side: Side = Side.CALLER) -> list[Goal]:
        """Return the promises of a side that fit a ticket, the one that holds first."""
        caller = ticket.caller if self.parents else None
        departments = self._above(caller.department_id if caller else None)
        offering = self._asked_for(ticket)
        fits = [
            goal
            for goal in self.goals
            if goal.side == side
            and goal.offering_id in {None, offering}
            and _fits(goal, ticket, departments)
        ]
        return sorted(fits, key=lambda goal: goal.weight(departments), reverse=True)

    def of_measures(self, ticket: Ticket) -> dict[str, Goal]:
        """Return for each measure the most specific promise to the caller that says something."""
        found: dict[str, Goal] = {}
        for goal in self.fitting(ticket):
            for measure in goal.minutes:
                found.setdefault(measure, goal)
        if solved := found.get(Measure.RESOLUTION):
            found[Measure.RESOLUTION] = as_the_catalogue_says(solved, ticket)
        return found

    def of_supplier(self, ticket: Ticket) -> Goal | None:
        """Return the promise of a supplier for tickets like this."""
        return next(iter(self.fitting(ticket, side=Side.SUPPLIER)), None)

    def of_groups(self, ticket: Ticket) -> dict[int, Goal]:
        """Return the promise of each support group that has one for tickets like this."""
        found: dict[int, Goal] = {}
        for goal in self.fitting(ticket, side=Side.GROUP):
            found.setdefault(goal.group_id or 0, goal)
        return found

    @cached_property
    def names_offerings(self) -> bool:
        """Tell whether a promise holds for an offering alone."""
        return any(goal.offering_id for goal in self.goals)

    def _asked_for(self, ticket: Ticket) -> int | None:
        """Return the offering of which a ticket is; asked only where a promise names one."""
        if not self.names_offerings or ticket.kind != Kind.REQUEST:
            return None
        found = AskedFor.objects.filter(ticket=ticket.pk)
        return found.values_list("offering_id", flat=True).first()

    def _above(self, department: int | None) -> list[int]:
        chain: list[int] = []
        while department is not None and department not in chain:
            chain.append(department)
            department = self.parents.get(department)
        return chain


def _fits(goal: Goal, ticket: Ticket, departments: Sequence[int]) -> bool:
    return (
        goal.priority in {None, ticket.priority}
        and goal.service_id in {None, ticket.service_id}
        and goal.kind in {"", ticket.kind}
        and (goal.department_id is None or goal.department_id in departments)
    )


def load_rules() -> Rules:
    """Return every promise that holds now; two queries."""
    records = {one.pk: one for one in BusinessCalendar.objects.order_by("id")}
    default = next((one for one in records.values() if one.is_default), None)
    calendars: dict[int | None, WorkCalendar] = {None: as_calendar(default)}
    default_name = default.name if default else load_defaults()["calendar"]["name"]
    live = ServiceTarget.objects.filter(withdrawn_at=None).order_by("id")
    goals = []
    for one in live.select_related("service", "offering__service", "department", "group"):
        key = one.calendar_id
        if key is not None and key not in calendars:
            calendars[key] = as_calendar(records[key])
        hours, name = calendars[key], records[key].name if key is not None else default_name
        if one.in_critical_hours:
            hours, name = _critical(one, hours, name)
        goals.append(_of_record(one, hours, name))
    shipped = [_of_default(entry, calendars[None], default_name) for entry in _shipped()]
    return Rules((*goals, *shipped), default_name, calendars[None])


def _critical(one: ServiceTarget, usual: WorkCalendar, name: str) -> tuple[WorkCalendar, str]:
    """Return the critical hours of the service of a promise; the usual ones once it has none."""
    service = one.offering.service if one.offering else one.service
    found = as_critical(list_windows(service), usual) if service else None
    if found is None:
        return usual, f"{name}, because {service} has no critical hours any more"
    return found, f"the critical hours of {service}"


def find_hours(ticket: Ticket) -> WorkCalendar:
    """Return in which hours people work on a ticket: those of the promise that holds for it.

    Critical hours say when something must not fail, and not when people are at their desks.
    """
    held = load_rules().of_measures(ticket)
    goal = held.get(Measure.RESOLUTION) or next(iter(held.values()), None)
    if goal is not None and not (goal.record and goal.record.in_critical_hours):
        return goal.calendar
    named = goal.record.calendar if goal is not None and goal.record else None
    return as_calendar(named or BusinessCalendar.objects.filter(is_default=True).first())


def list_defaults() -> list[Goal]:
    """Return the defaults that still hold: those of a priority for which nobody said anything."""
    rules = load_rules()
    said = {goal.priority for goal in rules.goals if goal.record is not None and _is_general(goal)}
    if None in said:
        return []
    return [goal for goal in rules.goals if goal.record is None and goal.priority not in said]


def list_holding() -> Iterator[tuple[Goal, str, int]]:
    """Yield each promise that holds for some ticket: the goal, what is promised, its minutes.

    A default is left out for what was said of its priority, or of all.
    """
    goals = load_rules().goals
    general = [goal for goal in goals if goal.record is not None and _is_general(goal)]
    said = {(goal.priority, measure) for goal in general for measure in goal.minutes}
    for goal in goals:
        for measure, minutes in goal.minutes.items():
            if goal.record is not None or not {(goal.priority, measure), (None, measure)} & said:
                yield goal, measure, minutes


def _is_general(goal: Goal) -> bool:
    named = (goal.service_id, goal.offering_id, goal.department_id, goal.kind or None)
    return goal.side == Side.CALLER and not any(named)


def _shipped() -> list[dict[str, int]]:
    return list(load_defaults()["targets"])


def _of_record(one: ServiceTarget, calendar: WorkCalendar, name: str) -> Goal:
    given = {
        Measure.RESPONSE: one.response_minutes,
        Measure.RESOLUTION: one.resolution_minutes,
        Measure.UPDATE: one.update_minutes,
    }
    return Goal(
        side=one.side,
        record=one,
        calendar=calendar,
        calendar_name=name,
        priority=one.priority,
        service_id=one.service_id,
        offering_id=one.offering_id,
        department_id=one.department_id,
        kind=one.kind,
        group_id=one.group_id,
        minutes={str(key): minutes for key, minutes in given.items() if minutes},
        reopening=timedelta(days=one.reopen_days),
    )


def _of_default(entry: dict[str, int], calendar: WorkCalendar, name: str) -> Goal:
    return Goal(
        side=Side.CALLER,
        record=None,
        calendar=calendar,
        calendar_name=name,
        priority=entry["priority"],
        service_id=None,
        offering_id=None,
        department_id=None,
        kind="",
        group_id=None,
        minutes={key: entry[key] for key in ("response", "resolution", "update")},
        reopening=timedelta(days=load_defaults()["reopening"]["days"]),
    )
