"""What people may send to the desk."""

from groundswell.servicedesk.forms.joining import (
    JoiningForm,
    NumbersForm,
    OneNumberForm,
    TellingForm,
)
from groundswell.servicedesk.forms.tickets import (
    HOLD_REASONS,
    ArticleUseForm,
    AssignmentForm,
    HoldForm,
    MessageForm,
    PlacementForm,
    RatingForm,
    ReasonForm,
    ResolutionForm,
    TicketForm,
    ViewForm,
)

__all__ = [
    "HOLD_REASONS",
    "ArticleUseForm",
    "AssignmentForm",
    "HoldForm",
    "JoiningForm",
    "MessageForm",
    "NumbersForm",
    "OneNumberForm",
    "PlacementForm",
    "RatingForm",
    "ReasonForm",
    "ResolutionForm",
    "TellingForm",
    "TicketForm",
    "ViewForm",
]
