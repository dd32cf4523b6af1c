"""Choices as they are written on a page."""

import pytest
from django import forms

from groundswell.foundation.widgets import QuickSelect

DASHES = ("", "---------")


@pytest.mark.parametrize(("required", "words"), [(True, "choose one"), (False, "not said")])
def test_an_empty_choice_says_whether_it_may_stay_open(*, required: bool, words: str) -> None:
    class Form(forms.Form):
        service = forms.ChoiceField(
            choices=[DASHES, ("1", "EDI")], required=required, widget=QuickSelect
        )

    written = str(Form()["service"])

    assert f'<option value="" selected>{words}</option>' in written
    assert "---" not in written
