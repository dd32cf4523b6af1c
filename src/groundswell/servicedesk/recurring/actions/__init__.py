"""The verbs of plans of tickets."""

from groundswell.servicedesk.recurring.actions.opening import open_due, plan_openings
from groundswell.servicedesk.recurring.actions.plans import (
    PlanFacts,
    add_plan,
    alter_plan,
    end_plan,
    pause_plan,
    resume_plan,
)

__all__ = [
    "PlanFacts",
    "add_plan",
    "alter_plan",
    "end_plan",
    "open_due",
    "pause_plan",
    "plan_openings",
    "resume_plan",
]
