"""What people may say of tasks."""

from typing import Any

from django import forms

from groundswell.foundation.widgets import QuickSelect
from groundswell.servicedesk.forms.facts import WhoForm
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.work.actions import NewTask
from groundswell.servicedesk.work.models import Task
from groundswell.servicedesk.work.queries import list_tasks


class GivingForm(WhoForm):
    """Who does it, and until when."""

    due_on = forms.DateField(
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        label="Until when?",
    )


class TaskForm(GivingForm):
    """Something that has to be done for a ticket."""

    title = forms.CharField(max_length=200, label="What has to be done?")
    is_tick = forms.BooleanField(required=False, label="A line to tick off, no more")
    after = forms.ModelChoiceField(
        Task.objects.none(),
        widget=QuickSelect,
        required=False,
        label="After which?",
        empty_label="none",
    )
    field_order = ("title", "is_tick", "assignee", "group", "due_on", "after")

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="task_%s", **kwargs)
        fields: dict[str, Any] = self.fields
        keys = [task.pk for task in list_tasks(ticket)]
        fields["after"].queryset = Task.objects.filter(pk__in=keys)
        fields["after"].label_from_instance = lambda task: task.title

    def new(self) -> NewTask:
        """Return what the form says, for the verb."""
        return NewTask(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why it is left out."""

    reason = forms.CharField(required=False, max_length=300, label="Why?")
