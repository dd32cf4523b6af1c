"""What the brief is asked for: by whom it is read, of which department, for what reason."""

from typing import Any

from django import forms

from groundswell.foundation.widgets import QuickSelect
from groundswell.improvement.queries import LENSES, list_department_names

#: as many letters as thirty words can have
LONGEST = 300


class BriefForm(forms.Form):
    """A wish for a page; it changes nothing, so it travels in the address."""

    department = forms.ChoiceField(widget=QuickSelect, required=False, label="Which department?")
    because = forms.CharField(
        required=False,
        max_length=LONGEST,
        label="Your reason, in one sentence",
        help_text="It stands in the ask. What convinces nobody who decides is refused, and why.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        names = [(name, name) for name in list_department_names()]
        fields["department"].choices = [("", "choose one"), *names]


class KeepForm(BriefForm):
    """The same wish, to be kept as it stands."""

    lens = forms.ChoiceField(choices=list(LENSES.items()))
