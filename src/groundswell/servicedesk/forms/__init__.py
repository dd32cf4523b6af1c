"""What people may send to the desk."""

from groundswell.servicedesk.forms.facts import AssignmentForm, CallerForm, KindForm, RatingForm
from groundswell.servicedesk.forms.joining import (
    JoiningForm,
    NumbersForm,
    OneNumberForm,
    TellingForm,
)
from groundswell.servicedesk.forms.placing import (
    ASKS,
    FillingForm,
    PlacementForm,
    SketchForm,
    with_taken,
)
from groundswell.servicedesk.forms.tickets import (
    HOLD_REASONS,
    ArticleUseForm,
    HoldForm,
    MessageForm,
    ReasonForm,
    ResolutionForm,
    TicketForm,
    TicketReasonForm,
    ViewForm,
)

__all__ = [
    "ASKS",
    "HOLD_REASONS",
    "ArticleUseForm",
    "AssignmentForm",
    "CallerForm",
    "FillingForm",
    "HoldForm",
    "JoiningForm",
    "KindForm",
    "MessageForm",
    "NumbersForm",
    "OneNumberForm",
    "PlacementForm",
    "RatingForm",
    "ReasonForm",
    "ResolutionForm",
    "SketchForm",
    "TellingForm",
    "TicketForm",
    "TicketReasonForm",
    "ViewForm",
    "with_taken",
]
