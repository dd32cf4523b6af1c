"""What a caller says of what is known already, and of their own tickets."""

from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.forms import FilesField
from groundswell.portal.forms.telling import list_choices


class MeTooForm(forms.Form):
    """What somebody adds who has a trouble that is known already; nothing is enough."""

    text = forms.CharField(required=False)


class ReplyForm(forms.Form):
    """Words for the desk, files, or both."""

    text = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), label="Write to the desk"
    )
    attached = FilesField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attached: Any = self.fields["attached"]
        attached.by = user

    def said(self) -> dict[str, Any]:
        """Return the arguments of the verb."""
        return {"text": self.cleaned_data["text"], "files": self.cleaned_data["attached"]}


class EndingForm(forms.Form):
    """What somebody says who needs nothing any more; nothing is enough."""

    words = forms.CharField(required=False)


class OwnServiceForm(forms.Form):
    """Which service a ticket is about, where the machine chose another."""

    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, label="Which service is it about?"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["service"]
        field.queryset, field.choices = list_offered(), list_choices(user)
