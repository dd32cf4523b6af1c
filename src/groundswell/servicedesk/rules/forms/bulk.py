"""What people may send for many tickets, and for a move on the board."""

from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.forms.tickets import HOLD_REASONS
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.queries import list_agents, list_groups
from groundswell.servicedesk.rules.actions.bulk import ACTS, BulkWords
from groundswell.servicedesk.waiting.defaults import say_usual

#: act → the fields that it needs
NEEDS = {
    "assign": ("assignee", "group"),
    "place": ("service",),
    "hold": ("reason",),
    "resolve": ("resolution",),
    "close": (),
    "join": ("parent",),
}


class BulkForm(forms.Form):
    """One act, with the fields that belong to it."""

    assignee = forms.ModelChoiceField(
        User.objects.none(), widget=QuickSelect, required=False, label="Person",
        empty_label=NOBODY_YET,
    )  # fmt: skip
    group = forms.ModelChoiceField(
        SupportGroup.objects.none(), widget=QuickSelect, required=False, label="Group",
        empty_label="as it is",
    )  # fmt: skip
    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, required=False, empty_label="not said"
    )
    reason = forms.ChoiceField(
        widget=QuickSelect,
        choices=[(r, r) for r in HOLD_REASONS],
        label="They wait for",
        help_text=say_usual(HOLD_REASONS),
    )
    resolution = forms.CharField(widget=forms.Textarea({"rows": 3}), label="What ended them?")
    parent = forms.CharField(max_length=32, label="Number of the ticket that stands for all")

    def __init__(self, *args: Any, act: str, **given: Any) -> None:
        super().__init__(*args, **given)
        for name in [name for name in self.fields if name not in NEEDS[act]]:
            del self.fields[name]
        fields: dict[str, Any] = self.fields
        lists = {"assignee": list_agents, "group": list_groups, "service": list_services}
        for name, choices in lists.items():
            if name in fields:
                fields[name].queryset = choices()

    def clean(self) -> dict[str, Any]:
        """Return what is said; to whom they go is not left open for all of them."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if {"assignee", "group"} <= said.keys() and not said["assignee"] and not said["group"]:
            raise forms.ValidationError("Say who takes them: choose a person, a group, or both.")
        return said

    def words(self) -> BulkWords:
        """Return what the form says, for the verb."""
        return BulkWords(**self.cleaned_data)


class ChosenForm(forms.Form):
    """Which act, on which tickets; the numbers are read beside it."""

    act = forms.ChoiceField(choices=list(ACTS.items()), widget=QuickSelect, label="What to do")


class CardForm(forms.Form):
    """Where a card goes, and what the column asks for."""

    to = forms.CharField(max_length=20, error_messages={"required": "Choose where it goes."})
    reason = forms.CharField(required=False)
