"""What people may send about options for a fix and the numbers of a case."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from groundswell.analysis.worth import input_rules
from groundswell.foundation.widgets import QuickSelect
from groundswell.problems.actions import NewOption, Said
from groundswell.problems.models.options import OptionSize, Source

#: the plain numbers of an option: key of the analysis → how it is asked for, and what helps
ASKED: Mapping[str, tuple[str, str]] = {
    "cash": ("Money it costs once", ""),
    "hours": ("Own hours it takes once", ""),
    "running_cash": ("Money it costs a year", ""),
    "running_hours": ("Own hours a year", ""),
    "success": ("How sure is it to work, in %?", ""),
    "effectiveness": ("How much of the trouble does it end, in %?", ""),
    "lead_months": ("Months until it works", ""),
    "life_years": ("Years it lasts", "3 where nobody says"),
}
#: asked for in per cent, kept as a share of one
PER_CENT = frozenset({"success", "effectiveness"})

Range = tuple[float, float, float]


class RangeForm(forms.Form):
    """Numbers with their likely value and, where somebody knows them, the ends of the range."""

    source = forms.ChoiceField(
        widget=QuickSelect,
        required=False,
        choices=Source.choices,
        initial=Source.ESTIMATED,
        label="Where is it from?",
    )
    said_by = forms.CharField(required=False, max_length=150, label="Who says so?")

    def add_range(self, name: str, label: str, help_text: str = "") -> None:
        """Add the fields of one number: likely, at least, at most."""
        self.fields[name] = _number(label, help_text)
        self.fields[f"{name}_low"] = _number("at least", said=f"{label}: at least")
        self.fields[f"{name}_high"] = _number("at most", said=f"{label}: at most")

    def check_range(self, name: str, key: str, *, per_cent: bool = True) -> None:
        """Note what is wrong with a number: its order, or that it lies outside its bounds."""
        scale = _scale(key, per_cent=per_cent)
        found = read_range(self.cleaned_data, name, scale)
        if found is None:
            ends = (self.cleaned_data.get(f"{name}_{end}") for end in ("low", "high"))
            if any(end is not None for end in ends) and name not in self.errors:
                self.add_error(name, "Say the likely value too; a range alone says too little.")
        elif not found[0] <= found[1] <= found[2]:
            self.add_error(name, "Put the low end below the likely value and the high one above.")
        elif not all(is_possible(key, value) for value in found):
            self.add_error(name, tell_bounds(key, scale))

    def clean(self) -> dict[str, Any]:
        """See that a number of the one who decides bears a name."""
        said: dict[str, Any] = self.cleaned_data
        if said.get("source") == Source.GIVEN and not said.get("said_by", "").strip():
            self.add_error("said_by", "Name the one who gave it; it is shown as theirs.")
        return said


class OptionForm(RangeForm):
    """A way to end it for good, with its plain numbers."""

    title = forms.CharField(max_length=250, label="What would be done?")
    size = forms.ChoiceField(widget=QuickSelect, choices=OptionSize.choices[1:], label="How big?")
    share = forms.FloatField(
        required=False,
        min_value=0.01,
        max_value=1,
        initial=1,
        label="Share of it that this trouble uses",
        help_text="1 is all of it; a tool that serves ten troubles counts here with 0.1.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (label, help_text) in ASKED.items():
            self.add_range(key, label, help_text)

    @property
    def words(self) -> Sequence[forms.BoundField]:
        """Return what is asked before the numbers."""
        return [self[name] for name in ("title", "size", "share")]

    @property
    def ranges(self) -> Iterator[Sequence[forms.BoundField]]:
        """Yield likely, low and high of each number."""
        for key in ASKED:
            yield [self[key], self[f"{key}_low"], self[f"{key}_high"]]

    @property
    def origin(self) -> Sequence[forms.BoundField]:
        """Return what is asked after the numbers: where they come from."""
        return [self["source"], self["said_by"]]

    def clean_share(self) -> float:
        """Return the share, all of it where it was left empty."""
        return self.cleaned_data["share"] or 1.0

    def clean(self) -> dict[str, Any]:
        """Check every range."""
        for key in ASKED:
            self.check_range(key, key)
        return super().clean()


def read_proposal(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form of an option says, as the arguments of the verb."""
    numbers = {key: read_said(said, key, key) for key in ASKED}
    given = {key: number for key, number in numbers.items() if number}
    words = {name: said[name] for name in ("title", "size", "share")}
    return {"new": NewOption(**words, numbers=given)}


def read_said(
    said: Mapping[str, Any], name: str, key: str, *, per_cent: bool = True
) -> Said | None:
    """Return a number with its range, source and giver, None where it was not given.

    Args:
        said: what a form holds.
        name: of the field with the likely value.
        key: of the input of the analysis.
        per_cent: whether a share was asked for in per cent.
    """
    found = read_range(said, name, _scale(key, per_cent=per_cent))
    if found is None:
        return None
    low, likely, high = found
    source = said.get("source") or Source.ESTIMATED
    return Said(low=low, likely=likely, high=high, source=source, said_by=said.get("said_by", ""))


def read_range(said: Mapping[str, Any], name: str, scale: float) -> Range | None:
    """Return low, likely and high, divided by `scale`; an end not given is the likely value."""
    likely = said.get(name)
    if likely is None:
        return None
    low, high = said.get(f"{name}_low"), said.get(f"{name}_high")
    ends = (likely if low is None else low, likely, likely if high is None else high)
    return ends[0] / scale, ends[1] / scale, ends[2] / scale


def is_possible(key: str, value: float) -> bool:
    """Tell whether an input of the analysis can have this value."""
    rule = input_rules()[key]
    over = value > rule.above if rule.above is not None else value >= max(rule.least or 0.0, 0.0)
    return over and value <= rule.most and (not rule.whole or value == int(value))


def tell_bounds(key: str, scale: float = 1.0) -> str:
    """Return which values an input can have, in the unit in which it was asked for."""
    rule = input_rules()[key]
    least = max(rule.least or 0.0, 0.0) * scale
    begin = f"more than {rule.above:g}" if rule.above is not None else f"at least {least:g}"
    whole = ", and whole" if rule.whole else ""
    return f"It has to be {begin} and at most {rule.most * scale:,.0f}{whole}; check the number."


def _scale(key: str, *, per_cent: bool) -> float:
    return 100.0 if per_cent and key in PER_CENT else 1.0


def _number(label: str, help_text: str = "", said: str = "") -> forms.FloatField:
    shape = {"step": "any", "inputmode": "decimal"} | ({"aria-label": said} if said else {})
    return forms.FloatField(
        required=False, label=label, help_text=help_text, widget=forms.NumberInput(shape)
    )
