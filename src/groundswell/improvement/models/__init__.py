"""Asks, improvements, practices, roles and skills, and the people who decide."""

from groundswell.improvement.models.asks import TURNED_DOWN, Ask, AskAnswer
from groundswell.improvement.models.descriptions import ProcessDescription
from groundswell.improvement.models.improvements import Goal, Improvement, Pilot
from groundswell.improvement.models.occasions import Occasion, OccasionKind
from groundswell.improvement.models.people import (
    PrivateNote,
    Question,
    Signal,
    Stakeholder,
    Touch,
)
from groundswell.improvement.models.practices import (
    Adoption,
    Partner,
    Practice,
    ProcessRole,
    Skill,
)

__all__ = [
    "TURNED_DOWN",
    "Adoption",
    "Ask",
    "AskAnswer",
    "Goal",
    "Improvement",
    "Occasion",
    "OccasionKind",
    "Partner",
    "Pilot",
    "Practice",
    "PrivateNote",
    "ProcessDescription",
    "ProcessRole",
    "Question",
    "Signal",
    "Skill",
    "Stakeholder",
    "Touch",
]
