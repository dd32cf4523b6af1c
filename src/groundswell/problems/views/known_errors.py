"""Known errors: the list, one with its workarounds, and their doors."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, carry_out, show_forms
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, for_right, page_or_part
from groundswell.problems import actions, queries
from groundswell.problems.forms import KnownErrorForm, UseForm, WorkaroundForm
from groundswell.problems.models import KnownError, Problem

LIST = "problems/known_errors.html"
RECORD = "problems/known_error.html"


@require_GET
@for_right("problems.see")
def known_errors(request: PageRequest) -> HttpResponse:
    """Show the known errors that are offered, with how often their workarounds helped."""
    words = request.GET.get("q", "")[:200]
    context = {
        "known_errors": queries.list_known_errors(seen_by=request.user, words=words),
        "words": words,
        "may_work": may(request.user, "problems.work"),
    }
    return page_or_part(request, LIST, part="list", context=context)


@for_right("problems.work")
def new_known_error(request: PageRequest) -> HttpResponse:
    """Write down a known error, for a problem where the address names one."""
    number = request.GET.get("problem", "")
    problem = queries.get_problem(number, seen_by=request.user) if number else None
    start: dict[str, Any] = (
        {
            "title": problem.title,
            "symptom": problem.symptom or problem.title,
            "root_cause": problem.cause,
            "service": problem.service_id,
            "ci": problem.ci_id,
        }
        if problem
        else {name: request.GET.get(name, "")[:2000] for name in ("title", "symptom", "steps")}
    )
    form = KnownErrorForm(request.POST or None, initial=start)
    known = carry_out(form, lambda: _write_down(form, problem, by=request.user, at=timezone.now()))
    if known:
        messages.info(request, f"{known} is offered from now on.")
        return redirect("problems:known_error", known.number)
    status = 422 if form.errors else 200
    context = {"form": form, "problem": problem}
    return render(request, "problems/new_known_error.html", context, status=status)


def _write_down(
    form: KnownErrorForm, problem: Problem | None, *, by: User, at: datetime
) -> KnownError:
    known = actions.write_known_error(by=by, at=at, new=form.new_known_error(), problem=problem)
    steps = form.cleaned_data["steps"]
    if steps.strip():
        actions.add_workaround(known, by=by, at=at, steps=steps)
    return known


@require_GET
@for_right("problems.see")
def known_error(request: PageRequest, number: str) -> HttpResponse:
    """Show one known error with its workarounds and how often they helped."""
    return _show(request, queries.get_known_error(number, seen_by=request.user))


def _show(
    request: PageRequest, record: KnownError, failed: forms.Form | None = None
) -> HttpResponse:
    at = timezone.now()
    works = may(request.user, "problems.work")
    workarounds = record.workarounds.filter(withdrawn_at=None).select_related("owner")
    context = {
        "known": record,
        "workarounds": [
            {
                "record": workaround,
                "success": queries.count_success(workaround),
                "is_due": workaround.is_due(at.date()),
                "reach": queries.reach_of_workaround(workaround) if works else None,
            }
            for workaround in workarounds.order_by("id")
        ],
        "waiting": queries.list_open_tickets(record.problem).count() if record.problem else 0,
        "acts": queries.tell_acts(record.number)[:20],
        "workaround_form": WorkaroundForm(),
        "may_work": works,
    }
    return show_forms(request, RECORD, context, failed, part="record")


door = Doors(
    right="problems.work",
    get=queries.get_known_error,
    show=_show,
    page="problems:known_error",
)


def _as_workaround(_: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    return {"workaround": queries.get_workaround(said["workaround"], seen_by=by)}


def _withdraw(_: KnownError, *, by: User, at: Any, workaround: Any) -> None:
    actions.withdraw_workaround(workaround, by=by, at=at)


workarounds = door(WorkaroundForm, actions.add_workaround)
review = door(forms.Form, actions.review_known_error)
retirement = door(forms.Form, actions.retire_known_error)
withdrawal = door(UseForm, _withdraw, translate=_as_workaround)


@require_POST
@for_right("problems.work")
def pushing(request: PageRequest, number: str) -> HttpResponse:
    """Write a workaround to everybody who waits on the problem."""
    known = queries.get_known_error(number, seen_by=request.user)
    form, problem = UseForm(request.POST), known.problem
    if problem is None:
        return _show(request, known, form)
    reach = carry_out(
        form,
        lambda: actions.push_workaround(
            problem,
            by=request.user,
            at=timezone.now(),
            workaround=queries.get_workaround(
                form.cleaned_data["workaround"], seen_by=request.user
            ),
        ),
    )
    if reach is None:
        return _show(request, known, form)
    messages.info(request, f"{reach.people:,} who waited can read it now.")
    return redirect("problems:known_error", number)
