"""The page of who uses a service and what the business knows of it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.business import actions, queries
from groundswell.catalogue.business.forms import (
    FactForm,
    HeadForm,
    RowForm,
    UsersForm,
    WindowForm,
    as_fact,
)
from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import get_service, list_departments
from groundswell.foundation.accounts.callers import label_of
from groundswell.foundation.accounts.departments import name_head
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms, told_refusals
from groundswell.foundation.web import PageRequest, for_right


@require_GET
@for_right("register.see")
def known(request: PageRequest, number: str) -> HttpResponse:
    """Show who uses a service, when it matters, and what the business knows of it."""
    return _show(request, get_service(number))


def _show(request: PageRequest, service: Service, failed: forms.Form | None = None) -> HttpResponse:
    uses = list(queries.list_uses(service))
    said = {
        "departments": [use.department for use in uses if use.department],
        "people": ", ".join(label_of(use.person) for use in uses if use.person),
    }
    context = {
        "service": service,
        "uses": uses,
        "windows": queries.list_windows(service),
        "facts": queries.list_business_facts(service),
        "users_form": UsersForm(initial=said),
        "window_form": WindowForm(),
        "fact_form": FactForm(),
        "may_keep": may(request.user, "register.keep"),
    }
    return show_forms(request, "business/known.html", context, failed)


def _get(number: str, *, seen_by: User) -> Service:  # noqa: ARG001 (the shape of a door)
    return get_service(number)


_door = Doors(right="register.keep", get=_get, show=_show, page="catalogue:business:known")

users = _door(UsersForm, actions.say_users)
windows = _door(WindowForm, actions.add_window)
window_removal = _door(RowForm, actions.drop_window)
facts = _door(FactForm, actions.add_business_fact, translate=as_fact)
fact_removal = _door(RowForm, actions.withdraw_business_fact)


@require_GET
@for_right("register.see")
def departments(request: PageRequest) -> HttpResponse:
    """Show the departments and who leads each."""
    units = list(list_departments().select_related("head", "parent"))
    context = {
        "departments": units,
        "has_parts": any(unit.parent_id for unit in units),
        "may_keep": may(request.user, "register.keep"),
    }
    return render(request, "business/departments.html", context)


@require_POST
@for_right("register.keep")
def head(request: PageRequest, pk: int) -> HttpResponse:
    """Say who leads a department."""
    unit = get_object_or_404(list_departments(), pk=pk)
    form = HeadForm(request.POST)
    with told_refusals(request):
        if form.is_valid():
            name_head(unit, by=request.user, at=timezone.now(), head=form.cleaned_data["head"])
        else:
            messages.warning(request, " ".join(map(str, form.errors["head"])))
    return redirect("catalogue:business:departments")
