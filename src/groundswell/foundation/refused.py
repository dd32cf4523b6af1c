"""What every form says of what it cannot take, in our own words and in one place."""

import tomllib
from pathlib import Path

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
