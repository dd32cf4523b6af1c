"""What a caller may send."""

from groundswell.portal.forms.telling import TellingForm, TroubleForm
from groundswell.portal.forms.tickets import MeTooForm, ReplyForm

__all__ = ["MeTooForm", "ReplyForm", "TellingForm", "TroubleForm"]
