"""Calendars and targets, the clocks of tickets, and what followed when time ran short."""

from groundswell.servicedesk.promises.models.clocks import DueTime, Escalated, Promise
from groundswell.servicedesk.promises.models.rules import (
    BusinessCalendar,
    EscalationLevel,
    ServiceTarget,
)
from groundswell.servicedesk.promises.models.runs import Recount, RulesStamp

__all__ = [
    "BusinessCalendar",
    "DueTime",
    "Escalated",
    "EscalationLevel",
    "Promise",
    "Recount",
    "RulesStamp",
    "ServiceTarget",
]
