"""What is promised has to be due some day."""

from datetime import datetime, timedelta

from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises.models import BusinessCalendar, ServiceTarget
from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.rules import list_holding
from groundswell.servicedesk.promises.templatetags.dues import minutes_of
from groundswell.servicedesk.promises.words import Measure


def need_due(changed: ServiceTarget | BusinessCalendar, *, at: datetime) -> None:
    """Pass a promise, or all that count in a calendar, if each of them is due within ten years.

    Raises:
        BadInput: one is not, which and why.
    """
    for goal, measure, minutes in list_holding():
        length = timedelta(minutes=minutes)
        if _concerns(goal, changed) and goal.calendar.reach(at, length) is None:
            which = goal.record.number if goal.record else "a default"
            told = f"“{Measure(measure).label}” within {minutes_of(minutes)} for {goal.scope}"
            raise BadInput(
                f"{told} ({which}) would never be due: so much is not worked in "
                f"{goal.calendar_name} within ten years. Promise less there, or give the calendar "
                "more opening hours."
            )


def _concerns(goal: Goal, changed: ServiceTarget | BusinessCalendar) -> bool:
    record = goal.record
    if isinstance(changed, ServiceTarget):
        return record is not None and record.pk == changed.pk
    if record is None or record.calendar_id is None:
        return changed.is_default
    return record.calendar_id == changed.pk
