"""What a page says while it is open, and of which version it was."""

from collections.abc import Mapping
from typing import Any

from django import forms


class PresenceForm(forms.Form):
    """Whether somebody writes."""

    writing = forms.BooleanField(required=False)


class ShownForm(forms.Form):
    """Facts of a ticket, sent together with what the form showed of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Add the keys that were shown, by field; a field whose key is not sent is left out."""
        said = self.cleaned_data
        names = {name: self[name].html_initial_name for name in self.fields}
        said["shown"] = {n: self.data[key] for n, key in names.items() if key in self.data}
        return said


class OnVersionForm(forms.Form):
    """Something that answers what somebody saw: with the version of the ticket they saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def answer(said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was said besides the version that it answers."""
        return {name: value for name, value in said.items() if name != "version"}
