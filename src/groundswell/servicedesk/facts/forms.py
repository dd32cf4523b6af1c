"""What people may say of the fields of tickets and of templates."""

from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_departments, list_offered
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.fields import Field
from groundswell.foundation.fields.writing import FieldForm
from groundswell.foundation.fields.writing import initial_of as show_field
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.facts.actions import NewTemplate, Scope
from groundswell.servicedesk.facts.models import TicketField
from groundswell.servicedesk.facts.queries import (
    TEMPLATE_FIELDS,
    list_kinds,
    list_ticket_fields,
)
from groundswell.servicedesk.states import Kind


class TicketFieldForm(FieldForm):
    """A question that is asked of tickets, and of which."""

    ticket_kind = forms.ChoiceField(required=False, label="Asked of")
    category = forms.CharField(required=False, max_length=120, label="Only in this category")
    department = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        required=False,
        widget=QuickSelect,
        empty_label="everyone's",
        label="Only for people of",
    )

    def __init__(self, given: QueryDict | None = None, *, field: TicketField | None = None) -> None:
        key = field.key if field else ""
        super().__init__(given, initial=_initial(field), auto_id=f"f_{key or 'new'}_%s")
        fields: dict[str, Any] = self.fields
        fields["ticket_kind"].choices = list_kinds()
        fields["department"].queryset = list_departments()
        self.offer([one.as_field() for one in list_ticket_fields()], key=key)

    def said(self) -> dict[str, Any]:
        """Return the arguments of the verb."""
        said = dict(self.cleaned_data)
        scope = {name: said.pop(name) for name in ("ticket_kind", "category", "department")}
        return {"question": Field(key="", **said), "scope": Scope(**scope)}


class TemplateForm(forms.Form):
    """A ticket to begin from."""

    name = forms.CharField(max_length=80, label="Name of the template")
    ticket_kind = forms.ChoiceField(choices=Kind.choices, label="What is it?")
    summary = forms.CharField(required=False, max_length=250, label="In a few words")
    description = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), max_length=5_000, label="Details"
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, widget=QuickSelect, empty_label="not said"
    )
    category = forms.CharField(required=False, max_length=120)
    impact = forms.TypedChoiceField(
        widget=QuickSelect, coerce=int, required=False, empty_value=None, label="Who is affected?"
    )
    urgency = forms.TypedChoiceField(
        widget=QuickSelect, coerce=int, required=False, empty_value=None, label="How bad is it?"
    )
    needed = forms.MultipleChoiceField(
        choices=list(TEMPLATE_FIELDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Has to be filled in",
    )
    hidden = forms.MultipleChoiceField(
        choices=list(TEMPLATE_FIELDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Is not shown",
    )

    def __init__(self, given: QueryDict | None = None) -> None:
        super().__init__(given, auto_id="template_%s")
        matrix = current_matrix()
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_offered()
        fields["impact"].choices = [("", "as usual"), *sorted(matrix.impacts.items())]
        fields["urgency"].choices = [("", "as usual"), *sorted(matrix.urgencies.items())]

    def template(self) -> NewTemplate:
        """Return what the form says, for the verb."""
        said = dict(self.cleaned_data)
        about = {name: said.pop(name) for name in ("name", "ticket_kind", "needed", "hidden")}
        if said["service"]:
            said["service"] = said["service"].pk
        return NewTemplate(preset=said, **about)


def _initial(field: TicketField | None) -> dict[str, Any]:
    if field is None:
        return {}
    about = ("ticket_kind", "category", "department")
    return show_field(field.as_field()) | {name: getattr(field, name) for name in about}
