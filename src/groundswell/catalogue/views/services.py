"""The pages of services."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue import actions, queries
from groundswell.catalogue.forms import (
    FirstServicesForm,
    ServiceFactsForm,
    ServiceForm,
    StateForm,
)
from groundswell.catalogue.models import Service
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right


@for_right("register.see")
def services(request: PageRequest) -> HttpResponse:
    """Show every service, and take down a new one."""
    form = ServiceForm(request.POST or None)
    service = carry_out(
        form, lambda: actions.add_service(by=request.user, at=timezone.now(), **form.cleaned_data)
    )
    if service:
        messages.info(request, f"{service} is written down.")
        return redirect("catalogue:services")
    context = {
        "services": queries.list_services().prefetch_related("windows"),
        "has_enough": queries.has_enough_services(),
        "form": form,
        "may_keep": may(request.user, "register.keep"),
    }
    status = 422 if form.errors else 200
    return render(request, "catalogue/services.html", context, status=status)


@for_right("register.keep")
def first_services(request: PageRequest) -> HttpResponse:
    """Ask for the first three to five services, in one go."""
    form = FirstServicesForm(request.POST if request.method == "POST" else None)
    named = carry_out(
        form,
        lambda: actions.name_services(by=request.user, at=timezone.now(), first=form.named()),
    )
    if named is not None:
        words = ", ".join(map(str, named))
        messages.info(request, f"Written down: {words}.")
        return redirect("catalogue:services")
    status = 422 if form.errors else 200
    return render(request, "catalogue/first_services.html", {"form": form}, status=status)


@require_GET
@for_right("register.see")
def service(request: PageRequest, number: str) -> HttpResponse:
    """Show one service: who uses it, when it matters, who answers for it, what it brings in."""
    return _show(request, queries.get_service(number))


@require_POST
@for_right("register.keep")
def description(request: PageRequest, number: str) -> HttpResponse:
    """Take down anew what is known of a service."""
    record = queries.get_service(number)
    form = ServiceFactsForm(request.POST, service=record)
    if not carry_out(
        form,
        lambda: actions.describe_service(
            record, by=request.user, at=timezone.now(), facts=form.facts()
        ),
    ):
        return _show(request, record, form)
    messages.info(request, "Saved.")
    return redirect("catalogue:service", number)


@require_POST
@for_right("register.keep")
def state(request: PageRequest, number: str) -> HttpResponse:
    """Move a service on in its life."""
    record = queries.get_service(number)
    form = StateForm(request.POST)
    with told_refusals(request):
        if form.is_valid():
            to = form.cleaned_data["state"]
            moved = actions.move_service(record, by=request.user, at=timezone.now(), state=to)
            messages.info(request, f"{moved}: {moved.get_state_display().lower()}.")
    return redirect("catalogue:service", number)


def _show(request: PageRequest, record: Service, failed: forms.Form | None = None) -> HttpResponse:
    keeps = may(request.user, "register.keep")
    context = {
        "service": record,
        "form": failed or (ServiceFactsForm(service=record) if keeps else None),
        "rates": [(rate, queries.say_rate(rate)) for rate in queries.list_rates_of(record)],
        "acts": queries.tell_acts(record)[:20],
        "may_keep": keeps,
        "may_read_tickets": may(request.user, "desk.see"),
    }
    status = 422 if failed is not None else 200
    return render(request, "catalogue/service.html", context, status=status)
