"""What the first person types."""

from django import forms
from django.contrib.auth.password_validation import validate_password


class SetupForm(forms.Form):
    """Name, address and password of the first account."""

    name = forms.CharField(max_length=150, label="Your name")
    email = forms.EmailField(label="Your e-mail address")
    password = forms.CharField(
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        label="A password (ten characters or more)",
    )

    def clean_password(self) -> str:
        """Refuse a password that is short or common."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
