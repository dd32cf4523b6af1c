"""What people may say of an offering."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.actions import NewStep, NewTask, OfferingFacts
from groundswell.catalogue.offerings.models import Approvers, Offering, OfferingState, Quorum
from groundswell.catalogue.offerings.queries import list_models
from groundswell.catalogue.queries import list_departments, list_offered
from groundswell.foundation.accounts.models import OrgUnit, Role, User
from groundswell.foundation.fields import Field, FieldKind
from groundswell.foundation.fields.people import PeopleField
from groundswell.foundation.fields.writing import FieldForm
from groundswell.foundation.fields.writing import initial_of as show_field
from groundswell.foundation.widgets import QuickSelect, RecordsField


class BeginForm(forms.Form):
    """With which model an offering begins, and to which service it belongs."""

    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, label="Which service is it part of?"
    )
    model = forms.ChoiceField(required=False, label="Begin with")
    name = forms.CharField(
        required=False,
        max_length=120,
        label="Its name, as people would ask for it",
        help_text="Empty: the name of what it begins with.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_offered()
        fields["model"].choices = [*list_models(), ("", "nothing: an empty one")]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where nothing gives one."""
        said = self.cleaned_data
        if not said.get("model") and not said.get("name", "").strip():
            self.add_error("name", "Write a name, or begin with one of the list.")
        return said


class OfferingForm(forms.Form):
    """What an offering is, and for whom."""

    name = forms.CharField(max_length=120, label="Name, as people would ask for it")
    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, label="Part of which service?"
    )
    what = forms.CharField(
        required=False,
        max_length=5_000,
        widget=forms.Textarea({"rows": 3}),
        label="What do they get?",
    )
    words = forms.CharField(required=False, max_length=300, label="What else do people call it?")
    days = forms.IntegerField(
        required=False, min_value=0, max_value=999, label="Working days it usually takes"
    )
    price = forms.CharField(required=False, max_length=120, label="What does it cost whom?")
    departments = RecordsField(
        OrgUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Only for these departments",
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Or for everyone who is",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_offered()
        fields["departments"].queryset = list_departments()


def initial_of(offering: Offering) -> dict[str, Any]:
    """Return what the form shows of an offering that is there."""
    about = ("name", "service", "what", "words", "days", "price")
    return {name: getattr(offering, name) for name in about} | {
        "departments": list(offering.departments.all()),
        "roles": offering.role_list,
    }


class StateForm(forms.Form):
    """Whether people can ask for it."""

    state = forms.ChoiceField(choices=OfferingState.choices)


_KEY = re.compile(r"[\w-]+", re.ASCII)


class QuestionForm(FieldForm):
    """A question; the key is empty for a new one."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        asked: Sequence[Field] = (),
        field: Field | None = None,
    ) -> None:
        shown = show_field(field) | {"key": field.key} if field else {}
        key = field.key if field else given.get("key", "") if given else ""
        super().__init__(given, initial=shown, auto_id=f"q_{key.replace('%', '') or 'new'}_%s")
        self.offer(asked, key=field.key if field else "")
        self.kind_words = FieldKind(field.kind).label if field else ""
        self.depends_on = next(
            (one.label for one in asked if field and one.key == field.only_if), ""
        )

    def clean_key(self) -> str:
        """Return the key; what can be none makes the question a new one."""
        said: str = self.cleaned_data["key"]
        return said if _KEY.fullmatch(said) else ""


class KeyForm(forms.Form):
    """Which question."""

    key = forms.CharField(max_length=60)


class OrderForm(KeyForm):
    """Which question, and where to."""

    up = forms.BooleanField(required=False)


class RowForm(forms.Form):
    """Which step or task."""

    key = forms.IntegerField(min_value=1, max_value=2_000_000_000)


class StepForm(forms.Form):
    """Whose agreement is asked."""

    who = forms.ChoiceField(choices=Approvers.choices, label="Who agrees?")
    people = PeopleField(
        required=False,
        max_length=2_000,
        label="By name",
        help_text="Names or e-mails, with commas; only for people by name.",
    )
    quorum = forms.ChoiceField(choices=Quorum.choices, label="How many have to say yes?")
    least = forms.IntegerField(
        initial=1, min_value=1, max_value=999, label="So many", required=False
    )


class PlannedTaskForm(forms.Form):
    """What is done for each request."""

    title = forms.CharField(max_length=200, label="What is done?")
    group = forms.CharField(required=False, max_length=120, label="By which group?")
    days = forms.IntegerField(
        required=False, min_value=0, max_value=999, label="Within so many days"
    )
    after = forms.CharField(required=False, max_length=200, label="After which task?")
    is_tick = forms.BooleanField(required=False, label="A line to tick off, no more")


def as_step(_: object, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    """Return the arguments of `add_step`."""
    return {"step": NewStep(**{**said, "least": said["least"] or 1})}


def as_facts(_: object, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    """Return the arguments of `describe_offering`."""
    return {"facts": OfferingFacts(**said)}


def as_question(_: object, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    """Return the arguments of `keep_question`."""
    return {"question": Field(**said)}


def as_task(_: object, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    """Return the arguments of `plan_task`."""
    return {"task": NewTask(**said)}
