"""What people may send about problems and known errors."""

from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_services
from groundswell.cmdb.models import ConfigItem
from groundswell.cmdb.queries import list_items
from groundswell.foundation.accounts.models import User
from groundswell.foundation.widgets import QuickSelect
from groundswell.problems.actions import NewKnownError, NewProblem
from groundswell.problems.queries import list_owners
from groundswell.problems.states import Branch, CauseClass, EntryKind, Origin, Standing


def _words(label: str, *, rows: int = 3, required: bool = False, help_text: str = "") -> Any:
    return forms.CharField(
        required=required,
        widget=forms.Textarea({"rows": rows}),
        label=label,
        help_text=help_text,
    )


class _AboutForm(forms.Form):
    """What it is about: a service, a thing."""

    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, required=False, label="Which service?"
    )
    ci = forms.ModelChoiceField(
        ConfigItem.objects.none(), widget=QuickSelect, required=False, label="Which thing?"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_services()
        fields["ci"].queryset = list_items()


class ProblemForm(_AboutForm):
    """A trouble that is worth looking into."""

    title = forms.CharField(max_length=250, label="What keeps happening, in a few words?")
    symptom = _words("What do people see?")
    impact = _words("What does it do to them?", rows=2)
    origin = forms.ChoiceField(
        widget=QuickSelect,
        choices=Origin.choices,
        initial=Origin.TICKETS,
        label="What made you look?",
    )

    field_order = ("title", "symptom", "impact", "service", "ci", "origin")

    def new_problem(self) -> NewProblem:
        """Return what the form says, for the verb."""
        return NewProblem(**self.cleaned_data)


class DescriptionForm(_AboutForm):
    """What people see, what it does to them, what it is about."""

    title = forms.CharField(max_length=250, label="Title")
    symptom = _words("What do people see?")
    impact = _words("What does it do to them?", rows=2)

    field_order = ("title", "symptom", "impact", "service", "ci")


class PlanForm(forms.Form):
    """Who has it, what comes next, until when."""

    owner = forms.ModelChoiceField(
        User.objects.none(), widget=QuickSelect, required=False, label="Who answers for it?"
    )
    next_step = forms.CharField(required=False, max_length=250, label="What comes next?")
    due_on = forms.DateField(
        required=False, label="Until when?", widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = list_owners()


class CauseForm(forms.Form):
    """Why it happens."""

    cause = _words("Why does it happen?", required=True)
    cause_class = forms.ChoiceField(
        widget=QuickSelect, choices=CauseClass.choices, label="Which kind of cause?"
    )


class ContainmentForm(forms.Form):
    """What keeps the harm small."""

    containment = _words("What keeps the harm small until then?", rows=2)


class SecurityForm(forms.Form):
    """Whether only those who work on problems may read it."""

    security = forms.BooleanField(required=False, label="Only those who work on problems read it")


class NextStepForm(forms.Form):
    """What the fix needs next."""

    next_step = forms.CharField(required=False, max_length=250, label="Next step of the fix")


class LinkForm(forms.Form):
    """A ticket that shows it."""

    number = forms.CharField(max_length=32, label="Number")
    detail = forms.CharField(required=False, max_length=250, label="Why does it belong here?")


class UnlinkingForm(forms.Form):
    """A ticket that does not show it."""

    number = forms.CharField(max_length=32, label="Number")


class EntryForm(forms.Form):
    """One line of an investigation."""

    kind = forms.ChoiceField(widget=QuickSelect, choices=EntryKind.choices, label="What is it?")
    text = forms.CharField(max_length=500, label="In one line")
    happened_at = forms.DateTimeField(
        required=False,
        label="When did it happen?",
        widget=forms.DateTimeInput({"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    branch = forms.ChoiceField(
        widget=QuickSelect,
        choices=[("", "not said"), *Branch.choices],
        required=False,
        label="Which side is it on?",
    )


class StandingForm(forms.Form):
    """How far a possible cause has been shown."""

    entry = forms.IntegerField(widget=forms.HiddenInput)
    standing = forms.ChoiceField(choices=[*Standing.choices, ("struck", "Taken back")])


class KnownErrorForm(_AboutForm):
    """A known error, in words by which it is found."""

    title = forms.CharField(max_length=250, label="What is it called?")
    symptom = _words("What do people see?", required=True)
    root_cause = _words("Why does it happen?", rows=2)
    vendor = forms.CharField(required=False, max_length=80, label="Maker")
    model = forms.CharField(required=False, max_length=80, label="Model or product")
    version_from = forms.CharField(required=False, max_length=40, label="From version")
    version_to = forms.CharField(required=False, max_length=40, label="To version")
    error_code = forms.CharField(required=False, max_length=80, label="Code it shows")
    steps = _words(
        "What helps until it is fixed?", rows=4, help_text="The steps, one a line. It can wait."
    )

    field_order = ("title", "symptom", "steps", "root_cause", "service", "ci")

    def new_known_error(self) -> NewKnownError:
        """Return what the form says, for the verb."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "steps"}
        ci = said.pop("ci")
        return NewKnownError(**said, cis=(ci,) if ci else ())


class WorkaroundForm(forms.Form):
    """How to live with it."""

    steps = _words("Steps, one a line", rows=4, required=True)
    minutes = forms.FloatField(
        required=False, min_value=0, max_value=10_000, label="Minutes that one use takes"
    )
    residual_loss = forms.FloatField(
        required=False,
        min_value=0,
        max_value=1,
        initial=0,
        label="Share of their work people still lose",
        help_text="0 is none, 0.25 is a quarter, 1 is all of it.",
    )
    expires_on = forms.DateField(
        required=False,
        label="Look at it again from",
        widget=forms.DateInput({"type": "date"}),
    )
    for_callers = forms.BooleanField(required=False, label="Callers may be shown the steps")

    def clean_residual_loss(self) -> float:
        """Return the share, nothing where it was left empty."""
        return self.cleaned_data["residual_loss"] or 0.0


class UseForm(forms.Form):
    """A workaround tried on a ticket."""

    workaround = forms.CharField(max_length=32)
    tell = forms.BooleanField(required=False)
    take = forms.BooleanField(required=False)


class HelpedForm(forms.Form):
    """Whether a workaround helped."""

    use = forms.IntegerField()
    helped = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], coerce=lambda value: value == "yes"
    )
