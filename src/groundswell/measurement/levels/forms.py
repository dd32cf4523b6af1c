"""What people may send about indicators."""

from typing import Any

from django import forms

from groundswell.analysis.maturity import Indicator
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
    def cuts(self) -> dict[int, float | str]:
        """Return the cuts by level, as numbers where they are."""
        return {
            int(name.removeprefix(_CUT)): self._read(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(_CUT)
        }

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
