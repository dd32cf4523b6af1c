"""What people may say of the users and the business facts of a service."""

from collections.abc import Mapping
from typing import Any

from django import forms

from groundswell.catalogue.business.actions import NewFact
from groundswell.catalogue.business.models import FactKind, Weekdays
from groundswell.catalogue.queries import list_departments
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.fields.people import PeopleField, PersonField
from groundswell.foundation.widgets import RecordsField


class UsersForm(forms.Form):
    """Who uses a service."""

    departments = RecordsField(
        OrgUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Departments that use it",
    )
    people = PeopleField(
        required=False,
        max_length=4_000,
        label="And these people",
        help_text="Names or e-mails, with commas.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["departments"].queryset = list_departments()


class WindowForm(forms.Form):
    """When a service matters most."""

    days = forms.ChoiceField(choices=Weekdays.choices, label="On which days?")
    begins = forms.TimeField(widget=forms.TimeInput({"type": "time"}), label="From")
    ends = forms.TimeField(widget=forms.TimeInput({"type": "time"}), label="Until")
    why = forms.CharField(required=False, max_length=120, label="What happens then?")


class FactForm(forms.Form):
    """What the business knows of a service."""

    kind = forms.ChoiceField(choices=FactKind.choices, label="What is it about?")
    text = forms.CharField(max_length=300, label="What is known?")
    number = forms.DecimalField(
        required=False, min_value=0, max_digits=14, decimal_places=2, label="As a number"
    )
    unit = forms.CharField(required=False, max_length=40, label="Of what?")
    source = forms.CharField(max_length=200, label="Who says so?")
    said_on = forms.DateField(
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), label="When did they?"
    )


class HeadForm(forms.Form):
    """Who leads a department; empty for nobody."""

    head = PersonField(required=False, max_length=200)


class RowForm(forms.Form):
    """Which of them."""

    key = forms.IntegerField(min_value=1, max_value=2_000_000_000)


def as_fact(_: object, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    """Return the arguments of `add_business_fact`."""
    return {"fact": NewFact(**said)}
