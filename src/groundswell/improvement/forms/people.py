"""What people may send about those who decide."""

from typing import Any

from django import forms
from django.utils import timezone

from groundswell.analysis.support import load_book
from groundswell.catalogue.queries import list_departments
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.widgets import QuickSelect
from groundswell.improvement.actions import About
from groundswell.improvement.forms.registers import choice, choose_from, day, words
from groundswell.improvement.queries.team import list_people
from groundswell.improvement.states import PreferredForm

_POWER = ((1, "a little"), (2, "much"), (3, "most"))


def _today() -> Any:
    return timezone.localdate()


class StakeholderForm(forms.Form):
    """Facts about somebody who decides; only the name is needed."""

    name = forms.CharField(max_length=150, label="Name")
    position = forms.CharField(required=False, max_length=150, label="What do they do?")
    department = choice(OrgUnit.objects.none(), "Department")
    account = choice(User.objects.none(), "Their account here, so that they never see this page")
    goals = words("What do they want to reach?", required=False)
    watches = words("What do they measure?", required=False)
    form = forms.ChoiceField(
        widget=QuickSelect, choices=PreferredForm.choices, label="How do they like to be told?"
    )
    minutes = forms.IntegerField(
        required=False, min_value=1, max_value=480, label="How many minutes?"
    )
    channel = forms.CharField(required=False, max_length=120, label="Through whom or what?")
    approves = forms.CharField(required=False, max_length=200, label="What may they approve?")
    limit = forms.DecimalField(
        required=False, min_value=0, max_digits=14, decimal_places=2, label="Up to how much money?"
    )
    budget_on = day("When is their next budget decided?", required=False)
    hurdle = forms.FloatField(
        required=False, min_value=0.01, label="Value for money they want to see",
        help_text="4 means four to one within the year.",
    )  # fmt: skip
    hurdle_by = forms.CharField(required=False, max_length=150, label="Who set that?")
    power = forms.TypedChoiceField(
        coerce=int, initial=2, widget=QuickSelect, choices=_POWER, label="How much do they decide?"
    )
    desired = forms.TypedChoiceField(
        coerce=int, initial=2, widget=QuickSelect, label="Where should they get to?"
    )
    is_middle = forms.BooleanField(
        required=False, initial=True, label="Counts as middle management"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["desired"].choices = [
            (number, f"{number} {stage.name}: {stage.means}")
            for number, stage in load_book().stages.items()
        ]
        choose_from(self, {"department": list_departments(), "account": list_people()})

    def about(self) -> About:
        """Return what the form says, for the verb."""
        return About(**self.cleaned_data)


class SignalForm(forms.Form):
    """Something that was seen."""

    kind = forms.ChoiceField(widget=QuickSelect, label="What did they do?")
    seen_on = forms.DateField(
        initial=_today, label="When?", widget=forms.DateInput({"type": "date"})
    )
    source = forms.CharField(max_length=250, label="Where can it be looked up?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(key, kind.says) for key, kind in load_book().kinds.items()]


class TouchForm(forms.Form):
    """A contact of ours."""

    touched_on = forms.DateField(
        initial=_today, label="When?", widget=forms.DateInput({"type": "date"})
    )
    how = forms.ChoiceField(widget=QuickSelect, choices=PreferredForm.choices, label="How?")
    about = forms.CharField(max_length=250, label="What was it about?")


class QuestionForm(forms.Form):
    """A question of theirs."""

    text = forms.CharField(max_length=500, label="What did they ask?")
    asked_on = forms.DateField(
        initial=_today, label="When?", widget=forms.DateInput({"type": "date"})
    )


class ReplyForm(forms.Form):
    """What we answered."""

    question = forms.IntegerField(widget=forms.HiddenInput)
    answer = words("What did you answer?")
    answered_on = forms.DateField(
        initial=_today, label="When?", widget=forms.DateInput({"type": "date"})
    )


class NoteForm(forms.Form):
    """Words for oneself."""

    text = words("For you alone", rows=3)


class KeyForm(forms.Form):
    """The line that is meant."""

    line = forms.IntegerField(widget=forms.HiddenInput)
