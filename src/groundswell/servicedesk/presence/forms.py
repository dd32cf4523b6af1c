"""What a page says while it is open, and of which version it was."""

from django import forms


class PresenceForm(forms.Form):
    """Whether somebody writes."""

    writing = forms.BooleanField(required=False)


class OnVersionForm(forms.Form):
    """Something that answers what somebody saw: with the version of the ticket they saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
