"""What a caller says of what is known already, and of their own tickets."""

from django import forms


class MeTooForm(forms.Form):
    """What somebody adds who has a trouble that is known already; nothing is enough."""

    text = forms.CharField(required=False, max_length=2000)


class ReplyForm(forms.Form):
    """Words for the desk."""

    text = forms.CharField(widget=forms.Textarea({"rows": 3}), label="Write to the desk")


class EndingForm(forms.Form):
    """What somebody says who needs nothing any more; nothing is enough."""

    words = forms.CharField(required=False, max_length=500)
