"""The rules as this process has read them; read anew once somebody changed one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from groundswell.foundation.often import Often
from groundswell.kernel.worktime import WorkCalendar
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.promises.defaults import load_defaults
from groundswell.servicedesk.promises.models import RulesStamp
from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.levels import Level, list_levels
from groundswell.servicedesk.promises.queries.rules import Rules, load_rules
from groundswell.servicedesk.promises.words import Measure

#: stamp and zone of the installation → what was read under them; the newest only
_held: dict[tuple[str, str], "Held"] = {}
_STAMP = Often(lambda: RulesStamp.objects.order_by("pk").values_list("stamp", flat=True)[:1])


@dataclass(frozen=True, slots=True)
class Held:
    """Promises and levels as they hold now."""

    rules: Rules
    levels: tuple[Level, ...]


def hold_rules() -> Held:
    """Return the rules that hold now; one query unless somebody changed one."""
    key = ("".join(_STAMP.ask()), settings.TIME_ZONE)
    found = _held.get(key)
    if found is None:
        found = Held(load_rules(), tuple(list_levels()))
        _held.clear()
        _held[key] = found
    return found


def calendar_of(ticket: Ticket) -> WorkCalendar:
    """Return the calendar in which it is counted until a ticket is solved."""
    rules = hold_rules().rules
    solved = _until_solved(rules.fitting(ticket))
    return solved.calendar if solved else rules.calendar


def window_of(ticket: Ticket) -> timedelta:
    """Return for how long after it was solved a ticket that comes back goes on with its clock."""
    solved = _until_solved(hold_rules().rules.fitting(ticket))
    return solved.reopening if solved else _usual_window()


def shortest_window() -> timedelta:
    """Return the shortest of these windows."""
    return min([_usual_window(), *(goal.reopening for goal in hold_rules().rules.goals)])


def _until_solved(fitting: Iterable[Goal]) -> Goal | None:
    return next((goal for goal in fitting if Measure.RESOLUTION in goal.minutes), None)


def _usual_window() -> timedelta:
    return timedelta(days=load_defaults()["reopening"]["days"])
