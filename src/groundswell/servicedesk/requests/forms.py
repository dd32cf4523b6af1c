"""What people may say of requests."""

from typing import Any

from django import forms

from groundswell.foundation.fields.people import PersonField


class DecisionForm(forms.Form):
    """Yes or no, and why."""

    answer = forms.ChoiceField(choices=(("yes", "Yes"), ("no", "No")))
    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        label="Why?",
        help_text="Needed for a no; the person who asked reads it.",
    )

    def said(self) -> dict[str, Any]:
        """Return the arguments of the verb."""
        return {
            "yes": self.cleaned_data["answer"] == "yes",
            "reason": self.cleaned_data["reason"],
        }


class AbsenceForm(forms.Form):
    """Who decides while somebody is away."""

    deputy = PersonField(max_length=200, label="Who decides for you?")
    first_day = forms.DateField(
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), label="From"
    )
    last_day = forms.DateField(
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), label="Until"
    )
