"""Page doors to the verbs of a record: read the form, call the verb, show the record again."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from groundswell.foundation.accounts.models import User
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, PageView, for_right, go_to, page_or_part
from groundswell.kernel.errors import BadInput, ChangedMeanwhile, Refusal

Made = TypeVar("Made")
Fresh = TypeVar("Fresh", bound=forms.Form)

#: ids of a form to which its door gave none
_ANY = "id_%s"


class _Get(Protocol):
    def __call__(self, number: str, *, seen_by: User) -> Any: ...


class _Show(Protocol):
    def __call__(
        self, request: PageRequest, record: Any, failed: forms.Form | None = None, /
    ) -> HttpResponse: ...


@contextmanager
def told_refusals(request: HttpRequest) -> Iterator[None]:
    """Do what is asked for without a form to answer in; the next page says why where it is refused.

    What is refused ends the block and no more.
    """
    try:
        yield
    except (Refusal, BadInput) as refusal:
        messages.warning(request, str(refusal))


def carry_out(
    form: forms.Form,
    act: Callable[[], Made],
    *,
    field: str | None = None,
    is_one_verb: bool = False,
) -> Made | None:
    """Do what a form says and return what came of it; None where nothing was sent or is refused.

    Args:
        form: with what was sent, in which the refusal stands then.
        act: called once the form holds what can be used, in a transaction; where it returns
            nothing, `form.errors` tells whether it is done.
        field: where the refusal stands; without it, above all fields.
        is_one_verb: the act is one verb, which has a transaction of its own and works something out
            before that: nobody else can write for as long as ours lasts.
    """
    if not form.is_valid():
        return None
    try:
        with nullcontext() if is_one_verb else transaction.atomic():
            return act()
    except (Refusal, BadInput) as refusal:
        form.add_error(field, ValidationError(str(refusal), code=type(refusal).__name__))
        return None


def show_forms(
    request: PageRequest,
    template: str,
    context: Mapping[str, object],
    refused: forms.Form | None,
    *,
    part: str = "",
) -> HttpResponse:
    """Show a page with its forms; what was written in the one that was refused stands in it.

    Args:
        request: who looks.
        template: of the page, which is told the refused form as `failed_form`.
        context: what the page shows; what its forms keep says `keep_written`.
        refused: the form as it was sent, if any was.
        part: the part of the page that htmx asks for, if it has any.
    """
    for form in context.values():
        if isinstance(form, forms.Form):
            keep_written(form, refused)
    shown = {**context, "failed_form": refused}
    status = 422 if refused is not None else 200
    if part:
        return page_or_part(request, template, part=part, context=shown, status=status)
    return render(request, template, shown, status=status)


def keep_written(fresh: Fresh, refused: forms.Form | None) -> Fresh:
    """Return a fresh form of a page, with what was written and why not where it was refused.

    It is the refused one if it is of its class; among several of a class, the one with its ids. It
    keeps what the page gave it: choices, and ids where the door gave none.
    """
    if type(fresh) is type(refused) and refused.auto_id in {fresh.auto_id, _ANY}:
        # read anew, it would miss what the verb said
        said = {"data": refused.data, "files": refused.files, "_errors": refused.errors}
        vars(fresh).update(said, is_bound=True)
    return fresh


@dataclass(frozen=True, slots=True)
class Asks:
    """A door that can also be asked for its form, which the page of the record then leaves out.

    Attributes:
        title: what is done with it, in words; its button says the same.
        initial: what the form holds before anybody changes it, by the record; hidden fields too.
    """

    title: str
    initial: Callable[[Any], dict[str, Any]] = lambda _: {}

    def given_to_form(self, record: Any) -> dict[str, Any]:
        """Return what its form holds, and names of its own, as others stand on the same page."""
        return {"initial": self.initial(record), "auto_id": "act-%s"}


@dataclass(frozen=True, slots=True)
class Doors:
    """Makes the doors of one kind of record.

    `get` returns the record for its number as this person may see it, `show` answers with its page
    or the part that htmx asked for, `page` is the name of the address of that page.
    """

    right: str
    get: _Get
    show: _Show
    page: str

    def __call__(
        self,
        form_class: Callable[..., forms.Form],
        verb: Callable[..., object],
        *,
        translate: Callable[[NumberedRecord, Mapping[str, Any], User], Mapping[str, Any]]
        | None = None,
        asks: Asks | None = None,
        takes_files: bool = False,
    ) -> PageView[[str]]:
        """Return a door: the fields of the form are the arguments of the verb.

        `translate` turns what the form holds into those arguments where they differ; what it looked
        at while it held a lock is still so when the verb begins. With `asks`
        the door shows its form to whoever comes in by GET: by itself, or as a fold of the page.
        """

        @require_http_methods(["POST", "GET"] if asks else ["POST"])
        @for_right(self.right)
        def door(request: PageRequest, number: str) -> HttpResponse:
            record = self.get(number, seen_by=request.user)
            made: dict[str, Any] = asks.given_to_form(record) if asks else {}
            if asks is not None and request.method == "GET":
                return self._ask(request, record, form_class(**made), asks)
            files = (request.FILES,) if takes_files else ()
            form = form_class(request.POST, *files, **made)

            def act() -> object:
                said = form.cleaned_data
                given = translate(record, said, request.user) if translate else said
                return verb(record, by=request.user, at=timezone.now(), **given)

            return self.answer(request, record, form, act, asks=asks)

        return door

    def answer(
        self,
        request: PageRequest,
        record: Any,
        form: forms.Form,
        act: Callable[[], Any],
        *,
        asks: Asks | None = None,
        leaves: bool = False,
    ) -> HttpResponse:
        """Carry an act out and show the record anew; what is refused stands in the form.

        Args:
            request: by whom it is sent.
            record: on whose page it is done, though it may be done to something that belongs to it.
            form: with what was sent.
            act: called once the form holds what can be used, in a transaction.
            asks: of the door, where it can be asked for its form.
            leaves: the act returns the record whose page is shown then.
        """
        number = record.number
        reached: Any = carry_out(form, act)
        if form.errors:
            now = self.get(number, seen_by=request.user)
            if asks is not None and form.has_error(NON_FIELD_ERRORS, ChangedMeanwhile.__name__):
                _show_anew(form, asks.initial(now))
            return self.show(request, now, form)
        if request.htmx and not leaves:
            return self.show(request, self.get(number, seen_by=request.user))
        return go_to(request, reverse(self.page, args=[reached.number if leaves else number]))

    def _ask(self, request: PageRequest, record: Any, form: forms.Form, asks: Asks) -> HttpResponse:
        context = {
            "form": form,
            "title": asks.title,
            "address": request.path,
            "number": record.number,
            "back": reverse(self.page, args=[record.number]),
        }
        part = "components/act_form.html" if request.htmx else "components/act_page.html"
        return render(request, part, context)


def _show_anew(form: forms.Form, now: Mapping[str, Any]) -> None:
    """Let a form that was refused answer what holds now, and keep what its sender altered in it."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    for name, value in now.items():
        field, word = form[name], "" if value is None else str(value)
        if field.is_hidden:
            data[field.html_name] = word
        elif field.field.show_hidden_initial:
            if data.get(field.html_name) == data.get(field.html_initial_name):
                data[field.html_name] = word
            data[field.html_initial_name] = word
    form.data = data
