"""Questions about promises."""

from groundswell.servicedesk.promises.queries.goals import Goal
from groundswell.servicedesk.promises.queries.levels import Level, list_levels
from groundswell.servicedesk.promises.queries.page import (
    OwnPromise,
    PromiseLine,
    RiskLine,
    list_at_risk,
    list_escalated,
    list_own_promises,
    list_told,
    read_promises,
)
from groundswell.servicedesk.promises.queries.registers import (
    get_calendar,
    get_offering,
    get_recount,
    get_service,
    get_target,
    latest_recount,
    list_calendars,
    list_goals,
    list_goals_of,
)
from groundswell.servicedesk.promises.queries.rules import (
    find_hours,
    list_defaults,
    load_rules,
)
from groundswell.servicedesk.promises.queries.why import Explained, explain

__all__ = [
    "Explained",
    "Goal",
    "Level",
    "OwnPromise",
    "PromiseLine",
    "RiskLine",
    "explain",
    "find_hours",
    "get_calendar",
    "get_offering",
    "get_recount",
    "get_service",
    "get_target",
    "latest_recount",
    "list_at_risk",
    "list_calendars",
    "list_defaults",
    "list_escalated",
    "list_goals",
    "list_goals_of",
    "list_levels",
    "list_own_promises",
    "list_told",
    "load_rules",
    "read_promises",
]
