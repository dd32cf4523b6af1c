"""Questions as a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.forms import FilesField
from groundswell.foundation.fields.answers import MOST, find_shown, is_empty
from groundswell.foundation.fields.people import PersonField
from groundswell.foundation.fields.rules import LISTED, Field, FieldKind
from groundswell.foundation.widgets import QuickSelect
from groundswell.kernel.errors import BadInput

#: before the names of questions, so that they meet no other field of a page
PREFIX = "q-"
YES_NO = (("", "not said"), ("yes", "Yes"), ("no", "No"))


def keys_given(given: QueryDict, files: Any = None) -> set[str]:
    """Return the keys of the questions that a page sends an answer to."""
    sources: list[Any] = [given, files or {}]
    return {
        name.removeprefix(PREFIX).removesuffix("-kept")
        for sent in sources
        for name in sent
        if name.startswith(PREFIX) and any(sent.getlist(name))
    }


class AnswersForm(forms.Form):
    """The questions of a form; those that depend on another say so and count only then.

    One that is answered by files need not be answered anew where there are some (`known`).
    """

    def __init__(
        self,
        asked: Sequence[Field],
        given: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        services: Any = None,
        known: Mapping[str, Any] | None = None,
        by: User | None = None,
    ) -> None:
        super().__init__(given, files, auto_id="id_%s")
        self.known = known or {}
        self.asked = asked
        labels = {field.key: field.label for field in asked}
        for field in asked:
            made: Any = FilesField() if field.kind == FieldKind.FILE else _make(field, services)
            if isinstance(made, FilesField):
                made.by = by
            made.label = field.label
            is_needed = field.required and not self._has_files(field)
            made.required = is_needed and not field.only_if
            # needed once it is shown: the page does not call it optional, the help says when
            made.is_needed = is_needed
            if is_needed:
                made.widget.attrs["aria-required"] = "true"
            made.help_text = f"{_help(field, labels)} {made.help_text}".strip()
            made.initial = self.known.get(field.key, field.default or None)
            self.fields[PREFIX + field.key] = made

    @property
    def lines(self) -> list[tuple[forms.BoundField, Field]]:
        """Return each field of the page with the question behind it."""
        return [(self[PREFIX + field.key], field) for field in self.asked]

    def clean(self) -> dict[str, Any]:
        """Ask for what has to be answered, and forget what is wrong with what is not asked."""
        values = {**self._known_files(), **self.values()}
        shown = {field.key for field in find_shown(self.asked, values)}
        for field in self.asked:
            name = PREFIX + field.key
            if field.key not in shown:
                self.errors.pop(name, None)
            elif field.required and is_empty(values.get(field.key)) and name not in self.errors:
                self.add_error(name, "Please answer this; without it nobody can go on.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Return what was answered, by the key of the question."""
        return {
            name.removeprefix(PREFIX): (value == "yes") if self._is_yes_no(name) else value
            for name, value in self.cleaned_data.items()
            if not is_empty(value)
        }

    def _has_files(self, field: Field) -> bool:
        return field.kind == FieldKind.FILE and bool(self.known.get(field.key))

    def _known_files(self) -> dict[str, Any]:
        """Return the files that are there already; a question may hang on them too."""
        return {field.key: self.known[field.key] for field in self.asked if self._has_files(field)}

    def _is_yes_no(self, name: str) -> bool:
        return any(PREFIX + f.key == name and f.kind == FieldKind.YES_NO for f in self.asked)


def say_by_files(address: str) -> str:
    """Return how a program answers a question with files, where another address takes them."""
    return (
        f"this is answered with files; send the form as multipart/form-data to {address}, each "
        "file under the key of its question."
    )


