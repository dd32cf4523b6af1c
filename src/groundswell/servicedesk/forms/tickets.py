"""What people may send about tickets."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.callers import find_caller
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.forms import FilesField
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.widgets import OfferingInput, QuickSelect
from groundswell.servicedesk.actions import NewTicket
from groundswell.servicedesk.blame import is_blame
from groundswell.servicedesk.facts.models import TicketTemplate
from groundswell.servicedesk.presence.forms import OnVersionForm
from groundswell.servicedesk.states import Kind
from groundswell.servicedesk.waiting.defaults import say_usual

OTHER = "Other"
HOLD_REASONS = ("Waiting for the caller", "Waiting for the supplier", "Waiting for a part", OTHER)


def _ranks(words: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(words.items())


class TicketForm(forms.Form):
    """What an agent takes down in one call: a line, who calls, which service."""

    kind = forms.ChoiceField(
        widget=QuickSelect, choices=Kind.choices, initial=Kind.INCIDENT, label="What is it?"
    )
    summary = forms.CharField(
        max_length=250, widget=forms.TextInput({"autofocus": True}), label="In a few words"
    )
    description = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 4}), label="Details"
    )
    caller = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "callers", "autocomplete": "off"}),
        label="Who is calling?",
        help_text="Name or e-mail. Empty: yourself.",
    )
    is_new = forms.BooleanField(required=False, label="Calls for the first time: write them down")
    email = forms.EmailField(required=False, label="Their e-mail, if they have one")
    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, required=False, empty_label="not said"
    )
    category = forms.CharField(required=False, max_length=120, widget=OfferingInput)
    impact = forms.TypedChoiceField(
        widget=QuickSelect, coerce=int, initial=3, label="Who is affected?"
    )
    urgency = forms.TypedChoiceField(
        widget=QuickSelect, coerce=int, initial=2, label="How bad is it?"
    )

    attached = FilesField(required=False)

    def __init__(
        self,
        given: QueryDict | None = None,
        files: Any = None,
        *,
        template: TicketTemplate | None = None,
    ) -> None:
        super().__init__(given, files)
        self.template = template
        matrix = current_matrix()
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_offered()
        fields["impact"].choices = _ranks(dict(matrix.impacts))
        fields["urgency"].choices = _ranks(dict(matrix.urgencies))
        if template is not None:
            self._follow(template)

    def offer(self, categories: Sequence[str]) -> None:
        """Offer the categories that are in use while one is written."""
        widget: Any = self.fields["category"].widget
        widget.offered = categories

    def _follow(self, template: TicketTemplate) -> None:
        """Fill in what the template knows, ask for what it needs, leave out what it hides."""
        self.initial = {**template.preset, "kind": template.ticket_kind}
        for name in template.needed:
            self.fields[name].required = True
        for name in template.hidden:
            self.fields[name].widget = forms.HiddenInput()
            self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Find out who is calling; a newcomer is only written down where somebody says so."""
        said = self.cleaned_data
        words = str(said.get("caller") or "").strip()
        said["caller"] = None
        if not words or said.get("is_new"):
            said["newcomer"] = words if said.get("is_new") else ""
            if said.get("is_new") and not words:
                self.add_error("caller", "Write down the name of who is calling.")
            return said
        found = find_caller(words)
        said["caller"], said["newcomer"] = found.one, ""
        if found.one is None:
            now = "Tick that they call for the first time, or correct the name."
            self.add_error("caller", found.say_why(names=True, now=now))
        return said

    @property
    def needs_newcomer(self) -> bool:
        """Tell whether the page should ask about a newcomer: somebody typed an unknown name."""
        return self.is_bound and bool(self.errors.get("caller") or self.data.get("is_new"))

    def clean_category(self) -> str:
        """Return the category; that of the template where the form did not ask for it."""
        if "category" in self.data or self.template is None:
            return str(self.cleaned_data["category"])
        return str(self.template.preset.get("category", ""))

    def new_ticket(self, caller: User | None) -> NewTicket:
        """Return what the form says, for the verb."""
        said = self.cleaned_data
        return NewTicket(
            summary=said["summary"],
            description=said["description"],
            caller=caller,
            channel="desk",
            service=said["service"],
            category=said["category"],
            impact=said["impact"],
            urgency=said["urgency"],
            files=said["attached"],
        )


class MessageForm(OnVersionForm):
    """Words or files for the caller, or a note among agents."""

    text = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}), label="Message")
    private = forms.BooleanField(required=False, label="Note for agents only")
    #: a ticket that nobody has; the page says what happens then
    take = forms.BooleanField(required=False)
    attached = FilesField(required=False)


class ResolutionForm(OnVersionForm):
    """What ended it."""

    resolution = forms.CharField(widget=forms.Textarea({"rows": 3}), label="What ended it?")
    closure_code = forms.CharField(required=False, max_length=120, label="Kind of ending")
    proof = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 2}),
        label="What shows it?",
        help_text="Such as what was pressed, and what the page said then.",
    )
    keep = forms.BooleanField(required=False, label="Make an article of it, as a draft")

    @property
    def shows_proof(self) -> bool:
        """Tell whether the page should ask what shows it: the ending blames, or it is said."""
        return self.is_bound and bool(
            self.data.get("proof") or is_blame(self.data.get("closure_code", ""))
        )


class ArticleUseForm(forms.Form):
    """An article that is used on a ticket."""

    article = forms.CharField(max_length=32)
    tell = forms.BooleanField(required=False)
    take = forms.BooleanField(required=False)


class HoldForm(OnVersionForm):
    """For whom it waits."""

    reason = forms.ChoiceField(
        widget=QuickSelect, choices=[(r, r) for r in HOLD_REASONS], label="It waits for"
    )
    detail = forms.CharField(
        required=False,
        max_length=80,
        label="What exactly?",
        help_text="Such as “which of the two printers”, or “the works council agrees”. For those "
        "at the desk: ask the caller in a message.",
    )
    follow = forms.BooleanField(
        required=False,
        initial=True,
        label="Follow it up by itself",
        help_text=say_usual(HOLD_REASONS),
    )

    def clean(self) -> dict[str, Any]:
        """Return the reason with what was said of it; “Other” alone says nothing."""
        said: dict[str, Any] = {**(super().clean() or self.cleaned_data)}
        detail, reason = said.pop("detail", ""), said.get("reason", "")
        if reason == OTHER and not detail and "detail" not in self.errors:
            self.add_error("detail", "Say in a few words what it waits for.")
        elif reason:
            said["reason"] = (
                detail if reason == OTHER else ": ".join(filter(None, (reason, detail)))
            )
        return said


class ReasonForm(forms.Form):
    """Why; the verb says how much of it is taken, as a browser would cut it at a limit here."""

    reason = forms.CharField(required=False, widget=forms.Textarea({"rows": 2}), label="Why?")


class TicketReasonForm(OnVersionForm, ReasonForm):
    """Why, of a ticket as somebody saw it."""


class ViewForm(forms.Form):
    """A name for the filter in the address."""

    name = forms.CharField(max_length=60, label="Name of the view")
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
