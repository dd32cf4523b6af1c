"""What people may send about improvements, goals and trials."""

from collections.abc import Mapping
from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_departments, list_services
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.widgets import QuickSelect, RecordsField
from groundswell.improvement.actions import NewImprovement
from groundswell.improvement.models import Goal
from groundswell.improvement.queries.register import list_goals
from groundswell.improvement.queries.team import list_workers
from groundswell.improvement.states import ImprovementOrigin, PilotOutcome


def words(label: str, *, rows: int = 2, required: bool = True, help_text: str = "") -> Any:
    """Return a field of several lines."""
    return forms.CharField(
        required=required,
        widget=forms.Textarea({"rows": rows}),
        label=label,
        help_text=help_text,
    )


def day(label: str, *, required: bool = True) -> Any:
    """Return a field for a day."""
    return forms.DateField(required=required, label=label, widget=forms.DateInput({"type": "date"}))


def choice(queryset: Any, label: str, *, required: bool = False) -> Any:
    """Return a choice of records; `choose_from` says of which."""
    return forms.ModelChoiceField(queryset, widget=QuickSelect, required=required, label=label)


def choose_from(form: forms.Form, choices: Mapping[str, Any]) -> None:
    """Give the choices of a form their records, when it is made and not when it is read."""
    fields: dict[str, Any] = form.fields
    for name, queryset in choices.items():
        fields[name].queryset = queryset


def _number(label: str, *, required: bool = False, least: float | None = None) -> Any:
    return forms.FloatField(required=required, label=label, min_value=least)


def _amount(label: str) -> Any:
    return forms.DecimalField(
        required=False, label=label, min_value=0, max_digits=14, decimal_places=2
    )


class ImprovementForm(forms.Form):
    """An idea, with its why."""

    title = forms.CharField(max_length=250, label="What is to be better, in a few words?")
    pain = words("What hurts today?")
    who = forms.CharField(max_length=200, label="Who has it?")
    cost = forms.CharField(
        max_length=200,
        label="What does it cost them?",
        help_text="Hours, money, nerves; a guess will do.",
    )
    origin = forms.ChoiceField(
        widget=QuickSelect, choices=ImprovementOrigin.choices, label="Where did it come from?"
    )
    department = choice(OrgUnit.objects.none(), "For which department?")
    service = choice(Service.objects.none(), "Which service?")
    goal = choice(Goal.objects.none(), "Which goal does it serve?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(
            self,
            {"department": list_departments(), "service": list_services(), "goal": list_goals()},
        )

    def new_improvement(self, **given: Any) -> NewImprovement:
        """Return what the form says, for the verb."""
        return NewImprovement(**self.cleaned_data, **given)


class AssessmentForm(forms.Form):
    """What we believe, and the number that will show it."""

    hypothesis = words("What do you believe will change?")
    measure = forms.CharField(
        max_length=250,
        label="Which number will show it?",
        help_text="With its unit: tickets a month, say.",
    )
    before = _number("That number today")
    target = _number("That number afterwards, if you are right")
    effort_hours = _number("Hours it takes", least=0)
    forecast = _amount("Worth a year, in money")


class TakeOnForm(forms.Form):
    """Who takes it on, what comes first, until when."""

    owner = choice(User.objects.none(), "Who takes it on?")
    next_step = forms.CharField(required=False, max_length=250, label="What comes first?")
    due_on = day("Until when?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"owner": list_workers()})


class NextForm(forms.Form):
    """What comes next, until when."""

    next_step = forms.CharField(required=False, max_length=250, label="What comes next?")
    due_on = day("Until when?", required=False)


class PilotForm(forms.Form):
    """A small trial."""

    scope = forms.CharField(max_length=250, label="Where do you try it?")
    stop_rule = forms.CharField(max_length=250, label="What would make you stop?")
    starts_on = day("From")
    ends_on = day("To")


class PilotEndForm(forms.Form):
    """How a trial ended."""

    outcome = forms.ChoiceField(
        widget=QuickSelect, choices=PilotOutcome.choices, label="How did it end?"
    )
    result = forms.CharField(required=False, max_length=500, label="What did it show?")


class ResultForm(forms.Form):
    """The number before and after."""

    before = _number("The number before", required=True)
    after = _number("The number after", required=True)
    actual = _amount("Worth a year, in money")
    lesson = words("What was learned?", required=False)


class DropForm(forms.Form):
    """Why it is let go."""

    reason = words("Why is it dropped?")


class GoalForm(forms.Form):
    """What the organisation wants to reach."""

    title = forms.CharField(max_length=250, label="The goal, as it was said")
    said_by = forms.CharField(max_length=150, label="Who said it?")
    measure = forms.CharField(required=False, max_length=250, label="How will they see it?")
    due_on = day("Until when?", required=False)
    services = RecordsField(
        Service.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Which services does it need?",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"services": list_services()})


class NeedsForm(forms.Form):
    """Which services a goal needs."""

    services = RecordsField(
        Service.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Trouble with one of these endangers it",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, {"services": list_services()})


class StepForm(forms.Form):
    """The first step that is taken on."""

    step = forms.CharField(max_length=120, widget=forms.HiddenInput)
