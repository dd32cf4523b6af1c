"""For whom somebody at the desk asks."""

from django import forms

from groundswell.foundation.accounts.callers import find_caller
from groundswell.foundation.accounts.models import User


class BehalfForm(forms.Form):
    """For whom an agent asks, who has them on the phone; empty: for themselves."""

    caller = forms.CharField(
        required=False,
        max_length=200,
        label="For whom?",
        help_text="A name or an address. Leave it empty to ask for yourself.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_caller(self) -> User | None:
        """Return whom the words mean; nobody where there are none."""
        words = self.cleaned_data["caller"].strip()
        if not words:
            return None
        found = find_caller(words)
        if found.one is None and found.people:
            names = ", ".join(sorted({person.name for person in found.people}))
            raise forms.ValidationError(
                f"Several people could be meant: {names}. Write one of them."
            )
        if found.one is None:
            raise forms.ValidationError(
                found.left_words
                or f"Nobody called “{words}” is known. Take a ticket down for them once, "
                "ticked as somebody new; then they are."
            )
        return found.one
