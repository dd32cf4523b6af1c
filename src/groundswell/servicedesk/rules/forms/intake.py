"""What people may ask a department for."""

from typing import Any

from django import forms

from groundswell.servicedesk.actions import NewTicket
from groundswell.servicedesk.models import SupportGroup


class IntakeForm(forms.Form):
    """The form of one group: what it is about, in a few words."""

    category = forms.ChoiceField(label="What is it about?")
    summary = forms.CharField(max_length=250, label="In a few words")
    description = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 5}), label="Say more"
    )

    def __init__(self, *args: Any, group: SupportGroup, **given: Any) -> None:
        super().__init__(*args, **given)
        self.group = group
        fields: dict[str, Any] = self.fields
        fields["category"].choices = [(word, word) for word in group.categories]

    def new_ticket(self) -> NewTicket:
        """Return what the form says, for the verb, with the service that its words name."""
        new = NewTicket(**self.cleaned_data, channel="portal", group=self.group)
        return new.filed(heading=new.category)
