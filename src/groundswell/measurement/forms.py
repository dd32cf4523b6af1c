"""What people may say of findings."""

from django import forms


class AcceptanceForm(forms.Form):
    """What the trouble is called, and which tickets belong to it."""

    title = forms.CharField(required=False, max_length=250, label="What is it called?")
    #: whether the page showed tickets to choose from
    chosen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def left_out(self, kept: list[str]) -> list[str]:
        """Return the numbers that the page showed and that are not among those kept."""
        if not self.cleaned_data["chosen"]:
            return []
        shown: list[str] = self.cleaned_data["shown"].split()
        return [number for number in shown if number not in set(kept)]


class JoiningForm(forms.Form):
    """The problem that it is."""

    number = forms.CharField(max_length=32, label="Number of the problem")


class RejectionForm(forms.Form):
    """Why it is not one trouble."""

    reason = forms.CharField(required=False, max_length=250, label="Why not?")


class AuditForm(forms.Form):
    """How many members were shown."""

    shown = forms.IntegerField(min_value=1, max_value=200)


class MergerForm(forms.Form):
    """Which findings are one trouble, as the inbox lists them: the dearest first."""

    key = forms.Field(widget=forms.MultipleHiddenInput)

    def clean_key(self) -> list[str]:
        """Return the keys that were ticked, two or more and each once."""
        keys = list(dict.fromkeys(str(key)[:64] for key in self.cleaned_data["key"]))
        if len(keys) < 2:
            raise forms.ValidationError("Tick two or more that are the same trouble.")
        return keys
