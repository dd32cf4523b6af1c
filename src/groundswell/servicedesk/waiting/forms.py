"""What people may say of what happens while a ticket waits."""

from datetime import datetime

from django import forms

from groundswell.servicedesk.presence.forms import OnVersionForm
from groundswell.servicedesk.waiting.defaults import Plan
from groundswell.servicedesk.waiting.models import Waiting

_MOST = 90


def _days(label: str) -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=1, max_value=_MOST, label=label)


class PlanForm(OnVersionForm):
    """After how many days what happens; empty: never."""

    ask_after = _days("Ask the caller again after … days")
    ask_text = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 2}), label="The caller reads"
    )
    close_after = _days("End it after … days")
    close_text = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 2}), label="The caller reads then"
    )
    remind_after = _days("Remind whoever works on it after … days")


def show_plan(waiting: Waiting | None, usual: Plan) -> PlanForm:
    """Return the form as it stands now, or with what is usual where nothing is planned."""
    planned = waiting or Waiting()
    initial = {
        "ask_after": _days_after(planned, planned.ask_at),
        "ask_text": planned.ask_text or usual.ask_text,
        "close_after": _days_after(planned, planned.close_at),
        "close_text": planned.close_text or usual.close_text,
        "remind_after": _days_after(planned, planned.remind_at),
    }
    return PlanForm(initial=initial, auto_id="plan_%s")


def _days_after(waiting: Waiting, moment: datetime | None) -> int | None:
    return (moment - waiting.held_at).days if moment else None
