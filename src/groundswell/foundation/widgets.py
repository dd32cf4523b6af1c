"""Form widgets that a page with many of them can afford."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from groundswell.foundation.richtext import fill_in, join_markup

#: what Django writes where nobody named the empty choice
_DASHES = "---------"
#: of the number of a record; 64 bits hold any of so many
MOST_DIGITS = 18
#: lists of options, as pages show the same ones again and again
_SELECTS_KEPT = 64
_OPTION = '<option value="{value}">{label}</option>'
_CHOSEN = '<option value="{value}" selected>{label}</option>'


class Pairs(BaseChoiceIterator):
    """Choices that are pairs of a value and its words already: a hundred take long to look into."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)


class QuickSelect(forms.Select):
    """A choice whose options are written in one go.

    Django renders every option through a template of its own: forms with a few hundred options
    made up two thirds of the cost of a ticket's page.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 (its signature)
    ) -> SafeString:
        """Return the select with its options, the chosen one marked."""
        chosen = frozenset(str(part) for part in self.format_value(value))
        shape = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = _write_options(tuple(self._options()), chosen)
        return format_html("<select{}>{}</select>", flatatt(shape), options)

    def _options(self) -> Iterator[tuple[str, str]]:
        for value, label in self.choices:
            yield "" if value is None else str(value), self._word(str(label))

    def _word(self, label: str) -> str:
        """Return what an option says; Django's dashes do not say whether it may stay open."""
        if label != _DASHES:
            return label
        return "choose one" if self.is_required else "not said"


@lru_cache(maxsize=_SELECTS_KEPT)
def _write_options(options: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> SafeString:
    return join_markup(
        fill_in(_CHOSEN if value in chosen else _OPTION, value=value, label=label)
        for value, label in options
    )


class OfferingInput(forms.TextInput):
    """A line of words, with some that are offered while one writes."""

    offered: Sequence[str] = ()

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the line, and the list that the browser offers."""
        room = f"{(attrs or {}).get('id', name)}-offered"
        line = super().render(name, value, {**(attrs or {}), "list": room}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((o,) for o in self.offered))
        return format_html('{}<datalist id="{}">{}</datalist>', line, room, options)


class RecordsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Records that are ticked; a number that no database keeps is none of them.

    Django looks for all of them at once, and SQLite stops at a number of more than 64 bits.
    """

    def clean(self, value: Any) -> Any:
        """Return the records, or say which of them there is not."""
        for said in value if isinstance(value, list | tuple) else ():
            if len(str(said)) > MOST_DIGITS:
                words = self.error_messages["invalid_choice"]
                raise forms.ValidationError(words, "invalid_choice", {"value": str(said)[:40]})
        return super().clean(value)
