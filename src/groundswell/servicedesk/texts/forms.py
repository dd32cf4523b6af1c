"""What people may say of texts."""

from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.forms import HOLD_REASONS
from groundswell.servicedesk.presence.forms import OnVersionForm
from groundswell.servicedesk.queries.taking import Taking
from groundswell.servicedesk.texts.actions import NewText, Sending
from groundswell.servicedesk.texts.filling import PLACES
from groundswell.servicedesk.texts.models import Act, TextModule
from groundswell.servicedesk.waiting.defaults import say_usual

_NO_REASON = [("", "does not wait"), *((reason, reason) for reason in HOLD_REASONS)]
_HELP = ", ".join(f"{{{place}}} {meaning}" for place, meaning in PLACES.items())


class TextForm(forms.Form):
    """A text to keep."""

    name = forms.CharField(max_length=80, label="Name of the text")
    text = forms.CharField(
        widget=forms.Textarea({"rows": 5}),
        max_length=LONGEST,
        label="Words",
        help_text=f"Filled in by itself: {_HELP}.",
    )
    is_shared = forms.BooleanField(required=False, label="For all who work at the desk")
    private = forms.BooleanField(required=False, label="Note for agents only")
    acts = forms.MultipleChoiceField(
        choices=Act.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="When it is sent",
    )
    hold_reason = forms.ChoiceField(
        choices=_NO_REASON,
        required=False,
        widget=QuickSelect,
        label="On hold it waits for",
        help_text=say_usual(HOLD_REASONS),
    )

    def __init__(self, given: QueryDict | None = None, *, text: TextModule | None = None) -> None:
        initial = (
            {}
            if text is None
            else {
                "name": text.name,
                "text": text.text,
                "is_shared": text.owner_id is None,
                "private": text.private,
                "acts": text.acts,
                "hold_reason": text.hold_reason,
            }
        )
        super().__init__(given, initial=initial, auto_id=f"t_{text.pk if text else 'new'}_%s")

    def new(self) -> NewText:
        """Return what the form says, for the verb."""
        return NewText(**self.cleaned_data)


class SendingForm(OnVersionForm):
    """The words that go out, and what is done with them."""

    text = forms.CharField(widget=forms.Textarea({"rows": 8}), label="Words")
    private = forms.BooleanField(required=False, label="Note for agents only")
    take = forms.BooleanField(required=False)
    acts = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Also do"
    )

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        module: TextModule,
        taking: Taking | None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(given, initial=initial, auto_id="sending_%s")
        labels = dict(zip(module.acts, module.act_labels, strict=True))
        fields: dict[str, Any] = self.fields
        if taking is None:
            del self.fields["take"]
        else:
            fields["take"].label = taking.words
        if labels:
            fields["acts"].choices = list(labels.items())
            if Act.HOLD in labels:
                fields["acts"].help_text = say_usual([module.hold_reason])
        else:
            del self.fields["acts"]

    def sending(self) -> Sending:
        """Return what the form says, for the verb."""
        said = self.cleaned_data
        return Sending(
            words=said["text"],
            acts=said.get("acts", ()),
            private=said["private"],
            take=said.get("take", False),
        )
