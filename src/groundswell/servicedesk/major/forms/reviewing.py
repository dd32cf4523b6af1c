"""What a review holds, and what follows from it."""

from typing import Any

from django import forms

from groundswell.foundation.accounts.models import User
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.queries import list_agents


class ReviewForm(forms.Form):
    """What happened, what helped, what hindered: about things and rules, never about persons."""

    happened = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 4}),
        label="What happened, in the order in which it did?",
    )
    helped = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), label="What helped?"
    )
    hindered = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        label="What hindered?",
        help_text="Things, rules and gaps; whoever was there did what they could.",
    )


class FollowUpForm(forms.Form):
    """What is to be done, by whom, until when."""

    title = forms.CharField(max_length=250, label="What is to be done?")
    owner = forms.ModelChoiceField(User.objects.none(), widget=QuickSelect, label="Who does it?")
    due_on = forms.DateField(
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), label="Until when?"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = list_agents()
