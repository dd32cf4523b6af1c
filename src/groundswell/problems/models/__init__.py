"""Problems, known errors with their workarounds, and options for a permanent fix."""

from groundswell.problems.models.checks import RecurrenceCheck
from groundswell.problems.models.known_errors import KnownError, Workaround, WorkaroundUse
from groundswell.problems.models.options import CaseInput, FixOption, OptionShare
from groundswell.problems.models.problems import (
    InvestigationEntry,
    Problem,
    ProblemExclusion,
    ProblemLink,
)

__all__ = [
    "CaseInput",
    "FixOption",
    "InvestigationEntry",
    "KnownError",
    "OptionShare",
    "Problem",
    "ProblemExclusion",
    "ProblemLink",
    "RecurrenceCheck",
    "Workaround",
    "WorkaroundUse",
]
