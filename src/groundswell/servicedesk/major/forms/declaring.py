"""Why it is a major incident, and what everybody may know at once."""

from typing import Any

from django import forms

from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.major.actions import Declaration


class DeclarationForm(forms.Form):
    """One line is enough; what everybody reads can follow."""

    reason = forms.CharField(
        max_length=500,
        label="Why is it a major incident?",
        help_text="For those at the desk.",
    )
    title = forms.CharField(max_length=250, required=False, label="What shall everybody call it?")
    affects = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 2}),
        label="What does not work?",
        help_text="Everybody can read this at once. Empty: nobody outside the desk yet.",
    )
    workaround = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 2}), label="What can people do meanwhile?"
    )
    impact = forms.TypedChoiceField(
        widget=QuickSelect, coerce=int, initial=1, label="Who is affected?"
    )
    urgency = forms.TypedChoiceField(widget=QuickSelect, coerce=int, label="How bad is it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        matrix = current_matrix()
        fields: dict[str, Any] = self.fields
        fields["impact"].choices = sorted(matrix.impacts.items())
        fields["urgency"].choices = sorted(matrix.urgencies.items())

    def declaration(self) -> Declaration:
        """Return what the form says, for the verb."""
        return Declaration(**self.cleaned_data)
