"""What people may send about the situation of the house."""

from typing import Any

from django import forms

from groundswell.improvement.mode.queries import list_questions

#: the scale, its ends in words
SCALE = ((1, "1 not at all"), (2, "2"), (3, "3"), (4, "4"), (5, "5 fully"))


class QuestionForm(forms.Form):
    """A question and the person it is put to."""

    poll = forms.ChoiceField(label="Which question?")
    who = forms.CharField(max_length=150, label="Who answers?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["poll"].choices = list_questions()  # type: ignore[attr-defined]


class AnswerForm(QuestionForm):
    """What somebody answered, as it was heard."""

    value = forms.TypedChoiceField(coerce=int, choices=SCALE, initial=3, label="Their answer")


class LinkForm(forms.Form):
    """The answer of whoever holds a link."""

    value = forms.TypedChoiceField(
        coerce=int, choices=SCALE, widget=forms.RadioSelect, label="How far is it so?"
    )
