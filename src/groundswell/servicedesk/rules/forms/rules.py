"""What people may say of a rule."""

from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.models import User
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.queries import list_agents, list_groups
from groundswell.servicedesk.rules.acts import GIVE


class RuleForm(forms.Form):
    """What a rule is called, and what it does."""

    name = forms.CharField(
        max_length=80, label="Name of the rule", help_text="It stands in the story of each ticket."
    )
    group = forms.ModelChoiceField(
        SupportGroup.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Group",
        empty_label="as it is",
        help_text="A ticket that only the members of its group see stays with them.",
    )
    give = forms.ChoiceField(
        choices=list(GIVE.items()), widget=QuickSelect, required=False, label="Give it to"
    )
    assignee = forms.ModelChoiceField(
        User.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Or to one person",
        empty_label="as it is",
    )
    service = forms.ModelChoiceField(
        Service.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Service",
        empty_label="as it is",
    )
    category = forms.CharField(required=False, max_length=120, label="Category")
    impact = forms.ChoiceField(widget=QuickSelect, required=False, label="Who is affected")
    urgency = forms.ChoiceField(widget=QuickSelect, required=False, label="How bad it is")
    note = forms.CharField(
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 2}),
        label="Note for agents",
    )
    is_last = forms.BooleanField(
        required=False, label="No later rule runs on a ticket that fits this one"
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        fields["group"].queryset = list_groups()
        fields["assignee"].queryset = list_agents()
        fields["service"].queryset = list_services()
        matrix = current_matrix()
        fields["impact"].choices = [("", "as it is"), *sorted(matrix.impacts.items())]
        fields["urgency"].choices = [("", "as it is"), *sorted(matrix.urgencies.items())]

    def acts(self) -> dict[str, Any]:
        """Return what the form says the rule does, as data."""
        said = self.cleaned_data
        records = ("group", "assignee", "service")
        sets = {name: said[name].pk for name in records if said.get(name)}
        sets |= {name: said[name] for name in ("category", "impact", "urgency") if said.get(name)}
        return {"set": sets, "give": said.get("give", ""), "note": said.get("note", "")}


class SwitchForm(forms.Form):
    """On or off."""

    is_on = forms.BooleanField(required=False)


class MoveForm(forms.Form):
    """One place up or down."""

    up = forms.BooleanField(required=False)
