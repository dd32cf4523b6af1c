"""What people may send about the end of a problem: fixed, over, lived with, another one, back."""

from django import forms


def _reason(label: str) -> forms.CharField:
    return forms.CharField(required=False, max_length=250, label=label)


class FixedForm(forms.Form):
    """What removed the cause."""

    resolution = forms.CharField(
        widget=forms.Textarea({"rows": 3}), label="What removed the cause?"
    )
    with_tickets = forms.BooleanField(required=False, label="Also resolve its open tickets")


class ClosureForm(forms.Form):
    """Why it is over."""

    reason = _reason("Why close it?")


class AcceptanceForm(forms.Form):
    """Why it is lived with."""

    reason = _reason("Why live with it?")


class ReopeningForm(forms.Form):
    """Why it is open again."""

    reason = _reason("Why open it again?")


class MergerForm(forms.Form):
    """The problem that it turned out to be."""

    number = forms.CharField(max_length=32, label="It is the same as problem")
