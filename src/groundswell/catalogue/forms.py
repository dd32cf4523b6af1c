"""What people may say of a service."""

from django import forms


class ServiceForm(forms.Form):
    """A service that somebody would ask for by itself."""

    name = forms.CharField(max_length=120, label="Name, as its users say it")
    users = forms.IntegerField(required=False, min_value=0, label="How many people use it?")
    critical_hours = forms.CharField(
        required=False, max_length=120, label="When does it matter most?"
    )
