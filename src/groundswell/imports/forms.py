"""What people may send with a file."""

from collections.abc import Sequence
from typing import Any

from django import forms

from groundswell.foundation.widgets import QuickSelect
from groundswell.readers import CANONICAL, Preview, kind_label

#: larger files are brought with `groundswell import`, which shows progress from the first byte
UPLOAD_LIMIT = 512 * 1024 * 1024


class _SeveralFiles(forms.FileInput):
    """The field of a browser with which several files are chosen at once."""

    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several; each has to hold something."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list, at least one."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """Files of another tool that are read together."""

    file = _FilesField(
        label="Export of your ticket tool",
        help_text=(
            "CSV, TSV, XLSX, JSON or XES, also packed as .gz or .zip, up to 512 MB. Choose several "
            "at once if they belong together, such as tickets and their history. It all stays on "
            "this machine."
        ),
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
    )

    def clean_file(self) -> Any:
        """Refuse files that a browser should not carry."""
        files = self.cleaned_data["file"]
        for file in files:
            if problem := getattr(file, "problem", ""):
                raise forms.ValidationError(
                    f"{file.name} could not be received: {problem}. Free some space where this "
                    "machine keeps temporary files, and bring it again."
                )
        if sum(file.size for file in files) > UPLOAD_LIMIT:
            what = "These files are" if len(files) > 1 else "This file is"
            raise forms.ValidationError(
                f"{what} larger than 512 MB. Bring it with `groundswell import FILE` instead."
            )
        return files


class MappingForm(forms.Form):
    """What each column of the file means: one question for each column, as it stands there."""

    kind = forms.ChoiceField(widget=QuickSelect, label="What is in the file?")

    def __init__(self, preview: Preview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._preview = preview
        self._labels = {name: one.label for name, one in CANONICAL[preview.kind].items()}
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(name, kind_label(name)) for name in CANONICAL]
        fields["kind"].initial = preview.kind
        meanings = sorted(self._labels.items(), key=lambda one: one[1].casefold())
        for place, header in enumerate(preview.header):
            fields[f"column_{place}"] = forms.ChoiceField(
                widget=QuickSelect,
                choices=[("", "not used"), *meanings],
                required=False,
                label=header or f"Column {place + 1}",
                initial=preview.mapping.get(header, ""),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two columns with one meaning: nobody could say which of them counts."""
        taken: dict[str, str] = {}
        for header, meaning in self._chosen():
            if meaning in taken:
                raise forms.ValidationError(
                    f"{taken[meaning]} and {header} are both read as {self._labels[meaning]}. "
                    "Choose one of them and leave the other unused."
                )
            taken[meaning] = header
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        """Return canonical field → header; a meaning that was taken away has no header."""
        taken_away = dict.fromkeys(self._preview.mapping.values(), "")
        return taken_away | {meaning: header for header, meaning in self._chosen()}

    def _chosen(self) -> Sequence[tuple[str, str]]:
        said = self.cleaned_data
        return [
            (header, said[f"column_{place}"])
            for place, header in enumerate(self._preview.header)
            if said.get(f"column_{place}")
        ]
