"""What people may send about where a practice should get to."""

from django import forms

from groundswell.measurement.levels.actions.targets import LEVELS


class TargetForm(forms.Form):
    """A level, and why."""

    level = forms.TypedChoiceField(
        coerce=int, choices=[(level, f"level {level}") for level in LEVELS], label="Level"
    )
    reason = forms.CharField(required=False, max_length=250, label="Why as far as that?")
