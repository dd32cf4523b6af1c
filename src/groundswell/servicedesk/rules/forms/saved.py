"""What people may say of a view."""

from typing import Any

from django import forms

from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.queries import SHOW
from groundswell.servicedesk.rules.columns import COLUMNS, SORTS
from groundswell.servicedesk.rules.queries.groups import list_own_groups


class ViewForm(forms.Form):
    """Everything of a view besides its conditions."""

    name = forms.CharField(max_length=60, label="Name of the view")
    show = forms.ChoiceField(
        choices=list(SHOW.items()), widget=QuickSelect, initial="open", label="Among which tickets?"
    )
    sort = forms.ChoiceField(
        choices=[(name, words) for name, (words, _) in SORTS.items()],
        widget=QuickSelect,
        required=False,
        label="In which order?",
    )
    columns = forms.MultipleChoiceField(
        choices=list(COLUMNS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Columns besides number and title",
        help_text="None: those of the list. At most six.",
    )
    shared_group = forms.ModelChoiceField(
        SupportGroup.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Share it with a group",
        empty_label="nobody",
    )
    shared_role = forms.ChoiceField(
        choices=[("", "nobody"), *Role.choices],
        widget=QuickSelect,
        required=False,
        label="Share it with a role",
    )
    warn_above = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=1_000,
        label="Warn when it holds more than",
        help_text="Shown on Today and above the list, once until it holds fewer again.",
    )
    warn_new = forms.BooleanField(required=False, label="Warn when a ticket comes into it")

    def __init__(self, *args: Any, by: User, **given: Any) -> None:
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        fields["shared_group"].queryset = list_own_groups(by)
        if not may(by, "desk.keep"):
            del fields["shared_role"]
