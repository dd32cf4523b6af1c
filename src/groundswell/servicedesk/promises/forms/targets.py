"""What is promised, for what, and what follows."""

import re
from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.priorities.matrix import current_matrix
from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.actions import LevelFacts, TargetFacts
from groundswell.servicedesk.promises.models import BusinessCalendar
from groundswell.servicedesk.promises.queries import list_calendars
from groundswell.servicedesk.promises.words import Act, Measure, Side, Whom
from groundswell.servicedesk.queries import list_groups
from groundswell.servicedesk.states import Kind

_TIME = re.compile(
    r"^(?:(?P<hours>\d{1,5}(?:[.,]\d{1,2})?)\s*(?:h|hours?))?\s*"
    r"(?:(?P<minutes>\d{1,6})\s*(?:min|minutes?|m)?)?$",
    re.IGNORECASE,
)


class WorkTimeField(forms.CharField):
    """Working time as people write it: "30", "30 min", "4 h", "1.5 h", "1 h 30 min"; minutes."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=20, **given)

    def clean(self, value: Any) -> Any:
        """Return whole minutes, None where nothing was written.

        Raises:
            ValidationError: it is no time.
        """
        words = super().clean(value).strip()
        if not words:
            return None
        found = _TIME.match(words)
        if found is None:
            raise forms.ValidationError(
                f'"{words}" is no working time; write 30 min, 4 h or 1 h 30 min. Days are not '
                "taken: how long one is, the calendar says."
            )
        hours = float((found["hours"] or "0").replace(",", "."))
        return round(hours * 60) + int(found["minutes"] or 0)


class TargetForm(forms.Form):
    """A promise: how fast, and for what; what is left empty holds for all."""

    response = WorkTimeField(required=False, label="Answered within")
    resolution = WorkTimeField(required=False, label="Solved within")
    update = WorkTimeField(required=False, label="Next word within")
    priority = forms.TypedChoiceField(
        widget=QuickSelect, coerce=int, empty_value=None, required=False, label="For the priority"
    )
    service = forms.ModelChoiceField(
        Service.objects.none(),
        widget=QuickSelect,
        required=False,
        label="For the service",
        empty_label="every service",
    )
    offering = forms.ModelChoiceField(
        Offering.objects.none(),
        widget=QuickSelect,
        required=False,
        label="For requests for",
        empty_label="anything",
    )
    department = forms.ModelChoiceField(
        OrgUnit.objects.order_by("name"),
        widget=QuickSelect,
        required=False,
        label="For the department",
        empty_label="every department",
    )
    kind = forms.ChoiceField(
        widget=QuickSelect,
        choices=[("", "incidents and requests"), *Kind.choices],
        required=False,
        label="For",
    )
    side = forms.ChoiceField(
        widget=QuickSelect, choices=Side.choices, required=False, label="Who promises whom?"
    )
    group = forms.ModelChoiceField(
        SupportGroup.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Support group, where one promises",
        empty_label="none",
    )
    supplier = forms.CharField(required=False, max_length=120, label="Supplier, where one promises")
    calendar = forms.ModelChoiceField(
        BusinessCalendar.objects.none(),
        widget=QuickSelect,
        required=False,
        label="In the hours of",
        empty_label="the default calendar",
    )
    in_critical_hours = forms.BooleanField(
        required=False, label="Or in the critical hours of the service"
    )
    reopen_days = forms.IntegerField(
        required=False, min_value=0, max_value=365, label="Days in which reopening goes on"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        priorities = sorted(current_matrix().priorities.items())
        fields["priority"].choices = [("", "every priority"), *priorities]
        fields["service"].queryset = list_services()
        offerings = Offering.objects.select_related("service").exclude(state="retired")
        fields["offering"].queryset = offerings.order_by("name")
        fields["group"].queryset = list_groups()
        fields["calendar"].queryset = list_calendars()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Return what most promises need."""
        return [self[name] for name in ("response", "resolution", "update", "priority", "service")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Return what few promises need."""
        names = ("offering", "department", "kind", "calendar", "in_critical_hours", "reopen_days",
                 "side", "group", "supplier")  # fmt: skip
        return [self[name] for name in names]

    @property
    def needs_more(self) -> bool:
        """Tell whether one of the further fields was filled, so that it has to be seen."""
        return self.is_bound and any(field.value() for field in self.more_fields)

    def facts(self) -> TargetFacts:
        """Return what the form says, for the verb."""
        said = dict(self.cleaned_data)
        days = said.pop("reopen_days")
        said["side"] = said["side"] or Side.CALLER
        return TargetFacts(**said, reopen_days=7 if days is None else days)


class LevelForm(forms.Form):
    """When something happens, and what."""

    measure = forms.ChoiceField(
        widget=QuickSelect, choices=Measure.choices, initial=Measure.RESOLUTION, label="Promise"
    )
    share = forms.IntegerField(
        required=False, min_value=1, max_value=100, label="At so many per cent of its time"
    )
    late = WorkTimeField(required=False, label="Or so long after it was due")
    act = forms.ChoiceField(widget=QuickSelect, choices=Act.choices, label="What happens")
    whom = forms.ChoiceField(
        widget=QuickSelect,
        choices=[("", "nobody"), *Whom.choices],
        required=False,
        label="Who is told",
    )
    group = forms.ModelChoiceField(
        SupportGroup.objects.none(),
        widget=QuickSelect,
        required=False,
        label="Group it is passed to",
        empty_label="none",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["group"].queryset = list_groups()

    def facts(self) -> LevelFacts:
        """Return what the form says, for the verb."""
        return LevelFacts(**self.cleaned_data)
