"""One promise with its scope, and what the catalogue says of how long something takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.models import ServiceTarget
from groundswell.servicedesk.promises.words import Measure
from groundswell.servicedesk.requests.models import AskedFor
from groundswell.servicedesk.states import Kind


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise with its scope; `record` is None for a default that nobody confirmed.

    `priority`, `service_id`, `offering_id`, `department_id`, `kind` and `group_id` are those for
    which it holds; empty is all. Minutes are working minutes.
    """

    side: str
    record: ServiceTarget | None
    calendar: WorkCalendar
    calendar_name: str
    priority: int | None
    service_id: int | None
    offering_id: int | None
    department_id: int | None
    kind: str
    group_id: int | None
    minutes: dict[str, int]
    reopening: timedelta
    #: where the catalogue says itself how long it takes: what, and in how many working days
    catalogue: str = ""
    days: int = 0

    def weight(self, departments: Sequence[int]) -> tuple[bool, int, bool, bool, bool, bool]:
        """Return how specific it is: customer, then offering, service, priority, kind.

        Whatever a house said itself comes before a default.

        Args:
            departments: the caller's department and those above it, the nearest first.
        """
        near = len(departments) - departments.index(self.department_id) if self.department_id else 0
        return (
            self.record is not None,
            near,
            self.offering_id is not None,
            self.service_id is not None,
            self.priority is not None,
            bool(self.kind),
        )

    @property
    def scope(self) -> str:
        """Return for what it holds, in words."""
        if self.catalogue:
            return f"requests for {self.catalogue}"
        said = [
            f"tickets of {self.record.department}" if self.record and self.department_id else "",
            f"requests for {self.record.offering}" if self.record and self.offering_id else "",
            f"the service {self.record.service}" if self.record and self.service_id else "",
            f"priority {current_matrix().priorities.get(self.priority, self.priority)}"
            if self.priority
            else "",
            f"{Kind(self.kind).label.lower()}s" if self.kind else "",
            f"the group {self.record.group}" if self.record and self.group_id else "",
        ]
        return ", ".join(part for part in said if part) or "every ticket"


def as_the_catalogue_says(goal: Goal, ticket: Ticket) -> Goal:
    """Return the promise with the time that the catalogue names for what is asked for.

    A promise for that very offering, or for a department, comes before. The calendar is that of the
    promise otherwise; it is met until the last of so many working days is over.
    """
    is_said = goal.offering_id is not None or goal.department_id is not None
    if ticket.kind != Kind.REQUEST or is_said or ticket.opened_at is None:
        return goal
    asked = AskedFor.objects.filter(ticket=ticket.pk, offering__days__isnull=False)
    said = asked.values_list("offering__name", "offering__days").first()
    if said is None:
        return goal
    name, days = said[0], said[1] or 0
    calendar, begins = goal.calendar, ticket.opened_at
    try:
        work = calendar.until_end_of(begins, calendar.nth_day(begins, days))
    except ValueError:  # so few days are worked that it is as was promised otherwise
        return goal
    minutes = max(1, int(work.total_seconds() // 60))
    return replace(
        goal, catalogue=name, days=days, minutes={**goal.minutes, Measure.RESOLUTION: minutes}
    )
