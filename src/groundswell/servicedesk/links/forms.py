"""What people may say of how tickets belong together."""

from typing import Any

from django import forms

from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.links.models import LinkKind
from groundswell.servicedesk.links.queries import list_messages
from groundswell.servicedesk.models import Message, Ticket

#: a split says its own link
CHOSEN = [(kind.value, kind.label) for kind in LinkKind if kind != LinkKind.SPLIT_FROM]


class LinkForm(forms.Form):
    """What this ticket is to another."""

    kind = forms.ChoiceField(widget=QuickSelect, choices=CHOSEN, label="This ticket …")
    number = forms.CharField(max_length=32, label="Number of the other ticket")


class MergeForm(forms.Form):
    """In which ticket this one goes on."""

    number = forms.CharField(
        max_length=32,
        label="Number of the ticket in which it goes on",
        help_text="This one ends and points there; what was written here is shown there. "
        "It can be undone.",
    )


class SplitForm(forms.Form):
    """Which message becomes a ticket of its own."""

    message = forms.ModelChoiceField(
        Message.objects.none(), widget=QuickSelect, label="Which message?", empty_label=None
    )
    summary = forms.CharField(
        required=False,
        max_length=250,
        label="In a few words",
        help_text="Empty: the first line of the message.",
    )

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        keys = [message.pk for message in list_messages(ticket)]
        messages = Message.objects.filter(pk__in=keys).select_related("author")
        fields["message"].queryset = messages.order_by("-written_at", "-id")
        fields["message"].label_from_instance = _label


def _label(message: Message) -> str:
    line = message.text.strip().partition("\n")[0]
    return f"{message.author or 'Groundswell'}: {line[:60]}"
