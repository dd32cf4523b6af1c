"""What can happen to a request of an offering."""

from groundswell.servicedesk.requests.actions.absences import declare_absence, end_absences
from groundswell.servicedesk.requests.actions.asking import ask_for
from groundswell.servicedesk.requests.actions.deciding import decide
from groundswell.servicedesk.requests.actions.rounds import look_after_decisions, plan_reminders

__all__ = [
    "ask_for",
    "decide",
    "declare_absence",
    "end_absences",
    "look_after_decisions",
    "plan_reminders",
]
