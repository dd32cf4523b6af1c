"""When people work, and on which days nobody does."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from groundswell.foundation.lengths import LONGEST
from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises.actions import CalendarFacts
from groundswell.servicedesk.promises.defaults import load_defaults
from groundswell.servicedesk.promises.hours import DAYS, read_hours, write_hours
from groundswell.servicedesk.promises.models import BusinessCalendar

#: a calendar file is far smaller
_MOST = 2_000_000


class CalendarForm(forms.Form):
    """A week in one time zone, and whose public holidays are free."""

    name = forms.CharField(max_length=80, label="Name")
    zone = forms.CharField(
        max_length=60,
        label="In which time zone do you work?",
        help_text="Such as Europe/Berlin or America/New_York; what stands here first is that of "
        "this installation.",
    )
    country = forms.CharField(
        required=False,
        max_length=8,
        label="Public holidays of",
        help_text="Two letters of the country, such as DE or GB. Empty: none.",
    )
    part = forms.CharField(
        required=False,
        max_length=16,
        label="Part of the country",
        help_text="Such as BY for Bavaria or SCT for Scotland.",
    )
    is_default = forms.BooleanField(required=False, label="Holds where no other is named")

    def __init__(self, given: Any = None, *, calendar: BusinessCalendar | None = None) -> None:
        hours = calendar.hours if calendar else load_defaults()["calendar"]["hours"]
        initial: dict[str, Any] = {"zone": settings.TIME_ZONE}
        if calendar is not None:
            names = ("name", "zone", "country", "part", "is_default")
            initial = {name: getattr(calendar, name) for name in names}
        super().__init__(given, initial=initial, auto_id="calendar_%s")
        for day, name in enumerate(DAYS):
            self.fields[f"day_{day}"] = forms.CharField(
                required=False,
                max_length=120,
                label=name,
                initial=write_hours(hours.get(str(day), ())),
            )

    @property
    def days(self) -> list[forms.BoundField]:
        """Return the fields of the week."""
        return [self[f"day_{day}"] for day in range(7)]

    @property
    def others(self) -> list[forms.BoundField]:
        """Return the other fields."""
        return [self[name] for name in ("name", "zone", "country", "part", "is_default")]

    def clean(self) -> dict[str, Any]:
        """Read the opening times of each day."""
        hours = {}
        for day, name in enumerate(DAYS):
            try:
                hours[str(day)] = read_hours(self.cleaned_data.get(f"day_{day}") or "")
            except BadInput as reason:
                self.add_error(f"day_{day}", f"{name}: {reason}")
        self.cleaned_data["hours"] = hours
        return self.cleaned_data

    def facts(self) -> CalendarFacts:
        """Return what the form says, for the verb."""
        names = ("name", "zone", "country", "part", "is_default", "hours")
        return CalendarFacts(**{name: self.cleaned_data[name] for name in names})


class DaysForm(forms.Form):
    """Days on which nobody works, one a line: the day, and why."""

    days = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        label="Closed on",
        help_text="One day a line, such as 2026-12-24 Christmas Eve.",
    )

    def clean_days(self) -> dict[date, str]:
        """Return day → why.

        Raises:
            ValidationError: a line does not begin with a day.
        """
        found = {}
        for line in self.cleaned_data["days"].splitlines():
            day, _, why = line.strip().partition(" ")
            if not day:
                continue
            try:
                found[date.fromisoformat(day)] = why
            except ValueError:
                raise forms.ValidationError(
                    f'"{line.strip()[:60]}" does not begin with a day; write it as 2026-12-24.'
                ) from None
        return found


class FileForm(forms.Form):
    """A calendar as a file."""

    file = forms.FileField(label="File of holidays (.ics)")

    def clean_file(self) -> bytes:
        """Return what the file holds.

        Raises:
            ValidationError: it is too large.
        """
        given = self.cleaned_data["file"]
        if given.size > _MOST:
            raise forms.ValidationError("The file holds more than 2 MB; that is no such calendar.")
        content: bytes = given.read()
        return content


class FeedForm(forms.Form):
    """A calendar at an address."""

    address = forms.CharField(
        required=False,
        max_length=500,
        label="Subscribe to an address",
        help_text="It is read once a day from then on. Empty: no longer.",
    )
