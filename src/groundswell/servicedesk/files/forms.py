"""What people may say of a file."""

from django import forms


class RemovalForm(forms.Form):
    """Why it is taken out."""

    reason = forms.CharField(
        max_length=200, label="Why?", help_text="It is read by all who could read the file."
    )
