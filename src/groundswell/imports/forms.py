"""What people may send with a file."""

from collections.abc import Sequence
from typing import Any

from django import forms

from groundswell.readers import CANONICAL

#: larger files are brought with `groundswell import`, which shows progress from the first byte
UPLOAD_LIMIT = 512 * 1024 * 1024


class UploadForm(forms.Form):
    """A file of another tool."""

    file = forms.FileField(label="Export of your ticket tool")

    def clean_file(self) -> Any:
        """Refuse a file that a browser should not carry."""
        file = self.cleaned_data["file"]
        if file.size > UPLOAD_LIMIT:
            raise forms.ValidationError(
                "This file is larger than 512 MB. Bring it with `groundswell import FILE` instead."
            )
        return file


class MappingForm(forms.Form):
    """What each column of the file means."""

    kind = forms.ChoiceField(label="What is in the file?")

    def __init__(self, header: Sequence[str], kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(name, name.capitalize()) for name in CANONICAL]
        fields["kind"].initial = kind
        columns = [("", "not in this file"), *((name, name) for name in header)]
        self._wanted = CANONICAL.get(kind, {})
        for name, field in self._wanted.items():
            fields[f"field_{name}"] = forms.ChoiceField(
                choices=columns, required=False, label=field.label
            )

    def mapping(self) -> dict[str, str]:
        """Return canonical field → header, for those that are in the file."""
        said = self.cleaned_data
        return {name: said[f"field_{name}"] for name in self._wanted if said[f"field_{name}"]}
