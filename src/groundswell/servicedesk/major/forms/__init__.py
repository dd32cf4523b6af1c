"""What people may send about major incidents."""

from groundswell.servicedesk.major.forms.declaring import DeclarationForm
from groundswell.servicedesk.major.forms.reviewing import FollowUpForm, ReviewForm
from groundswell.servicedesk.major.forms.running import (
    EntryForm,
    KnownForm,
    RestorationForm,
    ResumingForm,
    RolesForm,
    StandingDownForm,
    UpdateForm,
)

__all__ = [
    "DeclarationForm",
    "EntryForm",
    "FollowUpForm",
    "KnownForm",
    "RestorationForm",
    "ResumingForm",
    "ReviewForm",
    "RolesForm",
    "StandingDownForm",
    "UpdateForm",
]
