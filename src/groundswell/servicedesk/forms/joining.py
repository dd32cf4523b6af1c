"""Which tickets are the same trouble."""

import re

from django import forms

from groundswell.foundation.lengths import LONGEST
from groundswell.servicedesk.presence.forms import OnVersionForm

_BETWEEN = re.compile(r"[\s,;]+")


class NumbersForm(OnVersionForm):
    """The numbers of other tickets, however they are set apart."""

    numbers = forms.CharField(
        max_length=2000,
        label="Numbers of the tickets",
        help_text="As many as you like, with commas or spaces between them.",
    )

    def clean_numbers(self) -> list[str]:
        """Return each number once, in the order in which they were written."""
        words = _BETWEEN.split(self.cleaned_data["numbers"].strip().upper())
        return list(dict.fromkeys(word for word in words if word))


class JoiningForm(forms.Form):
    """Which ticket stands for a surge and which are joined to it; empty: as it is proposed."""

    parent = forms.CharField(required=False, max_length=32, label="The ticket that stands for all")
    tickets = forms.CharField(required=False, max_length=LONGEST, label="Those that are joined")
    raises = forms.BooleanField(required=False, label="Count it for as many as have it")

    def clean_tickets(self) -> list[str]:
        """Return each number once."""
        words = _BETWEEN.split(self.cleaned_data["tickets"].strip().upper())
        return list(dict.fromkeys(word for word in words if word))


class TellingForm(OnVersionForm):
    """What everybody with the same trouble is told."""

    text = forms.CharField(
        widget=forms.Textarea({"rows": 3}),
        label="What do they all need to know?",
        help_text="Say when you write again; it goes to each caller on their own ticket.",
    )


class OneNumberForm(OnVersionForm):
    """The number of the ticket that stands for this one."""

    number = forms.CharField(max_length=32, label="Number of the ticket that stands for it")
