"""What people may say of a group, and of who is away."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.widgets import QuickSelect, RecordsField
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.rules.actions.groups import GroupWords
from groundswell.servicedesk.rules.queries.groups import list_agents_of, list_departments


class GroupForm(forms.Form):
    """Whose queue it is, and who sees it."""

    name = forms.CharField(max_length=120, label="Name of the group")
    department = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Department whose queue it is",
        empty_label="it serves all",
    )
    lead = forms.ModelChoiceField(
        User.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Who leads it",
        empty_label="nobody in particular",
        help_text="Told where a rule says so, when a promise of the group runs short.",
    )
    members_only = forms.BooleanField(
        required=False,
        label="Only its members see its tickets",
        help_text="Others who work at the desk do not find them; callers see their own.",
    )
    categories = forms.CharField(
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        label="What people can ask it for",
        help_text="One in a line. With at least one the group has a form of its own.",
    )

    def __init__(self, *args: Any, group: SupportGroup | None = None, **given: Any) -> None:
        self.group = group
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = list_departments()
        fields["lead"].queryset = list_agents_of(self.group)

    def words(self) -> GroupWords:
        """Return what the form says, for the verb."""
        said = self.cleaned_data
        lines = [line.strip() for line in said["categories"].splitlines()]
        return GroupWords(
            name=said["name"],
            department=said["department"],
            lead=said["lead"],
            members_only=said["members_only"],
            categories=tuple(dict.fromkeys(line for line in lines if line)),
        )


class MembersForm(forms.Form):
    """Who is in a group."""

    members = RecordsField(
        User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Who takes tickets from its queue",
    )

    def __init__(self, *args: Any, group: SupportGroup, **given: Any) -> None:
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        fields["members"].queryset = list_agents_of(group)


class AbsenceForm(forms.Form):
    """Until when somebody is away; empty: they are here."""

    until = forms.DateField(
        required=False,
        widget=forms.DateInput({"type": "date"}),
        label="Away until the end of",
    )

    def clean_until(self) -> datetime | None:
        """Return the end of that day."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        return timezone.make_aware(datetime.combine(day, time(23, 59)))
