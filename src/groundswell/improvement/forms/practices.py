"""What people may send about practices, roles, the group and skills."""

from typing import Any

from django import forms

from groundswell.catalogue.queries import list_departments
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.widgets import QuickSelect
from groundswell.improvement.actions import NewPractice
from groundswell.improvement.forms.registers import choice, choose_from, day, words
from groundswell.improvement.models import Practice
from groundswell.improvement.processes import PROCESSES
from groundswell.improvement.queries.practices import list_offered
from groundswell.improvement.queries.team import list_people, list_workers
from groundswell.improvement.states import AdoptionState, RoleKind, SkillLevel


class PracticeForm(forms.Form):
    """A way of working as its department tells it."""

    title = forms.CharField(max_length=250, label="What is done well, in a few words?")
    department = choice(OrgUnit.objects.none(), "Which department works like that?", required=True)
    why = words("What is it good for?")
    steps = words("How is it done? One step a line", rows=6)
    owner = choice(User.objects.none(), "Who answers for it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"department": list_departments(), "owner": list_workers()})

    def new_practice(self) -> NewPractice:
        """Return what the form says, for the verb."""
        return NewPractice(**self.cleaned_data)


class RevisionForm(forms.Form):
    """The practice, written anew."""

    title = forms.CharField(max_length=250, label="Title")
    why = words("What is it good for?")
    steps = words("How is it done? One step a line", rows=6)
    owner = choice(User.objects.none(), "Who answers for it?", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"owner": list_workers()})


class EffectForm(forms.Form):
    """What it brings, measured."""

    measure = forms.CharField(
        max_length=250,
        label="What was measured?",
        help_text="With its unit: minutes for each, say.",
    )
    before = forms.FloatField(label="The number without it")
    after = forms.FloatField(label="The number with it")
    counted = forms.IntegerField(min_value=1, label="From how many records?")
    measured_on = day("Measured on")


class AdoptionForm(forms.Form):
    """What one department does with it."""

    department = choice(OrgUnit.objects.none(), "Which department?", required=True)
    state = forms.ChoiceField(
        widget=QuickSelect, choices=AdoptionState.choices, label="What does it do?"
    )
    reason = forms.CharField(
        required=False, max_length=500, label="Why?", help_text="Needed for another way, or for no."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"department": list_departments()})


class RoleForm(forms.Form):
    """Who answers for what."""

    person = choice(User.objects.none(), "Who?", required=True)
    kind = forms.ChoiceField(widget=QuickSelect, choices=RoleKind.choices, label="As what?")
    process = forms.ChoiceField(widget=QuickSelect, required=False, label="Of which process?")
    practice = choice(Practice.objects.none(), "Or of which practice?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["process"].choices = [
            ("", "none"), *((key, one.label) for key, one in PROCESSES.items())
        ]  # fmt: skip
        choose_from(self, {"person": list_workers(), "practice": list_offered()})


class DescriptionForm(forms.Form):
    """Where it is written down how a process is run."""

    process = forms.ChoiceField(widget=QuickSelect, label="Which process?")
    article = forms.CharField(
        required=False,
        max_length=20,
        label="Number of the article",
        help_text="The same again says that it still holds; none: it is written down nowhere.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["process"].choices = [(key, one.label) for key, one in PROCESSES.items()]


class PartnerForm(forms.Form):
    """Who takes part, and how much time they give."""

    person = choice(User.objects.none(), "Who?", required=True)
    hours_a_week = forms.FloatField(min_value=0.25, max_value=60, label="Hours a week")
    brings = forms.CharField(required=False, max_length=250, label="What do they bring?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"person": list_workers()})


class SkillForm(forms.Form):
    """How well somebody can do it."""

    person = choice(User.objects.none(), "Who?", required=True)
    practice = choice(Practice.objects.none(), "Which practice?")
    tool = forms.CharField(required=False, max_length=120, label="Or which tool?")
    level = forms.TypedChoiceField(
        coerce=int, widget=QuickSelect, choices=SkillLevel.choices, label="How well?"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"person": list_people(), "practice": list_offered()})
