"""What people may say of tickets that come again."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.queries import list_offered
from groundswell.foundation.accounts.callers import label_of
from groundswell.foundation.fields.forms import PREFIX
from groundswell.foundation.fields.people import PersonField
from groundswell.foundation.lengths import LONGEST
from groundswell.foundation.widgets import QuickSelect
from groundswell.kernel.recurrence import Rhythm
from groundswell.servicedesk.facts.models import TicketTemplate
from groundswell.servicedesk.facts.queries import list_templates
from groundswell.servicedesk.models import SupportGroup
from groundswell.servicedesk.promises.hours import DAYS
from groundswell.servicedesk.promises.models import BusinessCalendar
from groundswell.servicedesk.promises.queries import list_calendars
from groundswell.servicedesk.queries import list_groups
from groundswell.servicedesk.recurring.actions import PlanFacts
from groundswell.servicedesk.recurring.models import Plan
from groundswell.servicedesk.recurring.queries import list_offerings
from groundswell.servicedesk.recurring.reckoning import say_place
from groundswell.servicedesk.states import Kind

RHYTHMS = (
    (Rhythm.WEEKDAYS, "on days of the week"),
    (Rhythm.MONTH_DAY, "on a day of the month"),
    (Rhythm.MONTH_WEEKDAY, "on a weekday of the month, such as its first Monday"),
    (Rhythm.WORKING_DAY, "on a working day of the month, such as its first"),
    (Rhythm.DAYS, "every so many days"),
)
PLACES = tuple((day, f"the {say_place(day)}") for day in (-1, *range(1, 32)))
#: for which rhythms a field counts; one that is not here counts for all
_COUNTS_FOR = {
    "weekdays": (Rhythm.WEEKDAYS, Rhythm.MONTH_WEEKDAY),
    "place": (Rhythm.MONTH_DAY, Rhythm.MONTH_WEEKDAY, Rhythm.WORKING_DAY),
}
_WHAT = ("summary", "description", "kind", "caller", "group", "service", "checklist")


def _day(label: str, *, required: bool) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class BeginForm(forms.Form):
    """What a plan begins from."""

    template = forms.ModelChoiceField(
        TicketTemplate.objects.none(), to_field_name="number", required=False, widget=QuickSelect,
        empty_label="words of its own", label="A template",
    )  # fmt: skip
    offering = forms.ModelChoiceField(
        Offering.objects.none(), to_field_name="number", required=False, widget=QuickSelect,
        empty_label="none", label="Or something that people can ask for",
    )  # fmt: skip

    def __init__(self, given: QueryDict | None = None) -> None:
        super().__init__(given)
        fields: dict[str, Any] = self.fields
        fields["template"].queryset = list_templates()
        fields["offering"].queryset = list_offerings()


class PlanForm(forms.Form):
    """What is opened, for whom, and on which days."""

    summary = forms.CharField(max_length=250, label="In a few words")
    description = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), max_length=LONGEST, label="Details"
    )
    kind = forms.ChoiceField(
        choices=Kind.choices, initial=Kind.REQUEST, required=False, label="What is it?"
    )
    caller = PersonField(max_length=200, label="For whom?", help_text="Name or e-mail.")
    group = forms.ModelChoiceField(
        SupportGroup.objects.none(), required=False, widget=QuickSelect,
        empty_label="where the rules lead", label="Group that does it",
    )  # fmt: skip
    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, widget=QuickSelect, empty_label="not said"
    )
    checklist = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), max_length=10_000,
        label="To tick off on each, one a line",
    )  # fmt: skip
    rhythm = forms.ChoiceField(choices=RHYTHMS, label="How often?")
    weekdays = forms.TypedMultipleChoiceField(
        choices=list(enumerate(DAYS)), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, label="Days of the week",
        help_text="Where one weekday of the month is meant, tick one.",
    )  # fmt: skip
    place = forms.TypedChoiceField(
        choices=PLACES, coerce=int, initial=1, required=False, empty_value="1", widget=QuickSelect,
        label="Which one in the month",
        help_text="In a month without a 29th, 30th or 31st its last day is meant.",
    )  # fmt: skip
    every = forms.IntegerField(
        min_value=1, max_value=366, initial=1, required=False, label="Every … days, weeks or months"
    )
    at_time = forms.TimeField(
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"), initial=time(8), label="At"
    )
    zone = forms.CharField(max_length=60, label="Time zone", help_text="Such as Europe/Berlin.")
    first_day = _day("From", required=True)
    last_possible_day = _day("Until, if it ends", required=False)
    calendar = forms.ModelChoiceField(
        BusinessCalendar.objects.none(), required=False, widget=QuickSelect,
        empty_label="none: holidays do not matter", label="Not on days on which this is closed",
    )  # fmt: skip
    puts_off = forms.BooleanField(required=False, label="On the next open day instead")

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        plan: Plan | None = None,
        template: TicketTemplate | None = None,
        offering: Offering | None = None,
    ) -> None:
        self.plan = plan
        self.template = plan.template if plan else template
        self.offering = plan.offering if plan else offering
        super().__init__(given, initial=_initial(plan, self.template, self.offering))
        fields: dict[str, Any] = self.fields
        fields["group"].queryset = list_groups()
        fields["service"].queryset = list_offered()
        fields["calendar"].queryset = list_calendars()
        if self.template or self.offering:
            del fields["kind"]
        if self.offering:  # its request has a service and words of its own
            del fields["service"], fields["description"]

    @property
    def what(self) -> list[forms.BoundField]:
        """Return the fields that say what is opened."""
        return [self[name] for name in self.fields if name in _WHAT]

    @property
    def days(self) -> list[tuple[forms.BoundField, str]]:
        """Return the fields that say when, with the rhythms for which each counts; "": all."""
        return [
            (self[name], "|".join(_COUNTS_FOR.get(name, ())))
            for name in self.fields
            if name not in _WHAT
        ]

    def facts(self, answers: QueryDict) -> PlanFacts:
        """Return what the form says, for the verb; with what the form of the offering was sent."""
        said = {name: value for name, value in self.cleaned_data.items() if value is not None}
        lines = str(said.pop("checklist", "")).splitlines()
        kept = {name: answers.getlist(name) for name in answers if name.startswith(PREFIX)}
        said["kind"], said["place"] = said.get("kind") or Kind.REQUEST, int(said["place"])
        return PlanFacts(
            **said,
            checklist=lines,
            template=self.template,
            offering=self.offering,
            answers=kept if self.offering else {},
        )


class PauseForm(forms.Form):
    """Why nothing is opened for now."""

    reason = forms.CharField(max_length=500, label="Why pause it?")


def _initial(
    plan: Plan | None, template: TicketTemplate | None, offering: Offering | None
) -> dict[str, Any]:
    if plan is not None:
        names = [name for name in PlanForm.base_fields if name not in {"caller", "checklist"}]
        return {name: getattr(plan, name) for name in names} | {
            "caller": label_of(plan.caller),
            "checklist": "\n".join(plan.checklist),
            "group": plan.group_id,
            "service": plan.service_id,
            "calendar": plan.calendar_id,
        }
    preset = template.preset if template else {}
    words = offering.name if offering else preset.get("summary", template.name if template else "")
    return {
        "zone": settings.TIME_ZONE,
        "summary": words,
        "description": preset.get("description", ""),
        "service": preset.get("service"),
    }
