"""What people may send about problems, known errors and options for a fix."""

from groundswell.problems.forms.options import OptionForm, RangeForm, read_proposal, read_said
from groundswell.problems.forms.records import (
    CauseForm,
    ContainmentForm,
    DescriptionForm,
    EntryForm,
    FixedForm,
    HelpedForm,
    KnownErrorForm,
    NextStepForm,
    NumberForm,
    PlanForm,
    ProblemForm,
    SecurityForm,
    StandingForm,
    UseForm,
    WhyForm,
    WorkaroundForm,
)

__all__ = [
    "CauseForm",
    "ContainmentForm",
    "DescriptionForm",
    "EntryForm",
    "FixedForm",
    "HelpedForm",
    "KnownErrorForm",
    "NextStepForm",
    "NumberForm",
    "OptionForm",
    "PlanForm",
    "ProblemForm",
    "RangeForm",
    "SecurityForm",
    "StandingForm",
    "UseForm",
    "WhyForm",
    "WorkaroundForm",
    "read_proposal",
    "read_said",
]
