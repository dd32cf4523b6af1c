"""Fields of forms are written as Django's own templates write them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from hypothesis import given
from hypothesis import strategies as st

from groundswell.foundation.form_renderer import FormRenderer

WIDGETS = (
    forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.EmailInput, forms.DateInput,
    forms.CheckboxInput, forms.Textarea, forms.FileInput, forms.PasswordInput, forms.Select,
)  # fmt: skip
VALUES = st.one_of(st.none(), st.text(), st.integers(), st.sampled_from(["<b>", '"&', "{x}"]))
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "required", "disabled", "maxlength", "aria-describedby"]),
    st.one_of(st.text(), st.booleans(), st.integers(), st.none()),
)


@pytest.mark.parametrize("widget", WIDGETS)
@given(value=VALUES, attributes=ATTRIBUTES)
def test_a_field_is_written_as_by_the_template_of_django(
    widget: type[forms.Widget], value: object, attributes: dict[str, object]
) -> None:
    written, by_template = (
        widget().render("why", value, attributes, renderer)
        for renderer in (FormRenderer(), DjangoTemplates())
    )

    assert str(written) == str(by_template)
