"""Whose a ticket is and how bad it is, each sent with what the form showed."""

from typing import Any

from django import forms
from django.db.models import Q

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.fields.people import PersonField
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.presence.forms import OnVersionForm, ShownForm
from groundswell.servicedesk.queries import list_agents, list_groups
from groundswell.servicedesk.states import Kind


class WhoForm(forms.Form):
    """Who does something."""

    assignee = forms.ModelChoiceField(
        User.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Person",
        empty_label=NOBODY_YET,
    )
    group = forms.ModelChoiceField(
        SupportGroup.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Group",
        empty_label="none",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["assignee"].queryset = list_agents()
        fields["group"].queryset = list_groups()


class AssignmentForm(WhoForm, ShownForm):
    """Who goes on with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        # whoever has it stays to be read, and is not taken out by whoever only alters the group
        offered = Q(pk__in=list_agents().values("pk")) | Q(pk=self.initial.get("assignee"))
        fields["assignee"].queryset = User.objects.filter(offered).order_by("name", "id")


class CallerForm(OnVersionForm):
    """Who is answered from now on."""

    caller = PersonField(
        max_length=200,
        label="Who is answered?",
        help_text="Name or e-mail. They see the ticket with its messages, and no note for agents.",
        widget=forms.TextInput({"autocomplete": "off"}),
        names=True,
    )


class KindForm(ShownForm):
    """Whether something is broken or wanted."""

    kind = forms.ChoiceField(
        widget=QuickSelect,
        choices=Kind.choices,
        label="What is it?",
        help_text="The number stays, as its caller knows it; what is promised is worked out anew.",
    )


class RatingForm(ShownForm):
    """Who is affected and how bad it is."""

    impact = forms.TypedChoiceField(widget=QuickSelect, coerce=int, label="Who is affected?")
    urgency = forms.TypedChoiceField(widget=QuickSelect, coerce=int, label="How bad is it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        matrix = current_matrix()
        fields: dict[str, Any] = self.fields
        fields["impact"].choices = sorted(matrix.impacts.items())
        fields["urgency"].choices = sorted(matrix.urgencies.items())
