"""What people may send about business cases and asks."""

from collections.abc import Sequence
from typing import Any

from django import forms

from groundswell.analysis.worth import input_rules
from groundswell.foundation.widgets import QuickSelect
from groundswell.improvement.actions import NewAsk
from groundswell.improvement.models import AskAnswer
from groundswell.improvement.queries import Case
from groundswell.problems.forms import RangeForm, read_said

#: numbers of a problem that people may give, in the order in which a case is told
OF_PROBLEM = (
    "per_year", "users", "minutes", "factor", "user_rate", "agent_minutes", "agent_rate",
    "contact_minutes", "external", "revenue", "workaround_uses", "workaround_minutes",
    "working_days", "outage_probability", "outage_loss", "hurdle", "months_left", "horizon",
    "discount", "growth",
)  # fmt: skip
OF_OPTION = (
    "cash", "hours", "running_cash", "running_hours", "success", "effectiveness", "lead_months",
    "life_years",
)  # fmt: skip

Choices = list[tuple[str, Any]]


def list_numbers(case: Case) -> Choices:
    """Return every number of a case that people may give, under what it belongs to."""
    rules = input_rules()
    problem = [(key, f"{rules[key].name}, {_unit(key, case)}") for key in OF_PROBLEM]
    options = [
        (
            f"“{option.record.title}”",
            [
                (f"{option.record.number}:{key}", f"{rules[key].name}, {_unit(key, case)}")
                for key in OF_OPTION
            ],
        )
        for option in case.options
    ]
    return [("The trouble", problem), *options]


def _unit(key: str, case: Case) -> str:
    unit = input_rules()[key].unit.replace("money", case.currency)
    return f"{unit}, 0 to 1" if unit in {"share", "chance"} else unit


class InputForm(RangeForm):
    """One number of a case, in place of the one before."""

    name = forms.CharField(max_length=80, label="Which number?")

    field_order = ("name", "likely", "likely_low", "likely_high", "source", "said_by")

    def __init__(self, *args: Any, choices: Choices = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.add_range("likely", "Its likely value")
        self.fields["likely"].required = True
        self.fields["name"].widget = forms.Select(choices=choices)
        self.order_fields(self.field_order)

    @property
    def key(self) -> str:
        """Return the name of the input, without the option that it belongs to."""
        return str(self.cleaned_data.get("name", "")).rpartition(":")[2]

    @property
    def numbers(self) -> Sequence[forms.BoundField]:
        """Return the fields of the range."""
        return [self[name] for name in ("likely", "likely_low", "likely_high")]

    def clean_name(self) -> str:
        """Return the name; one that no case has is refused."""
        name: str = self.cleaned_data["name"]
        option, _, key = name.rpartition(":")
        if key not in (OF_OPTION if option else OF_PROBLEM):
            raise forms.ValidationError("No case has this number; choose one of the list.")
        return name

    def clean(self) -> dict[str, Any]:
        """Check the range against what this number can be; a share is given from 0 to 1 here."""
        said = super().clean()
        if self.key in input_rules() and said.get("likely") is not None:
            self.check_range("likely", self.key, per_cent=False)
        return said


def read_input(said: dict[str, Any]) -> dict[str, Any]:
    """Return the option (or none), the name and the number of an input, for the verb."""
    option, _, key = said["name"].rpartition(":")
    return {"option": option, "name": key, "said": read_said(said, "likely", key, per_cent=False)}


class ShareForm(forms.Form):
    """Another problem that an option serves too, and which part of it that problem uses."""

    option = forms.CharField(max_length=32, widget=forms.HiddenInput)
    number = forms.CharField(max_length=32, required=False, label="Another problem it serves")
    share = forms.FloatField(min_value=0.01, max_value=1, initial=1, label="Share of it, 0 to 1")


class WithdrawalForm(forms.Form):
    """An option that is taken back."""

    option = forms.CharField(max_length=32, widget=forms.HiddenInput)


class AskForm(forms.Form):
    """What is asked for, of whom, until when."""

    option = forms.CharField(max_length=32, required=False, label="What do you ask for?")
    amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        label="How much money?",
        help_text="Left empty: what it costs once.",
    )
    asked_of = forms.CharField(max_length=150, label="Who decides?")
    needed_by = forms.DateField(
        required=False, label="Until when?", widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, choices: Choices = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.fields["option"].widget = QuickSelect(choices=choices)
        if choices:  # the first is the best one; an empty value would choose "Something else"
            self.fields["option"].initial = choices[0][0]


def list_asked(case: Case) -> Choices:
    """Return what can be asked for: each option, or something else."""
    best = case.best.option.name if case.best else ""
    options = sorted(case.options, key=lambda o: o.worth is None or o.worth.name != best)
    named = [(option.record.number, option.record.title) for option in options]
    return [*named, ("", "Something else")]


def read_ask(said: dict[str, Any], option: Any) -> dict[str, Any]:
    """Return what the form of an ask says, for the verb."""
    rest = {name: said[name] for name in ("amount", "asked_of", "needed_by")}
    return {"new": NewAsk(option=option, **rest)}


class AnswerForm(forms.Form):
    """What came back, from whom, why."""

    ask = forms.CharField(max_length=32, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        widget=QuickSelect, choices=AskAnswer.choices, label="What came back?"
    )
    answered_by = forms.CharField(required=False, max_length=150, label="From whom?")
    reason = forms.CharField(required=False, max_length=500, label="Why?")
