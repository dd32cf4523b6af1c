"""What people may say of their work on a ticket."""

from django import forms

from groundswell.servicedesk.effort.models import MOST

#: minutes of the buttons
TAPS = (5, 15, 30)


class EffortForm(forms.Form):
    """So many minutes, and on what."""

    minutes = forms.IntegerField(min_value=1, max_value=MOST, label="Minutes")
    what = forms.CharField(required=False, max_length=200, label="What did you do?")


class CorrectionForm(forms.Form):
    """How many minutes it really was; 0 takes the entry out."""

    minutes = forms.IntegerField(min_value=0, max_value=MOST, label="Minutes")
    what = forms.CharField(required=False, max_length=200, label="What did you do?")


class StopForm(forms.Form):
    """What was done while the clock ran, and how long it really was."""

    what = forms.CharField(required=False, max_length=200, label="What did you do?")
    minutes = forms.IntegerField(
        required=False, min_value=1, max_value=MOST, label="Minutes, if the clock is wrong"
    )
