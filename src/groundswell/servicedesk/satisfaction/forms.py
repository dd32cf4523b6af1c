"""How content somebody is."""

from django import forms

from groundswell.servicedesk.satisfaction.models import Score


class VerdictForm(forms.Form):
    """One of five, and why."""

    score = forms.TypedChoiceField(
        choices=Score.choices,
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of the five."),
    )
    words = forms.CharField(required=False)
