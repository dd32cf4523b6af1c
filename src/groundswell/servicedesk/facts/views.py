"""The pages on which fields of tickets and templates are kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, keep_written, show_forms
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.facts import actions, queries
from groundswell.servicedesk.facts.forms import TemplateForm, TicketFieldForm


@require_GET
@for_right("desk.see")
def fields(request: PageRequest) -> HttpResponse:
    """Show what is asked of tickets beside their words, and the tickets to begin from."""
    return _show(request)


def _show(request: PageRequest, failed: forms.Form | None = None) -> HttpResponse:
    context = {
        "asked": [
            (field, keep_written(TicketFieldForm(field=field), failed))
            for field in queries.list_ticket_fields()
        ],
        "removed": queries.list_removed_fields(),
        "templates": queries.list_templates(),
        "new_field": TicketFieldForm(),
        "new_template": TemplateForm(),
        "may_keep": may(request.user, "catalogue.keep"),
    }
    return show_forms(request, "facts/fields.html", context, failed)


@require_POST
@for_right("catalogue.keep")
def new_field(request: PageRequest) -> HttpResponse:
    """Ask one question more of tickets."""
    form = TicketFieldForm(request.POST)
    return _keep(request, form, lambda: actions.add_field(**_who(request), **form.said()))


@require_POST
@for_right("catalogue.keep")
def field(request: PageRequest, number: str) -> HttpResponse:
    """Ask a question otherwise."""
    found = queries.get_ticket_field(number)
    form = TicketFieldForm(request.POST, field=found)
    return _keep(request, form, lambda: actions.alter_field(found, **_who(request), **form.said()))


@require_POST
@for_right("catalogue.keep")
def field_removal(request: PageRequest, number: str) -> HttpResponse:
    """Ask a question no longer."""
    found = queries.get_ticket_field(number)
    return _keep(
        request, forms.Form(request.POST), lambda: actions.remove_field(found, **_who(request))
    )


@require_POST
@for_right("catalogue.keep")
def templates(request: PageRequest) -> HttpResponse:
    """Keep a ticket to begin from."""
    form = TemplateForm(request.POST)
    return _keep(request, form, lambda: actions.add_template(**_who(request), new=form.template()))


@require_POST
@for_right("catalogue.keep")
def template_removal(request: PageRequest, number: str) -> HttpResponse:
    """Offer a template no longer."""
    found = queries.get_template(number)
    return _keep(
        request, forms.Form(request.POST), lambda: actions.remove_template(found, **_who(request))
    )


def _who(request: PageRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _keep(request: PageRequest, form: forms.Form, verb: Callable[[], Model]) -> HttpResponse:
    if not carry_out(form, verb):
        return _show(request, form)
    messages.info(request, "Saved.")
    return redirect("servicedesk:facts:fields")
