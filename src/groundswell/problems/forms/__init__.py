"""What people may send about problems, known errors and options for a fix."""

from groundswell.problems.forms.ending import (
    AcceptanceForm,
    ClosureForm,
    FixedForm,
    MergerForm,
    ReopeningForm,
)
from groundswell.problems.forms.options import OptionForm, RangeForm, read_proposal, read_said
from groundswell.problems.forms.records import (
    CauseForm,
    ContainmentForm,
    DescriptionForm,
    EntryForm,
    HelpedForm,
    KnownErrorForm,
    LinkForm,
    NextStepForm,
    PlanForm,
    ProblemForm,
    SecurityForm,
    StandingForm,
    UnlinkingForm,
    UseForm,
    WorkaroundForm,
)

__all__ = [
    "AcceptanceForm",
    "CauseForm",
    "ClosureForm",
    "ContainmentForm",
    "DescriptionForm",
    "EntryForm",
    "FixedForm",
    "HelpedForm",
    "KnownErrorForm",
    "LinkForm",
    "MergerForm",
    "NextStepForm",
    "OptionForm",
    "PlanForm",
    "ProblemForm",
    "RangeForm",
    "ReopeningForm",
    "SecurityForm",
    "StandingForm",
    "UnlinkingForm",
    "UseForm",
    "WorkaroundForm",
    "read_proposal",
    "read_said",
]
