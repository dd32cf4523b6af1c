"""What a caller may send."""

from groundswell.portal.forms.asking import BehalfForm
from groundswell.portal.forms.telling import TellingForm, TroubleForm
from groundswell.portal.forms.tickets import EndingForm, MeTooForm, OwnServiceForm, ReplyForm

__all__ = [
    "BehalfForm",
    "EndingForm",
    "MeTooForm",
    "OwnServiceForm",
    "ReplyForm",
    "TellingForm",
    "TroubleForm",
]
