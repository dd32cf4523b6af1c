"""What people may send about dates that come up, and a smaller ask."""

from django import forms

from groundswell.foundation.widgets import QuickSelect
from groundswell.improvement.forms.registers import day
from groundswell.improvement.models import OccasionKind


class OccasionForm(forms.Form):
    """A date on which something is decided anyway."""

    kind = forms.ChoiceField(widget=QuickSelect, choices=OccasionKind.choices, label="What is it?")
    title = forms.CharField(max_length=250, label="In a few words")
    happens_on = day("When?")


class SmallerForm(forms.Form):
    """A smaller ask after a no."""

    amount = forms.DecimalField(
        min_value=0, max_digits=14, decimal_places=2, label="How much money?"
    )
    asked_of = forms.CharField(max_length=150, label="Who decides?")
    needed_by = day("Until when?", required=False)
