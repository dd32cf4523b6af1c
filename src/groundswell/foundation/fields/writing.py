"""The form in which a question is written."""

from collections.abc import Sequence
from typing import Any

from django import forms

from groundswell.foundation.fields.rules import Field, FieldKind
from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.widgets import QuickSelect


class FieldForm(forms.Form):
    """How one question is written."""

    label = forms.CharField(max_length=200, label="What do you ask?")
    kind = forms.ChoiceField(choices=FieldKind.choices, label="What kind of answer?")
    options = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST,
        label="To choose from, one a line",
    )
    required = forms.BooleanField(required=False, label="Has to be answered")
    help = forms.CharField(required=False, max_length=300, label="What helps to answer it")
    default = forms.CharField(required=False, max_length=200, label="Stands there at first")
    only_if = forms.CharField(
        required=False,
        max_length=60,
        widget=QuickSelect,
        label="Ask it only if this is answered",
    )
    only_values = forms.CharField(
        required=False,
        max_length=2_000,
        label="with one of these, with commas",
        help_text="Empty: any answer but no.",
    )

    def offer(self, asked: Sequence[Field], *, key: str = "") -> None:
        """Let it be chosen on which of these questions this one, of that key, depends."""
        others = [(field.key, field.label) for field in asked if field.key != key]
        widget: Any = self.fields["only_if"].widget
        widget.choices = [("", "ask it always"), *others]

    def clean_options(self) -> tuple[str, ...]:
        """Return the options, one a line."""
        lines = str(self.cleaned_data["options"]).splitlines()
        return tuple(line.strip()[:200] for line in lines if line.strip())

    def clean_only_values(self) -> tuple[str, ...]:
        """Return the answers with which it is asked; yes and no in small letters."""
        parts = [part.strip() for part in str(self.cleaned_data["only_values"]).split(",")]
        return tuple(
            part.lower() if part.lower() in {"yes", "no"} else part for part in parts if part
        )

    def question(self, key: str) -> Field:
        """Return the question under this key."""
        return Field(key=key, **self.cleaned_data)


def initial_of(field: Field) -> dict[str, Any]:
    """Return what the form shows of a question that is there."""
    return {
        "label": field.label,
        "kind": field.kind,
        "options": "\n".join(field.options),
        "required": field.required,
        "help": field.help,
        "default": field.default,
        "only_if": field.only_if,
        "only_values": ", ".join(field.only_values),
    }
