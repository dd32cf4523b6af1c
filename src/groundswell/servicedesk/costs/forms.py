"""What people may say of money that was spent."""

from django import forms

from groundswell.servicedesk.costs.models import MOST


class CostForm(forms.Form):
    """For what, how much, out of which budget."""

    what = forms.CharField(max_length=200, label="For what?")
    amount = forms.DecimalField(min_value=0, max_value=MOST, decimal_places=2, label="Amount")
    budget = forms.CharField(
        required=False,
        max_length=120,
        widget=forms.TextInput({"list": "budgets", "autocomplete": "off"}),
        label="Out of which budget?",
    )
    spent_on = forms.DateField(
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        label="On which day, if not today",
    )
