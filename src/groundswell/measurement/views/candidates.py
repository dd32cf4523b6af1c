"""Candidates: what looks like one trouble, and what people say of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right
from groundswell.measurement import actions, queries
from groundswell.measurement.forms import (
    AcceptanceForm,
    AuditForm,
    JoiningForm,
    MergerForm,
    RejectionForm,
)
from groundswell.measurement.habits import list_unwritten
from groundswell.measurement.views.findings import show_problem
from groundswell.problems.queries import get_problem


@require_GET
@for_right("findings.see")
def candidates(request: PageRequest) -> HttpResponse:
    """Show what looks like one trouble and has no problem yet, the dearest first."""
    run = queries.latest_run()
    context = {
        "run": run,
        "found": queries.list_candidates(run) if run else None,
        "habits": list_unwritten(run, seen_by=request.user) if run else None,
        "currency": (run.findings or {}).get("currency", "") if run else "",
        "may_decide": may(request.user, "problems.work"),
        "may_import": may(request.user, "imports.run"),
    }
    return render(request, "measurement/candidates.html", context)


@require_POST
@for_right("problems.work")
def acceptance(request: PageRequest, key: str) -> HttpResponse:
    """Agree that it is one trouble, and open a problem for it."""
    found = queries.get_problem(key)
    form = AcceptanceForm(request.POST)
    problem = carry_out(
        form,
        lambda: actions.accept_candidate(
            found,
            by=request.user,
            at=timezone.now(),
            title=form.cleaned_data["title"],
            without=form.left_out(request.POST.getlist("member")),
        ),
    )
    if problem is None:
        return show_problem(request, key, form, form.left_out(request.POST.getlist("member")))
    messages.info(request, f"{problem} is open. Say what comes next.")
    return redirect("problems:problem", problem.number)


@require_POST
@for_right("problems.work")
def joining(request: PageRequest, key: str) -> HttpResponse:
    """Say that it is a trouble that has a problem already."""
    found = queries.get_problem(key)
    form = JoiningForm(request.POST)
    if form.is_valid():
        problem = get_problem(form.cleaned_data["number"].strip().upper(), seen_by=request.user)
        with told_refusals(request):
            actions.join_problem(found, by=request.user, at=timezone.now(), problem=problem)
            return redirect("problems:problem", problem.number)
    return redirect("measurement:problem", key)


@require_POST
@for_right("problems.work")
def merger(request: PageRequest) -> HttpResponse:
    """Put together those that were ticked: they are one trouble."""
    form = MergerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Tick two or more that are the same trouble.")
        return redirect("measurement:candidates")
    first, *others = (queries.get_problem(key) for key in form.cleaned_data["key"])
    with told_refusals(request):
        for other in others:
            actions.merge_candidate(other, by=request.user, at=timezone.now(), into=first)
        count = len(first.detail["tickets"])
        messages.info(request, f"“{first.title}” has {count} tickets now. Decide on it as one.")
    return redirect("measurement:candidates")


@require_POST
@for_right("problems.work")
def rejection(request: PageRequest, key: str) -> HttpResponse:
    """Say that it is not one trouble."""
    found = queries.get_problem(key)
    form = RejectionForm(request.POST)
    if not form.is_valid():
        return show_problem(request, key, form)
    actions.reject_candidate(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.info(request, f"“{found.title}” is not proposed again.")
    return redirect("measurement:candidates")


@require_POST
@for_right("problems.work")
def reconsideration(request: PageRequest, key: str) -> HttpResponse:
    """Take a judgement back."""
    judgement = queries.get_judgement(key)
    actions.reconsider_candidate(judgement, by=request.user, at=timezone.now())
    messages.info(request, f"The next analysis proposes “{judgement.title}” again.")
    return redirect("measurement:candidates")


@require_POST
@for_right("problems.work")
def audits(request: PageRequest, key: str) -> HttpResponse:
    """Say how many of the members that were looked at belong to it."""
    found = queries.get_problem(key)
    form = AuditForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "The page did not say what it showed; open it again.")
        return redirect("measurement:problem", key)
    right = len(set(request.POST.getlist("belongs")))
    with told_refusals(request):
        actions.audit_candidate(
            found,
            by=request.user,
            at=timezone.now(),
            shown=form.cleaned_data["shown"],
            right=right,
        )
    return redirect("measurement:problem", key)
