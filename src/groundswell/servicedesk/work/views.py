"""The pages of tasks: what one has to do, and the tasks on the page of a ticket."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.choices import name_unknown
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.web import PageRequest, PageView, for_right
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.queries import get_ticket
from groundswell.servicedesk.work import actions, queries
from groundswell.servicedesk.work.forms import GivingForm, ReasonForm, TaskForm


@require_GET
@for_right("desk.see")
def tasks(request: PageRequest) -> HttpResponse:
    """Show what one has to do, what is due first."""
    wanted, works = request.GET.get("show", ""), may(request.user, "desk.work")
    # who only reads has no tasks of their own
    show = wanted if wanted in queries.SHOW else "mine" if works else "open"
    today = timezone.localdate()
    found = queries.list_to_do(show, seen_by=request.user)
    context = {
        "tasks": [(task, queries.is_late(task, on=today)) for task in found],
        "show": queries.SHOW,
        "here": show,
        "unknown": name_unknown(request.GET, {"show": queries.SHOW}, {"show": "list"}),
        "may_work": works,
    }
    return render(request, "work/tasks.html", context)


@require_GET
@for_right("desk.see")
def of_ticket(request: PageRequest, number: str) -> HttpResponse:
    """Show, on a ticket's page, what has to be done for it."""
    return _show(request, get_ticket(number, seen_by=request.user))


def _show(request: PageRequest, ticket: Ticket, failed: forms.Form | None = None) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "ticket": ticket,
        "tasks": [(task, queries.is_late(task, on=today)) for task in queries.list_tasks(ticket)],
        "progress": queries.count_progress(ticket),
        "form": TaskForm(ticket=ticket),
        "giving_form": GivingForm(auto_id="give_%s"),
        "may_work": may(request.user, "desk.work"),
    }
    return show_forms(request, "work/of_ticket.html", context, failed)


_doors = Doors("desk.work", get_ticket, _show, "servicedesk:ticket")


@require_POST
@for_right("desk.work")
def new_task(request: PageRequest, number: str) -> HttpResponse:
    """Write down what has to be done for a ticket."""
    ticket = get_ticket(number, seen_by=request.user)
    form = TaskForm(request.POST, ticket=ticket)
    return _doors.answer(
        request,
        ticket,
        form,
        lambda: actions.add_task(ticket, by=request.user, at=timezone.now(), new=form.new()),
    )


def _door(form_class: type[forms.Form], verb: Callable[..., object]) -> PageView[[str]]:
    @require_POST
    @for_right("desk.work")
    def door(request: PageRequest, number: str) -> HttpResponse:
        task = queries.get_task(number, seen_by=request.user)
        ticket = get_ticket(task.ticket.number, seen_by=request.user)
        form = form_class(request.POST)
        return _doors.answer(
            request,
            ticket,
            form,
            lambda: verb(task, by=request.user, at=timezone.now(), **form.cleaned_data),
        )

    return door


done = _door(forms.Form, actions.finish_task)
skipped = _door(ReasonForm, actions.skip_task)
reopened = _door(forms.Form, actions.reopen_task)
given = _door(GivingForm, actions.give_task)
