"""What every form takes, and says of what it cannot, in our own words and in one place."""

import tomllib
from pathlib import Path
from typing import Any

from django import forms


def say_in_own_words() -> None:
    """Put the words of `refused.toml` in place of Django's, for every field of every form.

    A field gathers what it says from its own class and those above, when it is made; so this has
    to come before the first form is read.
    """
    path = Path(__file__).with_name("refused.toml")
    for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
        kind: type[forms.Field] = getattr(forms, name)
        own = kind.__dict__.get("default_error_messages", {})
        kind.default_error_messages = {**own, **words}


def let_boxes_take_all() -> None:
    """Leave the limit of a field out of its box, at which a browser cuts what is pasted in silence.

    The field itself refuses what is too long and says how much fits; the words stay in their box.
    Like the words of refusals, this has to come before the first form is read.
    """
    with_limits = forms.CharField.widget_attrs

    def widget_attrs(self: forms.CharField, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = with_limits(self, widget)
        attrs.pop("maxlength", None)
        return attrs

    forms.CharField.widget_attrs = widget_attrs  # type: ignore[method-assign]
