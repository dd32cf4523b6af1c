"""What people may say of findings."""

from typing import Any

from django import forms


class AcceptanceForm(forms.Form):
    """What the trouble is called, and which tickets belong to it."""

    title = forms.CharField(required=False, max_length=250, label="What is it called?")
    #: whether the page showed tickets to choose from
    chosen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def left_out(self, kept: list[str]) -> list[str]:
        """Return the numbers that the page showed and that are not among those kept."""
        if not self.cleaned_data["chosen"]:
            return []
        shown: list[str] = self.cleaned_data["shown"].split()
        return [number for number in shown if number not in set(kept)]


class JoiningForm(forms.Form):
    """The problem that it is."""

    number = forms.CharField(max_length=32, label="Number of the problem")


class RejectionForm(forms.Form):
    """Why it is not one trouble."""

    reason = forms.CharField(required=False, max_length=250, label="Why not?")


class AuditForm(forms.Form):
    """How many of those shown belong to it."""

    shown = forms.IntegerField(min_value=1, max_value=200)
    right = forms.IntegerField(min_value=0, max_value=200)

    def clean(self) -> dict[str, Any]:
        """Refuse more right ones than were shown."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("right", 0) > said.get("shown", 0):
            raise forms.ValidationError("More belong to it than were shown; count once more.")
        return said
