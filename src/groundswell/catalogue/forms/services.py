"""What people may say of a service."""

from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.catalogue.actions import ServiceFacts
from groundswell.catalogue.models import Service, ServiceState
from groundswell.foundation.accounts.callers import label_of
from groundswell.foundation.accounts.words import NOBODY_YET
from groundswell.foundation.fields.people import PersonField


class ServiceForm(forms.Form):
    """A service that somebody would ask for by itself."""

    name = forms.CharField(max_length=120, label="Name, as its users say it")
    users = forms.IntegerField(
        required=False, min_value=0, max_value=2_000_000_000, label="How many people use it?"
    )


class FirstServicesForm(forms.Form):
    """The first few services, in one go: a name is enough."""

    #: rows on the page; three are enough, five are many
    ROWS = 5

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, self.ROWS + 1):
            self.fields[f"name_{row}"] = forms.CharField(
                required=False, max_length=120, label=f"Service {row}"
            )
            self.fields[f"users_{row}"] = forms.IntegerField(
                required=False, min_value=0, max_value=2_000_000_000, label="People who use it"
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Return the fields of each row: name, people."""
        return [
            tuple(self[f"{name}_{row}"] for name in ("name", "users"))
            for row in range(1, self.ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a page without a name, and one with the same name twice."""
        names = [facts.name.casefold() for facts in self.named()]
        if not names:
            raise forms.ValidationError("Name one service at least, as its users say it.")
        if len(set(names)) < len(names):
            raise forms.ValidationError("Two rows have the same name; keep one of them.")
        return self.cleaned_data

    def named(self) -> list[ServiceFacts]:
        """Return what was said of each service that has a name."""
        said = self.cleaned_data
        return [
            ServiceFacts(
                name=said[f"name_{row}"].strip(),
                users=said.get(f"users_{row}"),
            )
            for row in range(1, self.ROWS + 1)
            if (said.get(f"name_{row}") or "").strip()
        ]


class ServiceFactsForm(ServiceForm):
    """All that is known of a service."""

    other_names = forms.CharField(
        required=False,
        max_length=1_300,
        label="What else do people call it?",
        help_text="With commas: Outlook, the mail. Whoever writes so means this service.",
    )
    business_owner = forms.CharField(
        required=False, max_length=120, label="Who answers for it in the business?"
    )
    owner = PersonField(
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "callers", "autocomplete": "off"}),
        label="Who answers for it in IT?",
        help_text=f"Name or e-mail. Empty: {NOBODY_YET}.",
    )
    description = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), label="What does it do for its users?"
    )

    def __init__(self, given: QueryDict | None = None, *, service: Service) -> None:
        self.service = service
        about = ("name", "users", "business_owner", "description")
        owner = label_of(service.owner) if service.owner else ""
        initial = {name: getattr(service, name) for name in about}
        initial |= {"owner": owner, "other_names": service.said_otherwise}
        super().__init__(given, initial=initial, auto_id="service_%s")
        self.order_fields(("name", "other_names"))

    def clean_other_names(self) -> list[str]:
        """Return each name that stands between commas."""
        return str(self.cleaned_data["other_names"]).split(",")

    def facts(self) -> ServiceFacts:
        """Return what the form says, for the verb; its critical hours say when it matters."""
        return ServiceFacts(critical_hours=self.service.critical_hours, **self.cleaned_data)


class StateForm(forms.Form):
    """Where a service is in its life."""

    state = forms.ChoiceField(choices=ServiceState.choices)
