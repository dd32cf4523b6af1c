"""What people may send about dashboards."""

from collections.abc import Sequence
from typing import Any

from django import forms

from groundswell.foundation.accounts.models import Role
from groundswell.foundation.widgets import Pairs, QuickSelect
from groundswell.measurement.levels.models import Every
from groundswell.measurement.levels.queries import list_choices

#: what can be done with a figure, and the word on its button
ACTS = (("add", "Add"), ("up", "Up"), ("out", "Take out"))


class TitleForm(forms.Form):
    """What a dashboard is called."""

    title = forms.CharField(max_length=120, label="Title")


class FigureForm(forms.Form):
    """A figure, and what is done with it."""

    figure = forms.ChoiceField(widget=QuickSelect, label="Figure")
    act = forms.ChoiceField(choices=ACTS, widget=forms.HiddenInput, initial="add")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = Pairs(list_choices())  # type: ignore[attr-defined]


def arrange(figures: Sequence[str], *, figure: str, act: str) -> list[str]:
    """Return the figures after one was added, taken out or moved up."""
    rest = [one for one in figures if one != figure]
    if act == "out":
        return rest
    if act == "add" or figure not in figures:
        return [*rest, figure]
    place = max(0, list(figures).index(figure) - 1)
    return [*rest[:place], figure, *rest[place:]]


class SharingForm(forms.Form):
    """Who sees it too, and how often it is reported."""

    shared_with = forms.ChoiceField(
        widget=QuickSelect,
        required=False,
        choices=[("", "nobody"), *Role.choices],
        label="Shared with",
    )
    every = forms.ChoiceField(
        widget=QuickSelect,
        required=False,
        choices=Every.choices,
        label="Prepare a report",
        help_text="It is shown here first; nothing is sent by itself.",
    )
