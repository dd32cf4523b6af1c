"""What people may send about indicators and levels."""

from typing import Any

from django import forms

from groundswell.analysis.maturity import QUESTIONS, Indicator, load_questions
from groundswell.measurement.levels.actions import NewSetting, NewView
from groundswell.measurement.levels.models import Decision
from groundswell.measurement.levels.words import load_words

_CUT = "cut_"


class IndicatorForm(forms.Form):
    """Whether an indicator counts, how much, and from which value on a level is reached."""

    is_on = forms.BooleanField(required=False, label="It counts for the level")
    weight = forms.FloatField(
        label="Weight", help_text="How much it counts beside the others; 1 is usual."
    )
    least = forms.IntegerField(
        label="Records at least", help_text="With fewer records its value is provisional."
    )
    reason = forms.CharField(
        required=False,
        max_length=250,
        label="Why otherwise than shipped?",
        help_text="Needed for another weight, number or cut: whoever reads the level will ask.",
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = indicator.unit
        words = ", ".join(load_words()["cuts"])
        for level, cut in sorted(indicator.cuts.items()):
            self.fields[f"{_CUT}{level}"] = forms.CharField(
                max_length=20,
                label=f"Level {level} from",
                initial=self._write(cut),
                help_text="" if not isinstance(cut, str) else f"A number, or one of: {words}.",
            )
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])
        self.initial = {
            "is_on": indicator.on,
            "weight": f"{indicator.weight:g}",
            "least": indicator.n_min,
            **self.initial,
        }

    @property
    def new(self) -> NewSetting:
        """Return what is set; the cuts as numbers where they are."""
        given = self.cleaned_data
        return NewSetting(
            is_on=given["is_on"],
            weight=given["weight"],
            least=given["least"],
            cuts={
                int(name.removeprefix(_CUT)): self._read(value)
                for name, value in given.items()
                if name.startswith(_CUT)
            },
            reason=given["reason"],
        )

    def _write(self, cut: float | str) -> str:
        if isinstance(cut, str):
            return cut
        return f"{100 * cut:g} %" if self.unit == "share" else f"{cut:g}"

    def _read(self, text: str) -> float | str:
        """Return "30 %" as 0.3, "8" as 8.0, and a word as it stands; the catalogue checks it."""
        plain = text.strip().replace(",", ".")
        try:
            if plain.endswith("%"):
                return round(float(plain.removesuffix("%")) / 100, 10)
            return float(plain)
        except ValueError:
            return text.strip()


class ViewForm(forms.Form):
    """How somebody sees a practice: three questions, and what went wrong in their words."""

    trouble = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="What went wrong the last time?",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in load_questions().items():
            self.fields[key] = forms.TypedChoiceField(
                coerce=int, choices=list(enumerate(question.answers)), label=question.words
            )
        self.order_fields([*QUESTIONS, "trouble"])

    @property
    def new(self) -> NewView:
        """Return what was answered."""
        given = self.cleaned_data
        return NewView({key: given[key] for key in QUESTIONS}, given["trouble"])


class WhoForm(forms.Form):
    """Whom the three questions are put to."""

    who = forms.CharField(max_length=150, label="Who is asked?")
    manages = forms.BooleanField(required=False, label="They decide on people or money")


class ContestForm(forms.Form):
    """What is wrong with a level, and what shows it."""

    comment = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), label="What is wrong?"
    )
    evidence = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="What shows it?",
        help_text="Numbers of records, or where it can be seen.",
    )


class DecisionForm(forms.Form):
    """What is decided of a contest, and why."""

    decision = forms.ChoiceField(choices=Decision.choices, label="Decision")
    reason = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), label="Why?"
    )


class OtherHouseForm(forms.Form):
    """The profile file of another house."""

    file = forms.FileField(
        label="The file of another house",
        help_text=(
            "The profile without names that they took from this page, or from the command line. "
            "It is read once and not kept."
        ),
    )
