"""The pages on which tickets that come again are planned."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_GET, require_POST

from groundswell.catalogue.offerings.models import Offering
from groundswell.catalogue.offerings.queries import list_fields
from groundswell.catalogue.queries import list_services
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, show_forms
from groundswell.foundation.fields.forms import AnswersForm
from groundswell.foundation.web import PageRequest, for_right
from groundswell.servicedesk.recurring import actions, queries
from groundswell.servicedesk.recurring.forms import BeginForm, PauseForm, PlanForm
from groundswell.servicedesk.recurring.models import Plan


@require_GET
@for_right("desk.see")
def plans(request: PageRequest) -> HttpResponse:
    """Show the tickets that come again, and when each comes next."""
    context = {
        "lines": queries.list_plans(seen_by=request.user, at=timezone.now()),
        "begin": BeginForm(),
        "may_keep": may(request.user, "catalogue.keep"),
    }
    return render(request, "recurring/plans.html", context)


@for_right("catalogue.keep")
def new_plan(request: PageRequest) -> HttpResponse:
    """Plan a ticket that comes again."""
    begin = BeginForm(request.GET)
    begun = begin.cleaned_data if begin.is_valid() else {}
    offering = begun.get("offering")
    template = None if offering else begun.get("template")
    form = PlanForm(request.POST or None, template=template, offering=offering)
    answers = _answers(offering, request.POST or None)
    if _keep(form, answers, lambda: actions.add_plan(
        by=request.user, at=timezone.now(), facts=form.facts(request.POST))):  # fmt: skip
        messages.info(request, "It is planned.")
        return redirect("servicedesk:recurring:plans")
    context = {"form": form, "answers": answers}
    return render(request, "recurring/new_plan.html", context, status=422 if form.errors else 200)


@for_right("desk.see")
def plan(request: PageRequest, number: str) -> HttpResponse:
    """Show a plan, and say it anew."""
    found = queries.get_plan(number, seen_by=request.user)
    if request.method != "POST":
        return _show(request, found)
    form = PlanForm(request.POST, plan=found)
    answers = _answers(found.offering, request.POST)
    if _keep(form, answers, lambda: actions.alter_plan(
        found, by=request.user, at=timezone.now(), facts=form.facts(request.POST))):  # fmt: skip
        messages.info(request, "Saved.")
        return redirect("servicedesk:recurring:plan", number)
    return _show(request, found, form, answers)


def _show(
    request: PageRequest,
    found: Plan,
    failed: forms.Form | None = None,
    answers: AnswersForm | None = None,
) -> HttpResponse:
    may_keep = may(request.user, "catalogue.keep") and found.state != "ended"
    context = {
        "plan": found,
        "line": queries.read_line(found, at=timezone.now()),
        "opened": queries.list_opened(found, seen_by=request.user),
        "form": PlanForm(plan=found) if may_keep else None,
        "answers": answers or _answers(found.offering, found.answers or None),
        "pause_form": PauseForm(auto_id="pause_%s"),
        "may_keep": may_keep,
    }
    return show_forms(request, "recurring/plan.html", context, failed)


@require_POST
@for_right("catalogue.keep")
def pause(request: PageRequest, number: str) -> HttpResponse:
    """Open nothing for now."""
    return _act(request, number, PauseForm(request.POST), actions.pause_plan)


@require_POST
@for_right("catalogue.keep")
def resumption(request: PageRequest, number: str) -> HttpResponse:
    """Go on with a plan."""
    return _act(request, number, forms.Form(request.POST), actions.resume_plan)


@require_POST
@for_right("catalogue.keep")
def ending(request: PageRequest, number: str) -> HttpResponse:
    """Open nothing more."""
    return _act(request, number, forms.Form(request.POST), actions.end_plan)


def _act(
    request: PageRequest, number: str, form: forms.Form, verb: Callable[..., Plan]
) -> HttpResponse:
    found = queries.get_plan(number, seen_by=request.user)
    if carry_out(
        form, lambda: verb(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    ):
        return redirect("servicedesk:recurring:plan", number)
    return _show(request, found, form)


def _keep(form: PlanForm, answers: AnswersForm | None, verb: Callable[[], Plan]) -> Plan | None:
    """Carry out a verb if all was said as it should be."""
    is_answered = answers is None or answers.is_valid()
    if form.is_valid() and not is_answered:
        form.add_error(None, "Answer the questions of the request below; without it nobody can go "
                       "on.")  # fmt: skip
    return carry_out(form, verb)


def _answers(offering: Offering | None, given: Any) -> AnswersForm | None:
    """Return the questions of an offering, with what is answered to them."""
    if offering is None:
        return None
    said = MultiValueDict(given) if isinstance(given, dict) and given else given
    return AnswersForm(list_fields(offering), said, services=list_services())
