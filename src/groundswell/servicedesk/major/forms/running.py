"""What is said while a major incident goes on, and how it ends."""

from typing import Any

from django import forms

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.major.news import load_news
from groundswell.servicedesk.major.states import EntryKind
from groundswell.servicedesk.queries import list_agents


def _words(label: str, *, rows: int = 3, help_text: str = "", required: bool = True) -> Any:
    return forms.CharField(
        required=required,
        widget=forms.Textarea({"rows": rows}),
        label=label,
        help_text=help_text,
    )


class RolesForm(forms.Form):
    """Who does what; one person may do all three."""

    coordinator = forms.ModelChoiceField(
        User.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Coordinator: keeps it together",
        empty_label=NOBODY_YET,
    )
    communicator = forms.ModelChoiceField(
        User.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Communicator: writes to everybody",
        empty_label=NOBODY_YET,
    )
    technical_lead = forms.ModelChoiceField(
        User.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Technical lead: brings service back",
        empty_label=NOBODY_YET,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agents = list_agents()
        fields: dict[str, Any] = self.fields
        for choice in fields.values():
            choice.queryset = agents


class KnownForm(forms.Form):
    """What everybody may read."""

    title = forms.CharField(max_length=250, label="What shall everybody call it?")
    affects = _words("What does not work?", rows=2)
    workaround = _words("What can people do meanwhile?", rows=2, required=False)


class UpdateForm(forms.Form):
    """The next message to everybody, and when they hear of it again."""

    text = _words("How does it stand?", help_text="Everybody who has it reads exactly this.")
    minutes = forms.IntegerField(
        min_value=load_news().least,
        max_value=load_news().most,
        label="The next message follows in … minutes",
    )


class EntryForm(forms.Form):
    """What was found, done or decided."""

    kind = forms.ChoiceField(widget=QuickSelect, choices=EntryKind.choices, label="What is it?")
    text = _words("In a few words", rows=2)
    happened_at = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        label="When, if not just now?",
    )


class RestorationForm(forms.Form):
    """What ended it."""

    text = _words(
        "What ended it?", help_text="Everybody is told so, and every ticket ends with it."
    )


class StandingDownForm(forms.Form):
    """Why it is no major incident, and the last word to everybody."""

    reason = forms.CharField(max_length=300, label="Why is it no major incident?")
    text = _words("What is everybody told?", rows=2)


class ResumingForm(forms.Form):
    """How it came back."""

    reason = forms.CharField(max_length=500, label="How did it come back?")
