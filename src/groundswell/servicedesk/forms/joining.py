"""Which tickets are the same trouble."""

import re

from django import forms

_BETWEEN = re.compile(r"[\s,;]+")


class NumbersForm(forms.Form):
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


class OneNumberForm(forms.Form):
    """The number of the ticket that stands for this one."""

    number = forms.CharField(max_length=32, label="Number of the ticket that stands for it")
