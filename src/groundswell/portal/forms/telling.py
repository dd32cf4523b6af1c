"""What a caller says of a trouble or a wish."""

from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered, list_services
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.problems.queries import Told
from groundswell.servicedesk.actions import NewTicket


class TroubleForm(forms.Form):
    """One box and two questions; the desk does the rest."""

    summary = forms.CharField(max_length=250, label="What is not working, or what do you need?")
    description = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 4}), label="Anything that helps to find it"
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, label="Which service?", empty_label="I do not know"
    )
    urgency = forms.TypedChoiceField(coerce=int, initial=2, label="How bad is it for you?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_offered()
        fields["urgency"].choices = sorted(current_matrix().urgencies.items())

    def new_ticket(self) -> NewTicket:
        """Return what the form says, for the verb."""
        said = self.cleaned_data
        return NewTicket(
            summary=said["summary"],
            description=said["description"],
            channel="portal",
            service=said["service"],
            urgency=said["urgency"],
        )


class TellingForm(forms.Form):
    """What stands in the box while somebody is still typing."""

    summary = forms.CharField()
    description = forms.CharField(required=False)
    service = forms.IntegerField(required=False)

    def told(self) -> Told:
        """Return what is told so far; a service that does not exist is none."""
        said = self.cleaned_data
        return Told(
            summary=said["summary"][:250],
            description=said["description"][:2000],
            service=list_services().filter(pk=said["service"]).first(),
        )
