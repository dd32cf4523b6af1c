"""What a ticket is about: as somebody says it, and as similar tickets propose it."""

from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered, list_services
from groundswell.cmdb.models import ConfigItem
from groundswell.cmdb.queries import list_items
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.presence.forms import ShownForm

#: buttons of the form of a new ticket that ask and open nothing: what is likely, and "take this"
ASKS = frozenset({"ask", "take"})
#: fields that can be taken over from similar tickets
_TAKEN = ("service", "category")


class PlacementForm(ShownForm):
    """What it is about."""

    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, required=False, empty_label="not said"
    )
    ci = forms.ModelChoiceField(
        ConfigItem.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Item",
        empty_label="not said",
    )
    category = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_services()
        fields["ci"].queryset = list_items()

    def clean_category(self) -> str | None:
        """Return the category; None where the form did not ask for it."""
        return self.cleaned_data["category"] if "category" in self.data else None


class SketchForm(forms.Form):
    """What stands in the form of a new ticket so far."""

    summary = forms.CharField(max_length=250)
    description = forms.CharField(required=False)
    service = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    category = forms.CharField(required=False, max_length=120)

    def ticket(self) -> Ticket:
        """Return a ticket that is not there yet; a service that does not exist is none."""
        said = self.cleaned_data
        chosen = list_offered().filter(pk=said["service"]).first() if said["service"] else None
        return Ticket(
            summary=said["summary"],
            description=said["description"][:2_000],
            service=chosen,
            category=said["category"],
        )


class FillingForm(forms.Form):
    """What similar tickets propose, and somebody takes."""

    service = forms.ModelChoiceField(Service.objects.none(), widget=QuickSelect, required=False)
    category = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_offered()


def with_taken(given: QueryDict) -> QueryDict:
    """Return what was sent with that filled in which a button took: `take=service:12`."""
    field, _, value = given.get("take", "").partition(":")
    if field not in _TAKEN:
        return given
    filled = given.copy()
    filled[field] = value
    return filled