def read_answers(
    asked: Sequence[Field],
    given: Mapping[str, Any],
    *,
    services: Any = None,
    known: Mapping[str, Any] | None = None,
    files: Mapping[str, Sequence[Any]] | None = None,
    by_files: str = "",
) -> dict[str, Any]:
    """Return what a program answers, by the key of the question; nothing sent is left out unsaid.

    Args:
        asked: the questions.
        given: answers by the key of the question; null is no answer.
        services: those that can be chosen.
        known: what is answered already.
        files: those that came along and were taken, by the key of the question.
        by_files: how files are sent, where a question needs some.

    Raises:
        BadInput: naming every question that is not asked, or not answered as it can be.
    """
    came = files or {}
    filed = [field.key for field in asked if field.kind == FieldKind.FILE]
    said = {key: value for key, value in given.items() if value not in (None, "", [])}
    form = AnswersForm(
        asked,
        {PREFIX + key: _as_sent(value) for key, value in said.items()},
        services=services,
        known={**(known or {}), **came},
    )
    named = {name.removeprefix(PREFIX): errors for name, errors in form.errors.items()}
    wrong = [
        *(_say_misplaced(key, given[key], asked, by_files) for key in given),
        *(f"{key[:60]}: {_say_files(filed)}" for key in came if key not in filed),
        *(
            f"{key}: {by_files if by_files and key in filed else ' '.join(map(str, errors))}"
            for key, errors in named.items()
        ),
    ]
    if any(wrong):
        raise BadInput("; ".join(dict.fromkeys(filter(None, wrong))))
    return {**form.values(), **came}


def _say_misplaced(key: str, value: Any, asked: Sequence[Field], by_files: str) -> str:
    """Return why this is no answer to any of the questions; "" where it may be one."""
    kinds = {field.key: field.kind for field in asked}
    if key not in kinds:
        return f"{key[:60]}: this is not asked; asked is {', '.join(kinds) or 'nothing'}."
    if kinds[key] == FieldKind.FILE and value:
        how = by_files or "files answer this; leave it out, and send them afterwards."
        return f"{key}: {how}"
    if isinstance(value, dict):
        return f"{key}: send text, a number, true or false, or a list of texts."
    return ""


def _say_files(filed: Sequence[str]) -> str:
    asked = f"files answer: {', '.join(filed)}" if filed else "none of its questions does"
    return f"no question of this form with this key is answered with files; {asked}."


def _as_sent(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return [str(part) for part in value] if isinstance(value, list) else str(value)


def _help(field: Field, labels: Mapping[str, str]) -> str:
    if not field.only_if:
        return field.help
    other = labels.get(field.only_if, field.only_if)
    wanted = f"is {' or '.join(field.only_values)}" if field.only_values else "is answered"
    needed = "Needed" if field.required else "Only"
    return f"{needed} if “{other}” {wanted}. {field.help}".strip()


def _make(field: Field, services: Any) -> forms.Field:
    if field.kind in {*LISTED, FieldKind.YES_NO}:
        return _make_list(field)
    match field.kind:
        case FieldKind.LONG:
            area = forms.Textarea({"rows": 4})
            return forms.CharField(widget=area, max_length=MOST[FieldKind.LONG])
        case FieldKind.NUMBER:
            return forms.DecimalField(max_digits=20, decimal_places=6)
        case FieldKind.DATE:
            return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        case FieldKind.PERSON:
            words = forms.TextInput({"placeholder": "Name or e-mail"})
            return PersonField(max_length=200, widget=words)
        case FieldKind.SERVICE if services is not None:
            return forms.ModelChoiceField(services, widget=QuickSelect, empty_label="not said")
        case _:
            return forms.CharField(max_length=MOST[FieldKind.TEXT])


def _make_list(field: Field) -> forms.Field:
    choices = [(one, one) for one in field.options]
    if field.kind == FieldKind.SEVERAL:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=choices)
    if field.kind == FieldKind.YES_NO:
        return forms.ChoiceField(choices=YES_NO)
    return forms.ChoiceField(widget=QuickSelect, choices=[("", "not said"), *choices])
