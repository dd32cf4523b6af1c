"""What a caller says of a trouble or a wish."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django import forms

from groundswell.catalogue.business.queries import list_services_of
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered, list_services
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.forms import FilesField
from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.problems.queries import Told
from groundswell.servicedesk.actions import NewTicket
from groundswell.servicedesk.wishes import Wish, find_wish

#: letters of the first line of a ticket
TITLE = 250


def _say_too_long(letters: int) -> str:
    return (
        f"This has {letters:,} letters, and {LONGEST:,} fit. Send it as a file, or leave out what "
        "the desk does not need; what you wrote still stands here."
    )


def _check_length(words: str) -> None:
    """Refuse what no ticket holds; at a limit of the field a browser would cut it off silently."""
    if len(words) > LONGEST:
        raise forms.ValidationError(_say_too_long(len(words)))


class TroubleForm(forms.Form):
    """One box and three questions; the desk does the rest.

    The questions stand below what is offered, outside the element of the form, so that what is
    offered can hold forms of its own.
    """

    summary = forms.CharField(
        validators=[_check_length],
        label="What is not working, or what do you need?",
        error_messages={"required": "Say in a few words what is wrong, or what you need."},
        # a placeholder tells the page whether anything is written; the questions follow then
        widget=forms.TextInput({"placeholder": " ", "autocomplete": "off", "dir": "auto"}),
    )
    impact = forms.TypedChoiceField(
        coerce=int, initial=3, required=False, widget=forms.RadioSelect, label="Who has it?"
    )
    urgency = forms.TypedChoiceField(
        coerce=int, initial=2, widget=forms.RadioSelect, label="How bad is it?"
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, label="Which service?", empty_label="I do not know"
    )
    description = forms.CharField(
        required=False,
        validators=[_check_length],
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        label="Anything that helps to find it",
    )
    attached = FilesField(required=False, label="A picture of it, or another file")
    #: what fits was shown already
    seen = forms.BooleanField(required=False)
    #: their words ask for something, and they say that something is broken all the same
    broken = forms.BooleanField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        matrix, words = current_matrix(), load_words()
        impacts = [(rank, words.get(rank, word)) for rank, word in matrix.impacts.items()]
        # the plainest answer first: one person
        fields["impact"].choices = sorted(impacts, reverse=True)
        fields["attached"].by = user
        fields["urgency"].choices = sorted(matrix.urgencies.items())
        fields["service"].queryset = offered = list_offered()
        fields["service"].choices = _grouped(list(offered), user)
        for field in fields.values():
            field.widget.attrs["form"] = "ask"

    def clean(self) -> dict[str, Any]:
        """Say it where both together are too long: what no title holds goes below it."""
        said = self.cleaned_data
        both = len(said.get("summary", "")) + 2 + len(said.get("description", ""))
        if len(said.get("summary", "")) > TITLE and both > LONGEST:
            self.add_error("description", _say_too_long(both))
        return said

    def told(self) -> Told:
        """Return what is told, to look for what fits."""
        said = self.cleaned_data
        return Told(
            summary=said["summary"][:TITLE],
            description=said["description"][:2000],
            service=said["service"],
        )

    def wish(self) -> Wish:
        """Return whether the words ask for something."""
        return _wish(self.cleaned_data)

    def new_ticket(self) -> NewTicket:
        """Return what the form says, for the verb; what is too long for a title goes below it."""
        said = self.cleaned_data
        summary, description = " ".join(said["summary"].split()), said["description"]
        if len(summary) > TITLE:
            description = f"{said['summary']}\n\n{description}".strip()
            summary = f"{summary[: TITLE - 1]}…"
        return NewTicket(
            summary=summary,
            description=description,
            channel="portal",
            service=said["service"],
            impact=said["impact"] or 3,
            urgency=said["urgency"],
            files=said["attached"],
            wish=f"“{wish.words}” asks for something" if (wish := self.wish()) else "",
        )


@cache
def load_words() -> Mapping[int, str]:
    """Return the impacts in the words of a caller."""
    path = Path(__file__).parent.with_name("asked.toml")
    words = tomllib.loads(path.read_text(encoding="utf-8"))["impact"]
    return {int(rank): word for rank, word in words.items()}


def list_choices(user: User) -> list[Any]:
    """Return the services that are offered as choices, those that this person uses first."""
    return _grouped(list(list_offered()), user)


def _grouped(offered: list[Service], user: User) -> list[Any]:
    """Return the services as choices, those that this person uses first."""
    used = {service.pk for service in list_services_of(user)}
    own = [(one.pk, one.name) for one in offered if one.pk in used]
    others = [(one.pk, one.name) for one in offered if one.pk not in used]
    nothing = ("", "I do not know")
    if own and others:
        return [nothing, ("You use", own), ("All others", others)]
    return [nothing, *own, *others]


class TellingForm(forms.Form):
    """What stands in the box while somebody is still typing."""

    summary = forms.CharField()
    description = forms.CharField(required=False)
    service = forms.IntegerField(required=False)
    broken = forms.BooleanField(required=False)

    def told(self) -> Told:
        """Return what is told so far; a service that does not exist is none."""
        said = self.cleaned_data
        return Told(
            summary=said["summary"][:TITLE],
            description=said["description"][:2000],
            service=list_services().filter(pk=said["service"]).first(),
        )

    def wish(self) -> Wish:
        """Return whether the words ask for something."""
        return _wish(self.cleaned_data)


def _wish(said: Mapping[str, Any]) -> Wish:
    return Wish(find_wish(f"{said['summary']} {said['description']}"), denied=said["broken"])
