"""For whom somebody at the desk asks."""

from django import forms

from groundswell.foundation.fields.people import PersonField


class BehalfForm(forms.Form):
    """For whom an agent asks, who has them on the phone; empty: for themselves."""

    caller = PersonField(
        required=False,
        max_length=200,
        label="For whom?",
        help_text="A name or an address. Leave it empty to ask for yourself.",
        widget=forms.TextInput({"autocomplete": "off"}),
        names=True,
        now="Take a ticket down for them once, ticked as somebody new; then they are.",
    )
