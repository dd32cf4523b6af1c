"""What forms say of what they cannot take is said in the words of the house."""

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

import groundswell.config.urls  # noqa: F401 (it reads every form)

#: how Django itself begins; none of it says what now
DJANGO = ("This field ", "Ensure ", "Enter ", "Select a valid ", "No file was ", "The submitted ")


def every_form() -> Iterator[type[forms.BaseForm]]:
    """Return every form of ours that any page has."""
    assert get_resolver().url_patterns
    waiting: list[type[forms.BaseForm]] = [forms.Form, forms.ModelForm]
    while waiting:
        waiting += (found := waiting.pop()).__subclasses__()
        if found.__module__.startswith("groundswell."):
            yield found


def test_no_form_speaks_as_django_does() -> None:
    said = {
        (form.__name__, name, code): str(words)
        for form in every_form()
        for name, field in form.base_fields.items()
        for code, words in field.error_messages.items()
    }

    assert len(said) > 500
    assert {key: words for key, words in said.items() if words.startswith(DJANGO)} == {}


def test_no_box_cuts_what_is_pasted() -> None:
    boxes = [
        (form.__name__, name, field.widget_attrs(field.widget) | field.widget.attrs)
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
    ]

    assert len(boxes) > 200
    assert [box for box in boxes if "maxlength" in box[2]] == []


def test_it_says_what_which_why_and_what_now() -> None:
    fields = {
        "title": forms.CharField(max_length=250),
        "people": forms.IntegerField(min_value=1),
        "email": forms.EmailField(),
        "day": forms.DateField(),
    }
    form_class: type[forms.Form] = type("Sample", (forms.Form,), fields)

    form = form_class({"title": "x" * 300, "people": "a few", "email": "ana"})

    assert {name: words[0] for name, words in form.errors.items()} == {
        "title": "This is 300 characters long, and 250 fit here. Shorten it.",
        "people": "This is no whole number. Write it in digits, such as 12.",
        "email": "This is no e-mail address. Write it with an @ and a domain, such as "
        "ana@example.org.",
        "day": "Nothing stands here, and it is needed. Fill it in.",
    }
    assert form_class({"people": "0"}).errors["people"] == [
        "This is less than 1, the least that can be. Write 1 or more."
    ]
