"""What people may send about kept pages."""

from datetime import date

from django import forms
from django.utils import timezone

from groundswell.foundation.accounts.models import User
from groundswell.foundation.widgets import QuickSelect
from groundswell.improvement.briefs.models import ContactKind
from groundswell.improvement.briefs.queries import list_readers
from groundswell.improvement.models import Stakeholder


def _today() -> date:
    return timezone.localdate()


class ContactForm(forms.Form):
    """What became of a page with one person."""

    kind = forms.ChoiceField(
        widget=QuickSelect, choices=ContactKind.choices, label="What happened?"
    )
    stakeholder = forms.ModelChoiceField(
        Stakeholder.objects.all(), widget=QuickSelect, empty_label=None, label="With whom?"
    )
    happened_on = forms.DateField(
        initial=_today, label="When?", widget=forms.DateInput({"type": "date"})
    )
    words = forms.CharField(
        required=False, max_length=500, label="What did they ask?",
        help_text="Only where they asked: it stands among their questions, and wants an answer.",
    )  # fmt: skip

    @classmethod
    def of(cls, user: User) -> "ContactForm":
        """Return the form with the people whom this person may name."""
        form = cls(auto_id="contact_%s")
        people = [(one.pk, one.name) for one in list_readers(seen_by=user)]
        form.fields["stakeholder"].choices = people  # type: ignore[attr-defined]
        return form
