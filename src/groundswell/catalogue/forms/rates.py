"""What people may say of what an hour costs."""

from decimal import Decimal
from typing import Any

from django import forms

from groundswell.analysis.cost.rates_file import rate_of_pay
from groundswell.catalogue.actions import Said
from groundswell.catalogue.models import OUTPUT, Rate, RateSource, Service
from groundswell.catalogue.queries import (
    RateLine,
    is_manager,
    known_inputs,
    list_departments,
    list_services,
    rate_card,
)
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.templatetags.amounts import unit

#: those that somebody may rather know as a yearly pay
PAID = ("user_rate", "agent_rate")


class RateForm(forms.Form):
    """What one input is, and how that is known."""

    name = forms.ChoiceField(label="Input")
    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, label="For a service", empty_label="none"
    )
    department = forms.ModelChoiceField(
        OrgUnit.objects.none(), required=False, label="For a department", empty_label="none"
    )
    likely = forms.DecimalField(
        required=False, min_value=0, max_digits=12, decimal_places=4, label="Most likely"
    )
    low = forms.DecimalField(
        required=False, min_value=0, max_digits=12, decimal_places=4, label="At least"
    )
    high = forms.DecimalField(
        required=False, min_value=0, max_digits=12, decimal_places=4, label="At most"
    )
    pay = forms.DecimalField(
        required=False, min_value=0, max_digits=12, decimal_places=2, label="Or a yearly pay"
    )
    source = forms.ChoiceField(label="How do you know?")
    note = forms.CharField(required=False, max_length=200, label="From where?")
    users = forms.IntegerField(
        required=False, min_value=1, max_value=10_000_000, label="How many people use it?"
    )
    counts = forms.BooleanField(
        required=False, label="It counts instead of the pay of the people who use the service"
    )

    def __init__(self, data: Any = None, *, by: User, line: RateLine | None = None) -> None:
        """Take down one input.

        Args:
            data: what was sent; None for an empty form.
            by: who says so; only a manager gives a number of her own.
            line: the input as it stands, which is then the one that is meant; None to choose one.
        """
        self.line = line
        super().__init__(data, prefix=prefix_of(line), initial=_initial(line))
        fields: dict[str, Any] = self.fields
        fields["name"].choices = [
            (key, f"{entry.name}, {unit(entry.unit)}")
            for key, entry in known_inputs().items()
            if line or key != OUTPUT
        ]
        fields["service"].queryset = list_services()
        fields["department"].queryset = list_departments()
        fields["source"].choices = sources_for(by)
        if line:
            for name in ("name", "service", "department"):
                fields[name].widget = forms.HiddenInput()
            fields["likely"].label = f"Most likely, {unit(line.entry.unit)}"
        if line is None or line.key not in PAID:
            del fields["pay"]
        if line is None or line.key != OUTPUT:
            del fields["counts"], fields["users"]

    def clean(self) -> dict[str, Any]:
        """Fill in what was left out: a plain number is certain, and a yearly pay makes an hour."""
        said: dict[str, Any] = super().clean() or {}
        pay = said.get("pay")
        if pay and said.get("likely") is None:
            hour = rate_of_pay(float(pay), rate_card().inputs)
            said |= {
                "likely": _decimal(hour["value"]),
                "low": _decimal(hour["low"]),
                "high": _decimal(hour["high"]),
                "note": said.get("note") or f"from a yearly pay of {pay:,.0f}",
            }
        if said.get("likely") is None and "likely" not in self.errors:
            self.add_error("likely", "Write a number, also a rough one; the range says how rough.")
        if self.line is None and not (said.get("service") or said.get("department")):
            self.add_error("service", "Choose the service or the department for which it holds.")
        return said

    def said(self) -> Said:
        """Return the numbers as the verb takes them."""
        found = self.cleaned_data
        likely = found["likely"]
        return Said(
            low=likely if found["low"] is None else found["low"],
            likely=likely,
            high=likely if found["high"] is None else found["high"],
            source=RateSource(found["source"]),
            note=found["note"],
            counts=found.get("counts", False),
            users=found.get("users"),
        )


class OutputForm(RateForm):
    """What a service brings in an hour, for a service that is chosen."""

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data, by=by, line=RateLine(OUTPUT, known_inputs()[OUTPUT]))
        self.prefix = "output"
        fields: dict[str, Any] = self.fields
        fields["service"].widget = forms.Select()
        fields["service"].queryset = list_services()
        fields["service"].required = True
        fields["service"].label = "Service"
        fields["service"].empty_label = "choose one"


def prefix_of(line: RateLine | None) -> str:
    """Return what the fields of a line begin with, so that no two on the page are called alike."""
    if line is None:
        return "new"
    rate = line.rate
    whose = f"{rate.service_id or 0}-{rate.department_id or 0}" if rate else "0-0"
    return f"{line.key}-{whose}".replace(".", "-")


def sources_for(person: User) -> list[tuple[str, str]]:
    """Return how this person can know a number; a manager gives hers."""
    given = [(RateSource.GIVEN.value, "It is my own number")]
    others = [
        (RateSource.ESTIMATED.value, "I estimate it"),
        (RateSource.MEASURED.value, "It was measured"),
    ]
    return given + others if is_manager(person) else others


def _initial(line: RateLine | None) -> dict[str, Any]:
    if line is None:
        return {}
    rate: Rate | None = line.rate
    shown = {"name": line.key, "likely": _plain(line.entry.value), "low": _plain(line.entry.low),
             "high": _plain(line.entry.high)}  # fmt: skip
    if rate is None:
        return {"name": line.key} if line.key == OUTPUT else shown
    return shown | {
        "service": rate.service_id,
        "department": rate.department_id,
        "note": rate.note,
        "counts": rate.counts,
        "users": rate.service.users if rate.service else None,
        "source": rate.source,
    }


def _plain(number: float) -> str:
    return f"{number:.10g}"


def _decimal(number: float) -> Decimal:
    return Decimal(str(round(number, 2)))
