"""Page doors to the verbs of a record: read the form, call the verb, show the record again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from groundswell.foundation.accounts.models import User
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, PageView, for_right
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal


class _Get(Protocol):
    def __call__(self, number: str, *, seen_by: User) -> Any: ...


class _Show(Protocol):
    def __call__(
        self, request: PageRequest, record: Any, failed: forms.Form | None = None, /
    ) -> HttpResponse: ...


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
        form_class: type[forms.Form],
        verb: Callable[..., object],
        *,
        translate: Callable[[NumberedRecord, Mapping[str, Any], User], Mapping[str, Any]]
        | None = None,
    ) -> PageView[[str]]:
        """Return a door: the fields of the form are the arguments of the verb.

        `translate` turns what the form holds into those arguments where they differ.
        """

        @require_POST
        @for_right(self.right)
        def door(request: PageRequest, number: str) -> HttpResponse:
            record = self.get(number, seen_by=request.user)
            form = form_class(request.POST)
            if not form.is_valid():
                return self.show(request, record, form)
            try:
                said = form.cleaned_data
                given = translate(record, said, request.user) if translate else said
                verb(record, by=request.user, at=timezone.now(), **given)
            except (Refusal, BadInput, NotAllowed) as refusal:
                form.add_error(None, str(refusal))
                return self.show(request, record, form)
            if request.htmx:
                return self.show(request, self.get(number, seen_by=request.user))
            return redirect(self.page, number)

        return door
