"""What people may say of a configuration item."""

from typing import Any

from django import forms

from groundswell.cmdb.models import ConfigItem, RelationKind
from groundswell.cmdb.queries import list_items
from groundswell.foundation.widgets import QuickSelect


class ItemForm(forms.Form):
    """An item that a service depends on."""

    name = forms.CharField(max_length=120, label="Name")
    type = forms.CharField(required=False, max_length=60, label="Kind of item")
    vendor = forms.CharField(required=False, max_length=80, label="Maker")
    version = forms.CharField(required=False, max_length=40, label="Version")


class RelationForm(forms.Form):
    """What one item needs of another."""

    source = forms.ModelChoiceField(ConfigItem.objects.none(), widget=QuickSelect, label="This")
    kind = forms.ChoiceField(choices=RelationKind.choices, label="how")
    target = forms.ModelChoiceField(ConfigItem.objects.none(), widget=QuickSelect, label="that")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["source"].queryset = fields["target"].queryset = list_items()
